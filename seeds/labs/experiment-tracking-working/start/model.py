"""Logistic regression by stochastic gradient descent; `chance` is anything with shuffle() and gauss()."""

import math

SCALE = (30, 6, 48, 0.4)


def fit(rows, lr, epochs, chance):
    weights = [chance.gauss(0, 1) for _ in range(5)]
    rows = list(rows)
    for _ in range(epochs):
        chance.shuffle(rows)
        for features, label in rows:
            error = label - _risk(weights, features)
            weights = [w + lr * error * x for w, x in zip(weights, _inputs(features))]
    return weights


def evaluate(weights, rows):
    risks = [(_risk(weights, features), label) for features, label in rows]
    right = sum((risk > 0.5) == bool(label) for risk, label in risks)
    loss = -sum(math.log(risk if label else 1 - risk) for risk, label in risks)
    return {"accuracy": round(right / len(rows), 6), "loss": round(loss / len(rows), 6)}


def _inputs(features):
    return [1.0, *(value / scale for value, scale in zip(features, SCALE))]


def _risk(weights, features):
    total = sum(w * x for w, x in zip(weights, _inputs(features)))
    return min(max(1 / (1 + math.exp(-total)), 1e-6), 1 - 1e-6)
