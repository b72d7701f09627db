"""Figures for the model dashboard, from rows of the access log: {"model", "at" (seconds since midnight), "took"}."""

import math

from units import to_report


def count(rows):
    found = {}
    for row in rows:
        found[row["model"]] = found.get(row["model"], 0) + 1
    return found


def p99(rows, now):
    found = {}
    for row in rows:
        if now - 300 <= row["at"] <= now:
            found.setdefault(row["model"], []).append(row["took"])
    return {model: round(to_report(sorted(took)[max(0, math.ceil(len(took) * 0.99) - 1)]), 1) for model, took in found.items()}
