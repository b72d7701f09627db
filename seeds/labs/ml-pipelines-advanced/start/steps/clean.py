import csv
import json

with open("raw.csv", encoding="utf-8", newline="") as file:
    rows = [row for row in csv.DictReader(file) if row["spend"]]
with open("clean.json", "w", encoding="utf-8") as file:
    json.dump([[float(row["spend"]), int(row["visits"]), int(row["churned"])] for row in rows], file)
