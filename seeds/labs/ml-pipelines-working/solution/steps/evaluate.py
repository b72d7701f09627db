"""table.json, model.json → metrics.json."""

import json

with open("table.json", encoding="utf-8") as file:
    test = json.load(file)["test"]
with open("model.json", encoding="utf-8") as file:
    weights = json.load(file)["weights"]
right = sum((sum(w * x for w, x in zip(weights, [1.0, *features])) > 0) == bool(label) for features, label in test)
with open("metrics.json", "w", encoding="utf-8") as file:
    json.dump({"accuracy": right / len(test)}, file)
