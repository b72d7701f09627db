"""Trains the churn model and leaves a record from which the run can be repeated."""

import argparse
import csv
import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from model import evaluate, fit


def git(*command):
    return subprocess.run(["git", *command], capture_output=True, text=True, check=True).stdout.strip()


arguments = argparse.ArgumentParser()
arguments.add_argument("--lr", type=float, default=0.1)
arguments.add_argument("--epochs", type=int, default=5)
arguments.add_argument("--seed", type=int, default=None)
options = arguments.parse_args()
if options.seed is None:
    options.seed = random.SystemRandom().randrange(2**31)

if changed := git("status", "--porcelain"):
    sys.exit(f"Commit first, or this run cannot be repeated:\n{changed}")

data = Path("data.csv").read_bytes()
version = hashlib.sha256(data).hexdigest()
kept = Path("store") / f"{version}.csv"
if not kept.exists():
    kept.parent.mkdir(exist_ok=True)
    shutil.copy("data.csv", kept)

chance = random.Random(options.seed)
rows = [([float(value) for value in row[:-1]], int(row[-1])) for row in list(csv.reader(data.decode().splitlines()))[1:]]
chance.shuffle(rows)
cut = len(rows) * 4 // 5
weights = fit(rows[:cut], options.lr, options.epochs, random)

record = {
    "commit": git("rev-parse", "HEAD"),
    "data_sha256": version,
    "seed": options.seed,
    "params": {"lr": options.lr, "epochs": options.epochs},
    "metrics": evaluate(weights, rows[cut:]),
    "python": sys.version.split()[0],
    "command": sys.argv,
}
path = Path("runs") / f"{time.time_ns()}.json"
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps(record, indent=1), encoding="utf-8")
print(path, record["metrics"])
