"""What a job reports when it ends."""

import math


def log_loss(labels, scores):
    if not labels:
        raise ValueError("no labels")
    total = 0.0
    for label, score in zip(labels, scores, strict=True):
        total -= math.log(score if label else 1 - score)
    return total / len(labels)
