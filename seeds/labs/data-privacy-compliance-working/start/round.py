"""One model, three hospitals, no row sent: `python round.py [--sum] [--min N] [--noise S]` trains 60 rounds.

The first message of each hospital to the coordinator goes to updates.json. --sum: the coordinator sees only the sum of the
three messages, as with secure aggregation. --min N: codes with fewer than N patients in a hospital count as "other".
--noise S: each hospital limits what one patient may add to length 1, and adds Gaussian noise of S to its sum.
"""

import argparse
import csv
import json
import math
import random

HOSPITALS, RATE = ("north", "south", "harbour"), 1.0
options = argparse.ArgumentParser()
options.add_argument("--sum", action="store_true")
options.add_argument("--min", type=int, default=0)
options.add_argument("--noise", type=float, default=None)
options = options.parse_args()


def patients(hospital):
    with open(f"{hospital}.csv", newline="", encoding="utf-8") as file:
        rows = [{name: int(value) for name, value in row.items()} for row in csv.DictReader(file)]
    codes = [name for name in rows[0] if name not in ("row", "readmitted")]
    rare = [code for code in codes if sum(row[code] for row in rows) < options.min]
    for row in rows:
        row["other"] = int(any(row[code] for code in rare))
        row.update(dict.fromkeys(rare, 0))
    return rows, ["base", *codes, "other"]


def chance(model, row):
    return 1 / (1 + math.exp(-sum(weight * (name == "base" or row[name]) for name, weight in model.items())))


def message(model, rows):
    total = dict.fromkeys(model, 0.0)
    for row in rows:
        miss = row["readmitted"] - chance(model, row)
        step = {name: miss * (name == "base" or row[name]) for name in model}
        length = math.hypot(*step.values())
        for name, value in step.items():
            total[name] += value if options.noise is None else value / max(1.0, length)
    if options.noise is not None:
        total = {name: value + dice.gauss(0, options.noise) for name, value in total.items()}
    return total


def auc(model, rows):
    sick, well = ([chance(model, row) for row in rows if row["readmitted"] == each] for each in (1, 0))
    return sum((a > b) + (a == b) / 2 for a in sick for b in well) / len(sick) / len(well)


homes, names = {}, []
for hospital in HOSPITALS:
    homes[hospital], names = patients(hospital)
tests = [row for rows in homes.values() for row in rows if row["row"] % 4 == 0]
homes = {hospital: [row for row in rows if row["row"] % 4] for hospital, rows in homes.items()}
model, everyone = dict.fromkeys(names, 0.0), sum(map(len, homes.values()))
dice = random.Random(everyone)  # the same for everybody who does this lab; real noise has no seed anyone knows
for number in range(60):
    messages = {hospital: message(model, rows) for hospital, rows in homes.items()}
    total = {name: sum(each[name] for each in messages.values()) for name in names}
    if number == 0:
        seen = {"sum": total} if options.sum else messages
        with open("updates.json", "w", encoding="utf-8") as file:
            json.dump({who: {name: round(each[name], 2) for name in names} for who, each in seen.items()}, file, indent=1)
    model = {name: model[name] + RATE * total[name] / everyone for name in names}
print(f"{everyone} patients trained, {len(tests)} kept for the test, AUC {auc(model, tests):.3f}")
