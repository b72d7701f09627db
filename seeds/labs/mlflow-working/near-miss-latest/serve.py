"""Answers one trip a line (JSON, from standard input) with its minutes."""

import json
import sys

import mlflow
import pandas as pd

mlflow.set_tracking_uri("sqlite:///mlflow.db")
model = mlflow.pyfunc.load_model("models:/eta/latest")
for line in sys.stdin:
    trip = json.loads(line)
    print(json.dumps({"minutes": float(model.predict(pd.DataFrame([trip]).astype(float))[0])}))
