"""Disk that each topic holds with three replicas, and its share of what comes in."""

import csv

rows = list(csv.DictReader(open("flows.csv", encoding="utf-8")))
held = {row["topic today"]: float(row["events_per_s"]) * float(row["bytes"]) * 86_400 * float(row["retention_days"]) * 3 / 1e12 for row in rows}
coming = {row["topic today"]: float(row["events_per_s"]) * float(row["bytes"]) / 1e6 for row in rows}
for name in sorted(held, key=lambda each: -held[each]):
    print(f"{name:<18} {held[name]:>8.2f} TB held   {coming[name]:>7.2f} MB/s in   {held[name] / sum(held.values()):>6.1%} of the disk")
print(f"{'all':<18} {sum(held.values()):>8.2f} TB held   {sum(coming.values()):>7.2f} MB/s in; a TB of broker disk is 95 dollars a month: {sum(held.values()) * 95:,.0f} dollars")
