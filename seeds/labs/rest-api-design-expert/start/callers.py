"""Who still calls v1: python callers.py [days back], or python callers.py brownout WEEKDAY FROM TO (such as Tue 14 16)."""

import csv
import datetime as dt
import sys
from collections import defaultdict

rows = list(csv.DictReader(open("calls.csv", encoding="utf-8")))
last = max(row["date"] for row in rows)
if sys.argv[1:2] == ["brownout"]:
    day, begin, end = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    total, hit = defaultdict(int), defaultdict(int)
    for row in rows:
        weekday = dt.date.fromisoformat(row["date"]).strftime("%a")
        total[row["client"]] += 1
        hit[row["client"]] += weekday == day and begin <= int(row["hour"]) < end
    for client in sorted(total):
        print(f"{client:<16} {hit[client]:>3} of its {total[client]:>5} hours with calls fall into {day} {begin} to {end} o'clock")
else:
    since = dt.date.fromisoformat(last) - dt.timedelta(days=int(sys.argv[1]) if sys.argv[1:] else 999)
    calls, newest = defaultdict(int), {}
    for row in rows:
        if row["date"] > since.isoformat():
            calls[row["client"]] += int(row["calls"])
            newest[row["client"]] = row["date"]
    for client in sorted(calls, key=lambda name: -calls[name]):
        print(f"{client:<16} {calls[client]:>8,} calls, the last on {newest[client]}")
