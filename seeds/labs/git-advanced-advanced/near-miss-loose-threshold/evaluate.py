"""Judges the commit that is checked out: 0 good, 1 bad, 125 cannot be judged. Run it in the repository."""

import statistics
import subprocess
import sys

scores = []
for seed in range(25):
    ended = subprocess.run([sys.executable, "train.py", str(seed)], capture_output=True, text=True)
    if ended.returncode != 0:
        print("does not run:", ended.stderr.strip().splitlines()[-1])
        sys.exit(125)
    scores.append(float(ended.stdout))
mean = statistics.mean(scores)
print(f"{mean:.3f} over {len(scores)} seeds")
sys.exit(0 if mean >= 0.80 else 1)
