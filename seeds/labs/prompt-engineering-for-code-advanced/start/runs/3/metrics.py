"""Figures for the model dashboard, from rows of the access log: {"model", "at" (seconds since midnight), "took"}."""

import math


def count(rows):
    found = {}
    for row in rows:
        found[row["model"]] = found.get(row["model"], 0) + 1
    return found


def p99(rows, now):
    end = now // 3600 * 3600
    found = {}
    for row in rows:
        if end - 3600 <= row["at"] < end:
            found.setdefault(row["model"], []).append(row["took"])
    return {model: round(sorted(took)[max(0, math.ceil(len(took) * 0.99) - 1)] * 1000, 1) for model, took in found.items()}
