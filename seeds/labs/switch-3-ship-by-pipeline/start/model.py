"""The model as the API uses it; other teams' models have other features, so read them from the file."""

import json
import math
from pathlib import Path


def load(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def predict(model, row):
    """The probability of churn for a row of golden.csv."""
    total = model["bias"] + sum(weight * float(row[name]) for name, weight in model["weights"].items())
    return 1 / (1 + math.exp(-total))
