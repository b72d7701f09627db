"""Writes days.csv: ten weeks of a recommender, split half by half between two models from the sixth week on."""

import csv
import random

WEEK = [1.00, 0.97, 0.98, 1.02, 1.15, 1.40, 1.32]  # Monday to Sunday
rng = random.Random(20)
with open("days.csv", "w", encoding="utf-8", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["day", "weekday", "app", "model", "shown", "accepted_events", "accepted_orders"])
    for day in range(70):
        weekday, season = day % 7, 1 + 0.0035 * day  # people buy more towards the holidays
        for app, share in (("web", 0.6), ("ios", 0.4)):
            for model in ("v1", "v2") if day >= 35 else ("v1",):
                shown = round(100_000 * share * WEEK[weekday] * season * (0.5 if day >= 35 else 1) * rng.uniform(0.99, 1.01))
                rate = 0.040 * (1 + 0.18 * (weekday >= 5)) * season * (1.05 if model == "v2" else 1)
                orders = round(shown * rate * rng.uniform(0.985, 1.015))
                again = 0.22 if app == "ios" and day >= 44 else 0.002  # since ios 8.1 a lost answer is sent again
                out.writerow([day + 1, "Mon Tue Wed Thu Fri Sat Sun".split()[weekday], app, model, shown, round(orders * (1 + again)), orders])
