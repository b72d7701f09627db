"""What a Compute Savings Plan would have cost and saved in these four weeks: python commit.py [dollars an hour …]

gpu_hours.csv holds what each team's GPUs would cost on demand in each hour. A plan of C dollars an hour is paid in every hour and
covers usage worth C / (1 - discount) on demand; the rest is paid on demand. Our quote: 1 year 24 %, 3 years 42 %, nothing upfront.
"""

import csv
import sys

TERMS = {"1 year": 0.24, "3 years": 0.42}
with open("gpu_hours.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
teams = [name for name in rows[0] if name != "hour"]


def cost(hours, commitment, discount):
    covered = commitment / (1 - discount)
    paid = sum(commitment + max(hour - covered, 0) for hour in hours)
    used = sum(min(hour, covered) for hour in hours) / (covered * len(hours)) if covered else 1
    return paid, used


hours = [sum(float(row[team]) for team in teams) for row in rows]
print("on demand:", ", ".join(f"{team} {sum(float(row[team]) for row in rows):,.0f}" for team in teams), f"= {sum(hours):,.0f} USD in four weeks")
ordered = sorted(hours)
print("an hour costs", ", ".join(f"{ordered[int(len(ordered) * share)]:.1f} (p{share:.0%})" for share in (0, 0.25, 0.5, 0.75, 0.95)))
wanted = [float(each) for each in sys.argv[1:]] or [20, 30, 35, 40, 50, 60, 80]
for name, discount in TERMS.items():
    for commitment in wanted:
        paid, used = cost(hours, commitment, discount)
        without = cost([sum(float(row[team]) for team in teams if team != "assist") for row in rows], commitment, discount)[0]
        print(f"{name:<8}{commitment:>5.0f} USD/h   saves {sum(hours) - paid:>8,.0f}   used {used:>4.0%}   "
              f"if assist left: {sum(hours) - sum(float(row['assist']) for row in rows) - without:>8,.0f}")
