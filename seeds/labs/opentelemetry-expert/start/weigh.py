"""Which attribute of which team weighs what: python weigh.py"""

import json
from collections import defaultdict

weight, spans, total = defaultdict(int), defaultdict(int), 0
for line in open("spans.jsonl", encoding="utf-8"):
    span = json.loads(line)
    total += len(line)
    for name, value in span["attributes"].items():
        weight[span["service.name"], name] += len(name) + len(str(value))
        spans[span["service.name"], name] += 1
print(f"{total / 1e6:.2f} MB an hour")
for (team, name), size in sorted(weight.items(), key=lambda each: -each[1]):
    print(f"{team:<8} {name:<28} {spans[team, name]:>5} spans  {size / total:6.1%} of the bytes")
