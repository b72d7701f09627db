"""Stands for the model: the same amount of Python work each time, about 5 ms on a laptop."""

WEIGHTS = [((number * 37) % 101 - 50) / 5000 for number in range(512)]


def score(features):
    total = 0.0
    for _ in range(350):
        total = sum(weight * each for weight, each in zip(WEIGHTS, features)) + 0.1 * total
    return 1 / (1 + 2.718281828 ** -total)
