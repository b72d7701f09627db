"""Lag and rates of each partition over the three hours of lag.csv."""

import csv
from collections import defaultdict

seen = defaultdict(list)
for row in csv.DictReader(open("lag.csv", encoding="utf-8")):
    seen[row["topic"], row["partition"]].append((int(row["end_offset"]), int(row["committed_offset"])))
print("topic   part   lag at the start   in the middle    at the end   produced/s   consumed/s")
for (topic, partition), found in sorted(seen.items()):
    lags = [end - committed for end, committed in found]
    seconds = 300 * (len(found) - 1)
    produced, consumed = ((found[-1][side] - found[0][side]) / seconds for side in (0, 1))
    print(f"{topic:<7} {partition:>4} {lags[0]:>18,} {lags[len(lags) // 2]:>15,} {lags[-1]:>13,} {produced:>12.0f} {consumed:>12.0f}")
