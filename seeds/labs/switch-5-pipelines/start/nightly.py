"""The nightly training as it has run from cron for a year: read, train, publish. STOP=train or STOP=publish ends it there, as a node does that goes away."""

import csv
import datetime as dt
import os
import pickle
import sys

DAY = os.environ.get("DAY", dt.date.today().isoformat())  # "today", whenever it happens to run

print("prepare")
with open("events.csv") as source, open("work.csv", "a") as target:  # other jobs leave their rows here too
    for row in csv.DictReader(source):
        if row["day"] == DAY:
            target.write(f"{row['minutes']},{row['tickets']},{row['churned']}\n")

print("train")
rows = [list(map(int, line)) for line in csv.reader(open("work.csv"))]
with open("model.pkl", "wb") as file:
    if os.environ.get("STOP") == "train":
        file.write(b"half a mo")
        file.flush()
        os._exit(137)
    best = max(range(0, 60), key=lambda cut: sum((minutes < cut) == churned for minutes, _, churned in rows))
    pickle.dump({"cut": best}, file)

print("publish")
model = pickle.load(open("model.pkl", "rb"))
right = sum((minutes < model["cut"]) == churned for minutes, _, churned in rows) / len(rows)
with open("registry.csv", "a") as file:
    file.write(f"{DAY},{len(rows)},{model['cut']},{right:.3f}\n")
if os.environ.get("STOP") == "publish":
    os._exit(137)
os.remove("work.csv")
sys.exit(0)
