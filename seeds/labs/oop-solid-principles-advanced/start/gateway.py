"""How the gateway calls any predictor: it gathers rows for a moment and asks once."""

from pr_412 import Quantized
from predictor import WordCount


def answer(predictor, waiting):
    scores = predictor.predict(waiting)
    return [{"text": row["text"], "score": score} for row, score in zip(waiting, scores)]


for kind in (WordCount, Quantized):
    for waiting in ([{"text": "Good service"}], [{"text": "Good service"}, {"text": "bad " * 40}], [], [{"text": "ok"}] * 40):
        try:
            said = answer(kind(), waiting)[:1]
        except ValueError as error:
            said = f"ValueError: {error}"
        print(f"{kind.__name__:<10} {len(waiting):>2} rows   {said}")
