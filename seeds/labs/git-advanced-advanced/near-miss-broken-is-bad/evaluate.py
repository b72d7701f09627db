import subprocess
import sys

scores = [float(subprocess.check_output([sys.executable, "train.py", str(seed)])) for seed in range(25)]
sys.exit(0 if sum(scores) / len(scores) >= 0.88 else 1)
