"""How often the training set and the service disagree, by hour of the day."""

import csv
import io
import json
import subprocess
import sys
from collections import Counter

said = subprocess.run(
    [sys.executable, "training.py", "served.jsonl", "events.csv"], capture_output=True, text=True, check=True
).stdout
training = {row["request_id"]: int(row["orders_1h"]) for row in csv.DictReader(io.StringIO(said))}
total, differ, zero = Counter(), Counter(), Counter()
for line in open("served.jsonl", encoding="utf-8"):
    request = json.loads(line)
    hour = request["at"][11:13]
    total[hour] += 1
    if request["orders_1h"] != training[request["request_id"]]:
        differ[hour] += 1
        zero[hour] += request["orders_1h"] == 0
print("hour  requests  differ  of these served as 0")
for hour in sorted(total):
    print(f"{hour}    {total[hour]:>8}  {differ[hour]:>6}  {zero[hour]:>6}")
print(f"all   {total.total():>8}  {differ.total():>6}  {zero.total():>6}")
