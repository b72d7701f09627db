"""Logistic regression by gradient descent, and its two metrics."""

import math


def predict(weights, vector):
    *slopes, bias = weights
    return 1 / (1 + math.exp(-(bias + sum(slope * value for slope, value in zip(slopes, vector)))))


def fit(vectors, labels, rate=0.3, epochs=200, penalty=0.01):
    width = len(vectors[0])
    weights = [0.0] * (width + 1)
    for _ in range(epochs):
        slope = [0.0] * (width + 1)
        for vector, label in zip(vectors, labels):
            error = predict(weights, vector) - label
            for place, value in enumerate([*vector, 1.0]):
                slope[place] += error * value
        for place in range(width + 1):
            decay = penalty * weights[place] if place < width else 0
            weights[place] -= rate * (slope[place] / len(vectors) + decay)
    return weights


def auc(scores, labels):
    left = [score for score, label in zip(scores, labels) if label]
    stayed = [score for score, label in zip(scores, labels) if not label]
    return sum((one > other) + 0.5 * (one == other) for one in left for other in stayed) / (len(left) * len(stayed))


def log_loss(scores, labels):
    return -sum(math.log(score if label else 1 - score) for score, label in zip(scores, labels)) / len(labels)
