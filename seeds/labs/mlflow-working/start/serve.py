"""Answers one trip a line (JSON, from standard input) with its minutes."""

import json
import sys

import joblib
import pandas as pd

model = joblib.load("model_final_v2.joblib")
for line in sys.stdin:
    trip = json.loads(line)
    print(json.dumps({"minutes": float(model.predict(pd.DataFrame([trip]))[0])}))
