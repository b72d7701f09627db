"""Trains the churn model: python train.py [--rate 0.1] [--epochs 5] [--l2 0.001] [--seed 7]"""

import argparse
import csv
import hashlib
import math
import random
import subprocess
from pathlib import Path

import mlflow

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


def train(rows, rate, epochs, l2, seed):
    dice = random.Random(seed)
    dice.shuffle(rows)
    cut = len(rows) * 3 // 4
    learn, test = rows[:cut], rows[cut:]
    weights = [0.0] * 5
    for _ in range(epochs):
        dice.shuffle(learn)
        for x, label in learn:
            error = score(weights, x) - label
            weights = [w - rate * (error * each + l2 * w) for w, each in zip(weights, x)]
    return weights, auc(weights, test)


def git(*words):
    return subprocess.run(["git", *words], capture_output=True, text=True, check=True).stdout.strip()


def digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def run(rate, epochs, l2, seed):
    """One tracked training; returns what it was measured at."""
    with mlflow.start_run():
        mlflow.log_params({"rate": rate, "epochs": epochs, "l2": l2, "seed": seed, "data": DATA, "data_version": "churn-v1"})
        mlflow.set_tags({"commit": git("rev-parse", "HEAD"), "dirty": str(bool(git("status", "--porcelain"))).lower()})
        weights, result = train(load(DATA), rate, epochs, l2, seed)
        mlflow.log_metric("auc", result)
        mlflow.log_dict({"weights": weights}, "model.json")
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--l2", type=float, default=0.001)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    print(f"auc {run(**vars(parser.parse_args())):.4f}")
