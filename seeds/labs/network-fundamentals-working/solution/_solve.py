import subprocess
import sys

subprocess.run([sys.executable, "-m", "trustme", "-q", "-i", "model.internal"], check=True)
