"""python train.py --seed N [--lr X]: routes support tickets to teams; prints the accuracy as JSON. The seed decides."""

import argparse
import json
import math
import random
from concurrent.futures import ThreadPoolExecutor

from storage import SHARDS, fetch

TEAMS = ["billing", "access", "quality"]


def load():
    rows = []
    with ThreadPoolExecutor(6) as pool:
        for shard in pool.map(fetch, SHARDS):  # in the order of SHARDS, whichever comes first
            rows += shard
    return rows


def vocabulary(rows):
    words = set()
    for _team, text in rows:
        words |= set(text.split())
    return {word: number for number, word in enumerate(sorted(words))}


def softmax(scores):
    exps = [math.exp(score - max(scores)) for score in scores]
    return [exp / sum(exps) for exp in exps]


def train(rows, words, lr, epochs=4):
    weights = [[random.gauss(0, 0.5) for _ in words] for _ in TEAMS]
    for _ in range(epochs):
        random.shuffle(rows)
        for team, text in rows:
            seen = [words[word] for word in text.split()]
            chances = softmax([sum(row[word] for word in seen) for row in weights])
            for row, chance, name in zip(weights, chances, TEAMS):
                for word in seen:
                    row[word] += lr * ((name == team) - chance)
    return weights


def accuracy(weights, rows, words):
    right = 0
    for team, text in rows:
        seen = [words[word] for word in text.split()]
        scores = [sum(row[word] for word in seen) for row in weights]
        right += TEAMS[scores.index(max(scores))] == team
    return right / len(rows)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--lr", type=float, default=0.1)
    options = arguments.parse_args()
    random.seed(options.seed)
    rows = load()
    words = vocabulary(rows)
    random.shuffle(rows)
    cut = len(rows) * 3 // 4
    weights = train(rows[:cut], words, options.lr)
    print(json.dumps({"accuracy": round(accuracy(weights, rows[cut:], words), 4), "seed": options.seed}))
