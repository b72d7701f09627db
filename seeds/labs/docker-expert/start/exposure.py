"""How long each service ran without a fix that existed: python exposure.py [days between base builds]

A fix reaches a base with its next build, and a service with its own next build after that. With a number, every base is
built that often instead; what has not arrived by 1 November counts until then.
"""

import csv
import datetime as dt
import statistics
import sys


def table(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


day, end = dt.date.fromisoformat, dt.date(2026, 11, 1)
every = int(sys.argv[1]) if sys.argv[1:] else 0
bases, builds = {}, {}
for row in table("base_builds.csv"):
    bases.setdefault(row["base"], []).append(day(row["built_on"]))
for row in table("service_builds.csv"):
    builds.setdefault(row["service"], []).append(day(row["built_on"]))
total = []
for row in table("services.csv"):
    for_base, for_service = [], []
    for fix in table("fixes.csv"):
        fixed = day(fix["fixed_on"])
        in_base = fixed + dt.timedelta(days=every // 2) if every else next((each for each in bases[row["base"]] if each >= fixed), end)
        in_service = next((each for each in builds[row["service"]] if each >= in_base), end)
        for_base.append((in_base - fixed).days)
        for_service.append((in_service - in_base).days)
    total += [one + two for one, two in zip(for_base, for_service)]
    print(f"{row['service']:<13}{row['base']:<11}driver {row['driver']}  {row['exposure']:<9}"
          f"base {statistics.mean(for_base):>5.1f} d   service {statistics.mean(for_service):>5.1f} d")
print(f"all: mean {statistics.mean(total):.1f} days, longest {max(total)}, {sum(each > 30 for each in total)} of {len(total)} over 30 days")
