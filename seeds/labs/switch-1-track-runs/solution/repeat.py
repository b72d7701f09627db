"""Repeats a run from its record alone: python repeat.py RUN_ID"""

import sys

import mlflow

from train import digest, run

record = mlflow.get_run(sys.argv[1]).data
if digest(record.params["data"]) != record.params["data_sha256"]:
    sys.exit(f"{record.params['data']} is not the data of that run any more")
got = run(float(record.params["rate"]), int(record.params["epochs"]), float(record.params["l2"]), int(record.params["seed"]))
print(f"recorded {record.metrics['auc']:.4f}, repeated {got:.4f}")
if abs(got - record.metrics["auc"]) > 1e-9:
    sys.exit("not the same")
