"""What each workload costs the primary: python sheet.py"""

import csv

rows = list(csv.DictReader(open("workloads.csv", encoding="utf-8")))
for row in rows:
    row["day"] = int(row["runs_per_day"]) * float(row["core_seconds_per_run"])
    row["peak"] = row["day"] * float(row["peak_hour_share"]) / 3600  # cores in the busiest hour
for row in sorted(rows, key=lambda row: -row["peak"]):
    print(f"{row['workload']:<22} {row['day']:>8,.0f} core s a day   {row['peak']:>5.2f} cores at the peak   "
          f"asks for {row['asked_freshness_minutes']:>4} min   {row['decision_made_every']}")  # fmt: skip
print(f"{'together':<22} {sum(row['day'] for row in rows):>8,.0f} core s a day   {sum(row['peak'] for row in rows):>5.2f} cores of 8")
