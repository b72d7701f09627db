"""python pipe.py: runs the steps of pipeline.json in this folder; a step whose key is known comes from cache/."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CACHE = Path("cache")


def sha(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def key(step):
    """What a step's result depends on, as one hash."""
    parts = {
        "name": step["name"],
        "params": step["params"],
        "script": sha(step["script"]),
        "uses": [[name, sha(name)] for name in step["uses"]],
        "inputs": [[name, sha(name)] for name in step["inputs"]],
        "outputs": step["outputs"],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def do(step):
    """Restore the step's outputs or make them; what happened, for the manifest."""
    began, kept = time.perf_counter(), CACHE / key(step)
    known = kept.is_dir()
    if known:
        for name in step["outputs"]:
            shutil.copy(kept / name, name)
    else:
        env = dict(os.environ, PARAMS=json.dumps(step["params"]))
        subprocess.run([sys.executable, step["script"]], env=env, check=True)
        half = kept.with_name(f"{kept.name}.{os.getpid()}")
        half.mkdir(parents=True)
        for name in step["outputs"]:
            shutil.copy(name, half / name)
        half.rename(kept)
    print(f"{'hit' if known else 'run'} {step['name']} {time.perf_counter() - began:.1f} s", flush=True)
    return {
        "name": step["name"],
        "how": "hit" if known else "run",
        "key": kept.name,
        "inputs": {name: sha(name)[:12] for name in step["inputs"]},
        "outputs": {name: sha(name)[:12] for name in step["outputs"]},
    }


def main():
    steps = json.loads(Path("pipeline.json").read_text(encoding="utf-8"))["steps"]
    waiting, done = list(steps), []
    with ThreadPoolExecutor(4) as pool:
        while waiting:
            coming = {name for step in waiting for name in step["outputs"]}
            ready = [step for step in waiting if not coming & set(step["inputs"])]
            if not ready:
                sys.exit("these steps wait for each other: " + ", ".join(step["name"] for step in waiting))
            done += pool.map(do, ready)  # raises here when a step failed
            waiting = [step for step in waiting if step not in ready]
    Path("manifest.json").write_text(json.dumps(done, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
