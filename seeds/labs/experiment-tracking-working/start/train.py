"""Trains the churn model and prints how good it is."""

import argparse
import csv
import random

from model import evaluate, fit

arguments = argparse.ArgumentParser()
arguments.add_argument("--lr", type=float, default=0.1)
arguments.add_argument("--epochs", type=int, default=5)
options = arguments.parse_args()

with open("data.csv", encoding="utf-8", newline="") as file:
    rows = [([float(value) for value in row[:-1]], int(row[-1])) for row in list(csv.reader(file))[1:]]
random.shuffle(rows)
cut = len(rows) * 4 // 5
weights = fit(rows[:cut], options.lr, options.epochs, random)
print(evaluate(weights, rows[cut:]))
