"""python compare.py scores.csv: whether b is better than a, from the difference within each seed."""

import csv
import json
import statistics
import sys

T95 = [0, 12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09]

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    differences = [float(row["b"]) - float(row["a"]) for row in csv.DictReader(file)]
mean, free = statistics.fmean(differences), len(differences) - 1
t = T95[free] if free < len(T95) else 1.96 + 2.6 / free
half = t * statistics.stdev(differences) / len(differences) ** 0.5
low, high = mean - half, mean + half
verdict = "b-better" if low > 0 else "a-better" if high < 0 else "no-difference"
print(json.dumps({"verdict": verdict, "difference": round(mean, 4), "low": round(low, 4), "high": round(high, 4)}))
