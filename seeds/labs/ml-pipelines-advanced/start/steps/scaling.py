"""What the feature steps share."""

import json


def write(column, name, clip=None):
    with open("clean.json", encoding="utf-8") as file:
        values = [row[column] for row in json.load(file)]
    if clip is not None:
        values = [min(value, clip) for value in values]
    top = max(values)
    with open(name, "w", encoding="utf-8") as file:
        json.dump([value / top for value in values], file)
