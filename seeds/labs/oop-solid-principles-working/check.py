"""Puts the parts together with stubs and fakes of its own; the real storage is never reached."""

from rung_check import Miss, check, load, main

PARTS = ("Fetcher", "Transformer", "Scorer", "ScoreJob")
WEIGHTS = {"bias": 500.0, "mean_amount": 0.1, "late_share": -100.0}
ROWS = {
    "c-1": [{"amount": 200.0, "late_days": 0}, {"amount": 100.0, "late_days": 6}],
    "c-2": [{"amount": 50.0, "late_days": 5}],
    "c-3": [],
    "c-4": [{"amount": 10.0, "late_days": 9}, {"amount": 20.0, "late_days": 7}, {"amount": 60.0, "late_days": 0}],
}
WANTED = {"c-1": 465.0, "c-2": 505.0, "c-3": 500.0, "c-4": 436.3}


class Client:
    """A fake with a length, as recording fakes often have: empty, and so false, until somebody asks."""

    def __init__(self, rows):
        self.data, self.asked = rows, []

    def __len__(self):
        return len(self.asked)

    def rows(self, customer):
        self.asked.append(customer)
        return [dict(row) for row in self.data[customer]]


def parts():
    module = load("scoring.py", *PARTS)
    return [getattr(module, name) for name in PARTS]


def tried(what, function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        raise Miss("part-fails", what=what, error=f"{type(error).__name__}: {error}") from None


@check("client-comes-in")
def client_comes_in():
    fetcher_class = parts()[0]
    first, second = Client(ROWS), Client({"c-1": ROWS["c-2"]})
    fetchers = [tried("Fetcher(client)", fetcher_class, each) for each in (first, second)]
    rows = [tried("fetch('c-1')", each.fetch, "c-1") for each in fetchers]
    if list(rows[0]) != ROWS["c-1"] or list(rows[1]) != ROWS["c-2"]:
        raise Miss("other-rows", first=len(list(rows[0])), second=len(list(rows[1])))


@check("rows-untouched")
def rows_untouched():
    transformer = tried("Transformer()", parts()[1])
    features = []
    for customer in ("c-1", "c-4", "c-1"):
        rows = [dict(row) for row in ROWS[customer]]
        features.append(tried(f"transform(rows of {customer})", transformer.transform, rows))
        if rows != ROWS[customer]:
            raise Miss("rows-changed", before=ROWS[customer][0], after=rows[0] if rows else "no rows")
    if features[0] != features[2]:
        raise Miss("remembers", first=features[0], second=features[2])


@check("only-passes-on")
def only_passes_on():
    _, _, _, job_class = parts()
    seen, rows, features, score = [], object(), object(), object()

    class Stub:
        def fetch(self, customer):
            seen.append(customer)
            return rows

        def transform(self, given):
            seen.append(given)
            return features

        def score(self, given):
            seen.append(given)
            return score

    stub = Stub()
    job = tried("ScoreJob(fetcher, transformer, scorer)", job_class, stub, stub, stub)
    given = tried("run('c-9')", job.run, "c-9")
    if seen != ["c-9", rows, features] or given is not score:
        raise Miss("does-more", calls=len(seen))


@check("same-scores")
def same_scores():
    fetcher, transformer, scorer, job_class = parts()
    job = tried("the parts", lambda: job_class(fetcher(Client(ROWS)), transformer(), scorer(WEIGHTS)))
    for customer, wanted in [*WANTED.items(), *WANTED.items()]:
        given = tried(f"run({customer!r})", job.run, customer)
        if given != wanted:
            raise Miss("other-score", customer=customer, wanted=wanted, given=given)


main()
