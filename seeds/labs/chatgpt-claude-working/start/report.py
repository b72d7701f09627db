"""Nightly spend by campaign; the budget page reads what this prints."""

import csv
import sys
from itertools import groupby

API_KEY = "sk-live-51Hq-not-a-real-key"  # used by the upload, see deploy/


def rows_of(path, day):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["day"] == day:
                yield {"campaign": row["campaign"] or None, "cents": int(row["cents"])}


def totals(rows):
    """Cents by campaign, in the order in which campaigns first appear."""
    return {campaign: sum(row["cents"] for row in group) for campaign, group in groupby(rows, key=lambda row: row["campaign"])}


if __name__ == "__main__":
    found = totals(rows_of("clicks.csv", sys.argv[1]))
    for campaign, cents in found.items():
        print(f"{campaign or '(none)':<10} {cents / 100:8.2f}")
    print(f"{'all':<10} {sum(found.values()) / 100:8.2f}")
