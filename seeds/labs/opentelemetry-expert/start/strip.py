"""Plays an allow list over the spans: python strip.py keep.txt (one attribute a line; `old = new` renames)"""

import json
import re
import sys

keep = {}
for line in open(sys.argv[1], encoding="utf-8"):
    old, _, new = (part.strip() for part in line.partition("#")[0].partition("="))
    if old:
        keep[old] = new or old
before = after = 0
left, leaks = {}, {"address": r"[\w.]+@[\w.]+", "IBAN": r"DE\d{10,}", "token": r"token=\w+"}
found = dict.fromkeys(leaks, 0)
for line in open("spans.jsonl", encoding="utf-8"):
    span = json.loads(line)
    span["attributes"] = {keep[name]: value for name, value in span["attributes"].items() if name in keep}
    text = json.dumps(span) + "\n"
    before, after = before + len(line), after + len(text)
    for name in span["attributes"]:
        left[name] = left.get(name, 0) + 1
    for kind, pattern in leaks.items():
        found[kind] += bool(re.search(pattern, text))
print(f"{before / 1e6:.2f} MB -> {after / 1e6:.2f} MB; spans with an address {found['address']}, IBAN {found['IBAN']}, token {found['token']}")
for name, count in sorted(left.items(), key=lambda each: -each[1]):
    print(f"{count:>6}  {name}")
