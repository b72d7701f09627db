"""Writes cases.csv: a quarter of payments that the fraud model stopped."""

import csv
import random

rng = random.Random(31)
with open("cases.csv", "w", encoding="utf-8", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["case", "month", "amount_eur", "attempts", "stopped_by", "review"])
    for number in range(1, 1201):
        amount = round(rng.lognormvariate(4.6, 1.0), 2)
        by = rng.choices(["model", "rule", "bank"], [55, 30, 15])[0]
        attempts = 1 if rng.random() < 0.6 else rng.randint(2, 6)
        review = rng.choices(["fraud", "honest", "none"], {"model": [48, 22, 30], "rule": [35, 45, 20], "bank": [70, 5, 25]}[by])[0]
        out.writerow([number, ("2026-07", "2026-08", "2026-09")[number % 3], amount, attempts, by, review])
