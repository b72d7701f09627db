"""Reads customers and splits them."""

import csv


def load(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def clean(rows):
    """Without rows of negative months; an unknown spend becomes the (upper) median of the known ones."""
    kept = [row for row in rows if int(row["months"]) >= 0]
    known = sorted(float(row["spend"]) for row in kept if row["spend"])
    median = known[len(known) // 2]
    numbers = {"months": int, "calls": int, "spend": lambda text: float(text or median)}
    return [{**row, **{name: read(row[name]) for name, read in numbers.items()}} for row in kept]


def is_train(row):
    return int(row["user"][1:]) % 10 < 7
