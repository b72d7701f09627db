"""The monthly bill of inventory.csv under a plan: python cost.py plan.json

plan.json gives, by prefix, what to do; what it leaves out stays as it is:
  "class": the storage class of what is older than 180 days      "keep_current": the share that is kept, such as 0.2
  "keep_old_versions", "keep_unfinished": shares that are kept    "replicate": true or false
"""

import csv
import json
import sys

plan = json.load(open(sys.argv[1], encoding="utf-8"))
classes = {row["class"]: {key: float(value) for key, value in row.items() if key != "class"} for row in csv.DictReader(open("prices.csv", encoding="utf-8"))}
standard, total, once = classes["standard"]["usd_per_tb_month"], 0.0, 0.0
print(f"{'prefix':<28} {'TB':>7} {'storage':>9} {'reads':>7} {'copy':>8} {'a month':>9} {'to move, once':>14}")
for row in csv.DictReader(open("inventory.csv", encoding="utf-8")):
    name = row["bucket/prefix"]
    mine = plan.get(name, {})
    keep = mine.get("keep_current", 1)
    current, objects = float(row["current_tb"]) * keep, float(row["million_objects"]) * keep
    rest = float(row["old_versions_tb"]) * mine.get("keep_old_versions", 1) + float(row["unfinished_tb"]) * mine.get("keep_unfinished", 1)
    share = float(row["older_than_180_days"].rstrip(" %")) / 100 if "class" in mine else 0
    cold = classes[mine.get("class", "standard")]
    cold_tb = max(current * share, objects * share * cold["smallest_billed_kb"] / 1_000)  # small objects are billed as larger ones
    storage = (current * (1 - share) + rest) * standard + cold_tb * cold["usd_per_tb_month"]
    reads = float(row["read_gb_a_month"]) * share * cold["usd_per_gb_read"]
    copied = mine.get("replicate", row["replicated"] == "yes")
    copy = (float(row["current_tb"]) + float(row["old_versions_tb"])) * standard if copied else 0  # the copy keeps everything
    if mine.get("rules_for_copy"):
        copy = storage if copied else 0
    moved = objects * share * cold["usd_per_million_objects_moved_in"]
    total, once = total + storage + reads + copy, once + moved
    print(f"{name:<28} {current + rest:>7.1f} {storage:>9,.0f} {reads:>7,.0f} {copy:>8,.0f} {storage + reads + copy:>9,.0f} {moved:>14,.0f}")
print(f"{'all':<28} {'':>33} {'':>1} {total:>9,.0f} {once:>14,.0f}")
