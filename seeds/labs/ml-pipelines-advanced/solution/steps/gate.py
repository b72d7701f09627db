"""raw.csv → gate.json, or an error: nothing is trained on data that is not all there."""

import csv
import json
import os
import sys

limits = json.loads(os.environ["PARAMS"])
with open("raw.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
missing = sum(not row["spend"] for row in rows)
found = {"rows": len(rows), "without_spend": missing}
if len(rows) < limits["fewest_rows"] or missing > limits["most_missing"] * len(rows):
    sys.exit(f"gate: {found}, limits {limits}")
with open("gate.json", "w", encoding="utf-8") as file:
    json.dump(found, file)
