"""python race.py LR_A LR_B SEEDS: both learning rates with each of the seeds 1 to SEEDS, into scores.csv."""

import csv
import json
import subprocess
import sys

lr_a, lr_b, seeds = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open("scores.csv", "w", newline="", encoding="utf-8") as file:
    out = csv.writer(file)
    out.writerow(["seed", "a", "b"])
    for seed in range(1, seeds + 1):
        said = [
            subprocess.run([sys.executable, "train.py", "--seed", str(seed), "--lr", lr], capture_output=True, check=True)
            for lr in (lr_a, lr_b)
        ]
        row = [seed, *(json.loads(each.stdout)["accuracy"] for each in said)]
        out.writerow(row)
        print(*row)
