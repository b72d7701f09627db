"""What a promise would have cost last year: python credits.py 99.9 [measured_at_us | seen_by_lumen]"""

import csv
import sys

FEE = 60_000  # euros a month that Lumen pays
STEPS = [(0.0, 0.10), (0.4, 0.25), (0.9, 0.50)]  # from so far below the promise, in points: credit as a share of the fee

promise, column = float(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "seen_by_lumen"
total = missed = 0
for row in csv.DictReader(open("months.csv", encoding="utf-8")):
    short = round(promise - float(row[column]), 4)
    share = max((credit for below, credit in STEPS if short > 0 and short >= below), default=0.0)
    total, missed = total + share * FEE, missed + (share > 0)
print(f"{promise} % {column}: missed in {missed} of 12 months, credits {total:,.0f} of {12 * FEE:,} euros ({total / 12 / FEE:.1%})")
