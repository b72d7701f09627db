"""Runs the tests again and again and counts the red runs: python flaky.py 40"""

import subprocess
import sys

runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
red = 0
for number in range(1, runs + 1):
    ended = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_sampler.py"], capture_output=True)
    red += ended.returncode != 0
    print("r" if ended.returncode else ".", end="", flush=True)
print(f"\n{red} of {runs} runs red")
