"""What each feature says by itself: python single.py main   or   python single.py pr"""

import sys
from datetime import date

sys.path.insert(0, sys.argv[1])
from features import build, read

rows = build(read("customers.csv"), read("tickets.csv"), read("payments.csv"), date(2026, 3, 31))


def auc(name):
    """0.5 says nothing; 1.0 or 0.0 tells every churned customer from every other by this feature alone."""
    good = [row[name] for row in rows if row["churned"] and row[name] is not None]
    bad = [row[name] for row in rows if not row["churned"] and row[name] is not None]
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))


for name in [each for each in rows[0] if each not in ("id", "churned")]:
    values = [row[name] for row in rows]
    known = sorted(each for each in values if each is not None)
    print(f"{name:<20} AUC {auc(name):.2f}   median {known[len(known) // 2]:>10.2f}   empty {values.count(None):>3}   type {type(known[0]).__name__}")
