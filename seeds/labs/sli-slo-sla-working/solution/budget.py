"""Says how much of a month's error budget is left: python budget.py month.csv"""

import csv
import sys

TARGETS = {"availability": 0.999, "latency": 0.99}


def budget(rows):
    """{"availability": share left, "latency": share left} of rows as csv.DictReader gives them; below 0 when overspent."""
    valid = failed = answered = slow = 0
    for row in rows:
        code, requests = int(row["code"]), int(row["requests"])
        if row["path"] == "/health" or (400 <= code < 500 and code != 429):
            continue
        valid += requests
        if code >= 500 or code == 429:
            failed += requests
        else:
            answered += requests
            slow += requests - int(row["within_800ms"])
    return {
        "availability": 1 - failed / (valid * (1 - TARGETS["availability"])),
        "latency": 1 - slow / (answered * (1 - TARGETS["latency"])),
    }


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for name, left in budget(list(csv.DictReader(file))).items():
            print(f"{name:<13} {left:8.1%} of the budget left")
