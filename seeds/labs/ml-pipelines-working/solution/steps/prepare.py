"""raw.csv → table.json: the clean, scaled rows of training and test."""

import csv
import json

NAMES = ["spend", "visits", "tickets"]

with open("raw.csv", encoding="utf-8", newline="") as file:
    raw = list(csv.DictReader(file))
clean = {row["id"]: row for row in reversed(raw) if row["spend"] != ""}  # reversed: the first of each id stays
clean = [row for row in raw if clean.get(row["id"]) is row]
top = {name: max(float(row[name]) for row in clean) for name in NAMES}
table = [([float(row[name]) / top[name] for name in NAMES], int(row["churned"])) for row in clean]
cut = len(table) * 4 // 5
with open("table.json", "w", encoding="utf-8") as file:
    json.dump({"top": top, "train": table[:cut], "test": table[cut:]}, file)
