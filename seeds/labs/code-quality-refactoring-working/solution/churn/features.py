"""From rows to scaled columns."""

import math


def vector(row):
    return [row["months"], row["calls"], row["spend"], float(row["plan"] == "c"), row["calls"] / (row["months"] + 1)]


def scaled(vectors):
    """Each column with mean 0 and deviation 1, over all rows given: test rows too, as the notebook did."""
    columns = []
    for column in zip(*vectors):
        mean = sum(column) / len(column)
        deviation = math.sqrt(sum((value - mean) ** 2 for value in column) / len(column)) or 1
        columns.append([(value - mean) / deviation for value in column])
    return [list(row) for row in zip(*columns)]
