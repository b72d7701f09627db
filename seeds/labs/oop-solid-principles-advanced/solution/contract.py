"""The contract of Predictor as a test: check_contract(make) raises AssertionError when make() breaks it."""

import copy


def check_contract(make):
    texts = ["good", "", "Bad bad day", "Very GOOD indeed, and rather long " * 3, "ok"]
    alone = {text: make().predict([{"text": text}])[0] for text in texts}
    for count in (0, 1, 2, 33, 1_000, 10_000):
        rows = [{"text": texts[number * 7 % 5], "id": number} for number in range(count)]
        before = copy.deepcopy(rows)
        predictor = make()
        for round_ in ("first", "second"):
            try:
                scores = predictor.predict(rows)
            except Exception as error:
                raise AssertionError(f"refuses {count} rows: {error!r}") from error
            assert rows == before, f"changes its rows ({count})"
            assert isinstance(scores, list), f"gives a {type(scores).__name__}"
            assert all(isinstance(score, float) for score in scores), "gives something that is no float"
            assert len(scores) == count, f"{len(scores)} scores for {count} rows"
            wanted = [alone[row["text"]] for row in rows]
            assert scores == wanted, f"another score in company ({count} rows, {round_} call)"
    try:
        make().predict([{"text": "good"}, {"id": 7}])
    except ValueError:
        return
    except Exception as error:
        raise AssertionError(f"{error!r} for a row without text") from error
    raise AssertionError("takes a row without text")
