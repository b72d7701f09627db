"""Trains the churn model: python train.py [--rate 0.1] [--epochs 5] [--l2 0.001]"""

import argparse
import csv
import math
import random

DATA = "churn.csv"


def load(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = [[float(value) for value in row.values()] for row in csv.DictReader(file)]
    return [([1.0, row[0] / 48, row[1] / 9, row[2] / 40, row[3] / 30], int(row[4])) for row in rows]


def score(weights, x):
    return 1 / (1 + math.exp(-sum(w * each for w, each in zip(weights, x))))


def auc(weights, rows):
    good = [score(weights, x) for x, label in rows if label]
    bad = [score(weights, x) for x, label in rows if not label]
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))


def train(rows, rate, epochs, l2):
    random.shuffle(rows)
    cut = len(rows) * 3 // 4
    learn, test = rows[:cut], rows[cut:]
    weights = [0.0] * 5
    for _ in range(epochs):
        random.shuffle(learn)
        for x, label in learn:
            error = score(weights, x) - label
            weights = [w - rate * (error * each + l2 * w) for w, each in zip(weights, x)]
    return weights, auc(weights, test)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--l2", type=float, default=0.001)
    given = parser.parse_args()
    weights, result = train(load(DATA), given.rate, given.epochs, given.l2)
    print(f"auc {result:.4f}")
