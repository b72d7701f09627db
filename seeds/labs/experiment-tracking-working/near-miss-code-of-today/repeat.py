"""python repeat.py runs/X.json: trains again as recorded, elsewhere, and prints the metrics as JSON."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

record = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
with tempfile.TemporaryDirectory() as temporary:
    there = Path(temporary) / "again"
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(there), "HEAD"], check=True)
    try:
        shutil.copy(Path("store") / f"{record['data_sha256']}.csv", there / "data.csv")
        options = [f"--{name}={value}" for name, value in record["params"].items()]
        command = [sys.executable, "train.py", f"--seed={record['seed']}", *options]
        subprocess.run(command, cwd=there, check=True, stdout=subprocess.DEVNULL)
        again = json.loads(next((there / "runs").glob("*.json")).read_text(encoding="utf-8"))["metrics"]
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(there)], check=True)
print(json.dumps(again))
