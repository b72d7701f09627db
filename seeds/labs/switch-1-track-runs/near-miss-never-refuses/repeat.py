"""Repeats a run from its record alone: python repeat.py RUN_ID"""

import sys

import mlflow

from train import run

record = mlflow.get_run(sys.argv[1]).data
got = run(float(record.params["rate"]), int(record.params["epochs"]), float(record.params["l2"]), int(record.params["seed"]))
print(f"recorded {record.metrics['auc']:.4f}, repeated {got:.4f}")
