"""python monitor.py DAY NOW: drift and accuracy of one day's predictions, as far as known at NOW; prints JSON."""

import bisect
import csv
import json
import math
import statistics
import sys
from datetime import datetime, timedelta

LEAST_SHARE, PSI_LIMIT, ACCURACY_LIMIT, MATURE, PATIENCE = 0.0001, 0.2, 0.85, 0.8, timedelta(days=7)


def psi(reference, current):
    edges = statistics.quantiles(reference, n=10)

    def shares(values):
        counts = [0] * 10
        for value in values:
            counts[bisect.bisect_right(edges, value)] += 1
        return [max(count / len(values), LEAST_SHARE) for count in counts]

    return sum((c - r) * math.log(c / r) for r, c in zip(shares(reference), shares(current)))


def main(day, now):
    with open("reference.csv", encoding="utf-8", newline="") as file:
        reference = [float(row["amount"]) for row in csv.DictReader(file)]
    with open("predictions.jsonl", encoding="utf-8") as file:
        of_day = [each for each in map(json.loads, file) if each["at"][:10] == day]
    labels = {}
    with open("labels.csv", encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["arrived_at"]):
            if datetime.fromisoformat(row["arrived_at"]) <= now:
                labels[row["prediction_id"]] = int(row["label"])  # a later word replaces an earlier one
    known = [each for each in of_day if each["id"] in labels]
    said = {
        "psi": round(psi(reference, [each["inputs"]["amount"] for each in of_day]), 4),
        "labelled": round(len(known) / len(of_day), 4),
        "accuracy": round(sum(each["predicted"] == labels.get(each["id"]) for each in of_day) / len(of_day), 4),
        "alerts": [],
    }
    if said["psi"] > PSI_LIMIT:
        said["alerts"].append("psi")
    if said["labelled"] >= MATURE and said["accuracy"] < ACCURACY_LIMIT:
        said["alerts"].append("accuracy")
    if said["labelled"] < MATURE and now - datetime.fromisoformat(day) > PATIENCE:
        said["alerts"].append("labels")
    print(json.dumps(said))


main(sys.argv[1], datetime.fromisoformat(sys.argv[2]))
