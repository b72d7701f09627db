"""table.json → model.json."""

import json
import math

with open("table.json", encoding="utf-8") as file:
    train = [row for part, row in map(json.loads, file) if part == "train"]
weights = [0.0] * 4
for _ in range(60):
    for features, label in train:
        inputs = [1.0, *features]
        risk = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, inputs))))
        weights = [w + 0.1 * (label - risk) * x for w, x in zip(weights, inputs)]
with open("model.json", "w", encoding="utf-8") as file:
    json.dump({"weights": weights}, file)
