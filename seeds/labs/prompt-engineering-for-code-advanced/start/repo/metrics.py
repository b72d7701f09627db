"""Figures for the model dashboard, from rows of the access log: {"model", "at" (seconds since midnight), "took"}."""


def count(rows):
    found = {}
    for row in rows:
        found[row["model"]] = found.get(row["model"], 0) + 1
    return found
