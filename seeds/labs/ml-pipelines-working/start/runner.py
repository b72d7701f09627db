"""python runner.py DATE: runs pipeline.json for one day, each step in an empty folder, as a container would.

A step finds its declared inputs in its working folder, and RUN_DATE and WAREHOUSE in its environment. What it declares
as outputs is kept in artifacts/DATE. Leave this file as it is.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run_step(step, kept, date):
    with tempfile.TemporaryDirectory() as folder:
        for name in step["inputs"]:
            shutil.copy(kept / name, folder)
        env = dict(os.environ, RUN_DATE=date, WAREHOUSE=str(HERE / "warehouse.db"))
        subprocess.run([sys.executable, str(HERE / step["script"])], cwd=folder, env=env, check=True)
        for name in step["outputs"]:
            shutil.copy(Path(folder) / name, kept)


def main(date):
    with sqlite3.connect(HERE / "warehouse.db") as warehouse:
        warehouse.execute("CREATE TABLE IF NOT EXISTS runs (run_date TEXT, accuracy REAL)")
    kept = HERE / "artifacts" / date
    kept.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "raw.csv", kept)
    for step in json.loads((HERE / "pipeline.json").read_text(encoding="utf-8"))["steps"]:
        print(date, step["name"], flush=True)
        for attempt in (1, 2, 3):
            try:
                run_step(step, kept, date)
                break
            except (subprocess.CalledProcessError, OSError) as error:
                print(f"  attempt {attempt} failed: {error}", flush=True)
        else:
            sys.exit(f"{step['name']} failed three times")


if __name__ == "__main__":
    main(sys.argv[1])
