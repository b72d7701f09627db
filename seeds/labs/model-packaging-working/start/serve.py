"""Scores one customer with the loose files of model/: age, income, complaints."""

import json
import math
import sys

weights = json.load(open("model/weights.json", encoding="utf-8"))
names = ("age", "income", "complaints")
total = weights["bias"] + sum(weights[name] * float(value) for name, value in zip(names, sys.argv[1:]))
print(f"churn {1 / (1 + math.exp(-total)):.3f}")
