"""What keeping logs costs: python cost.py plan.csv (service,field,hot_days,cold_days; a field without a line is dropped)"""

import csv
import sys

HOT, COLD = 0.45, 0.02  # euros per GB and month: searchable cluster with a copy, archive in object storage
fields = {(row["service"], row["field"]): row for row in csv.DictReader(open("fields.csv", encoding="utf-8"))}
plan = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
total = hot_gb = cold_gb = 0.0
asked = sum(int(row["asked_per_month"]) for row in fields.values())
answered = 0
for row in plan:
    field = fields[row["service"], row["field"]]
    daily, hot, cold = float(field["gb_per_day"]), int(row["hot_days"]), int(row["cold_days"])
    hot_gb, cold_gb = hot_gb + daily * hot, cold_gb + daily * cold
    answered += int(field["asked_per_month"]) if hot + cold else 0
total = hot_gb * HOT + cold_gb * COLD
print(f"hot {hot_gb:,.0f} GB, cold {cold_gb:,.0f} GB, {total:,.0f} euros a month; {answered} of {asked} questions a month still have their field")
