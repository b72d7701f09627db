"""What monitoring did in a quarter: python quarter.py; and what a policy would change: python quarter.py tiers.csv."""

import csv
import sys

HOURS_PER_ALERT = 1.5  # from the page to "nothing" or "mend it", measured over the quarter
REAL_DAY = 0.5  # days until somebody acts on an alert that is real

rows = list(csv.DictReader(open("models.csv", encoding="utf-8")))
tiers = {}
if len(sys.argv) > 1:
    tiers = {row["model"]: row for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))}
# What a tier keeps of the alerts, and the share of real ones that it still catches.
TIERS = {"page": (1.0, 1.0), "daily": (0.35, 0.9), "weekly": (0.1, 0.6), "none": (0.0, 0.0)}
alerts = hours = loss = 0.0
for row in rows:
    tier = tiers.get(row["model"], {}).get("tier", "page")
    keeps, catches = TIERS[tier]
    delay = {"page": REAL_DAY, "daily": 1.0, "weekly": 4.0, "none": 0.0}[tier]
    real, cost, days = int(row["alerts_that_were_real"]), float(row["loss_per_day_kEUR"]), float(row["days_to_notice_without_alert"])
    alerts += keeps * int(row["alerts"])
    hours += keeps * int(row["alerts"]) * HOURS_PER_ALERT
    caught = real * catches
    loss += cost * (caught * min(delay, days) + (real - caught + int(row["incidents_without_alert"])) * days)
print(f"alerts {alerts:.0f}, of them real {sum(int(row['alerts_that_were_real']) for row in rows)} at most;"
      f" hours of people {hours:.0f}; loss {loss:,.0f} kEUR")
