"""Says how much of a month's error budget is left: python budget.py month.csv"""

import csv
import sys

TARGETS = {"availability": 0.999, "latency": 0.99}


def budget(rows):
    """{"availability": share left, "latency": share left} of rows as csv.DictReader gives them; below 0 when overspent."""
    return {"availability": 1.0, "latency": 1.0}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for name, left in budget(list(csv.DictReader(file))).items():
            print(f"{name:<13} {left:8.1%} of the budget left")
