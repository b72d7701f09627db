"""Builds the training set of the delivery-time model. Runs every night; the people who wrote it have left."""

import csv
import datetime
import os
import random

STATE = {"seen": set(), "rejected": 0}
DEPOTS = {"TPE": 1.0, "KHH": 1.15, "TXG": 1.05}


def build(path, out):
    today = datetime.date.today()
    days = int(os.environ.get("TRAIN_DAYS", "30"))
    rows = []
    for r in csv.DictReader(open(path, encoding="utf-8")):
        if r["order"] in STATE["seen"]:
            continue
        STATE["seen"].add(r["order"])
        try:
            d = datetime.date.fromisoformat(r["day"])
            m = float(r["minutes"])
            km = float(r["km"] or 0)
        except ValueError:
            STATE["rejected"] += 1
            continue
        if (today - d).days > days or d > today:
            continue
        if m <= 0 or m > 600:
            STATE["rejected"] += 1
            continue
        if m > 240:
            m = 240
        f = DEPOTS.get(r["depot"])
        if f is None:
            f = 1.0
            if r["depot"].strip().upper() in DEPOTS:
                f = DEPOTS[r["depot"].strip().upper()]
        speed = km / (m / 60)
        if speed > 90:
            STATE["rejected"] += 1
            continue
        w = 1.0
        if (today - d).days < 7:
            w = 2.0
        if d.weekday() >= 5:
            w = w * 0.5
        rows.append([r["order"], round(m / f, 1), round(km, 2), d.weekday(), w])
    random.seed(today.toordinal())
    random.shuffle(rows)
    cut = int(len(rows) * 0.8)
    for i, row in enumerate(rows):
        row.append("train" if i < cut else "valid")
    rows.sort(key=lambda row: row[0])
    with open(out, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f)
        w.writerow(["order", "minutes", "km", "weekday", "weight", "part"])
        w.writerows(rows)
    if STATE["rejected"] > len(rows) * 0.1:
        print("WARNING many rejected:", STATE["rejected"])
    return len(rows)
