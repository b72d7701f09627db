"""python limit.py HISTORY.csv TARGET_MS: the last level of users before p95 or failures go over the limit, as JSON."""

import csv
import json
import statistics
import sys

MOST_FAILED = 0.01
levels = {}
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        if row["Name"] == "Aggregated" and row["95%"] not in ("", "N/A") and int(row["User Count"]) > 0:
            levels.setdefault(int(row["User Count"]), []).append(row)

found = {"users": 0, "requests_per_s": 0}
for users, rows in sorted(levels.items()):
    if len(rows) < 3:
        continue  # seen in passing, while users were still starting
    rows = rows[len(rows) // 2 :]  # the first half still holds the level before
    p95 = statistics.median(float(row["95%"]) for row in rows)
    rate = statistics.fmean(float(row["Requests/s"]) for row in rows)
    failed = statistics.fmean(float(row["Failures/s"]) for row in rows)
    print(f"{users:>4} users  {rate:6.1f}/s  p95 {p95:6.0f} ms  failed {failed / max(rate, 1e-9):.1%}", file=sys.stderr)
    if p95 > float(sys.argv[2]) or failed > MOST_FAILED * rate:
        break
    found = {"users": users, "requests_per_s": round(rate, 1)}
print(json.dumps(found))
