import json
import math
import os

rows, spend, visits = (json.load(open(name, encoding="utf-8")) for name in ("clean.json", "spend.json", "visits.json"))
lr, weights = json.loads(os.environ["PARAMS"])["lr"], [0.0, 0.0, 0.0]
for _ in range(20):
    for (_spend, _visits, label), *features in zip(rows, spend, visits):
        inputs = [1.0, *features]
        risk = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, inputs))))
        weights = [w + lr * (label - risk) * x for w, x in zip(weights, inputs)]
with open("model.json", "w", encoding="utf-8") as file:
    json.dump(weights, file)
