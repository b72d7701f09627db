"""Pull request 412: "Quantized sentiment, four times cheaper". Two approvals so far; its tests use batches of 8."""

from predictor import Predictor

LIMIT = 32  # the compiled graph has room for this many rows


class Quantized(Predictor):
    def __init__(self):
        self.widest = 1

    def predict(self, rows):
        if not rows:
            raise ValueError("empty batch")
        if len(rows) > LIMIT:
            raise ValueError(f"at most {LIMIT} rows")
        for row in rows:
            row["text"] = row["text"].lower()
        self.widest = max(self.widest, *(len(row["text"]) for row in rows), 1)
        return [self._score(row["text"]) for row in rows]

    def _score(self, text):
        """Between -1 and 1, in steps of 1/127; depends on the widest text, as the graph pads to it."""
        raw = (text.count("good") - text.count("bad")) * 60 / self.widest
        return max(-127, min(127, round(raw))) / 127
