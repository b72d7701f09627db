"""Tries the gate on models and golden sets it has not seen, and follows the jobs of the pipeline."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read

LIVE, CANDIDATE = {"weights": {"a": 1}, "bias": 0}, {"weights": {"b": 1}, "bias": 0}


def judged(groups, candidate=CANDIDATE):
    """(accepted, gate.env or "", digest) for groups of (segment, rows, right with live, right with candidate)."""
    read("gate.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for path in FOLDER.glob("*.py"):
            if path.name not in ("check.py", "rung_check.py"):
                shutil.copy(path, folder)
        for part, model in (("live", LIVE), ("candidate", candidate)):
            Path(folder, part).mkdir()
            Path(folder, part, "model.json").write_text(json.dumps(model), encoding="utf-8")
        with open(folder / "golden.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["segment", "a", "b", "churned"])
            for segment, rows, old, new in groups:
                for number in range(rows):
                    label = number % 2
                    sign = 2 if label else -2
                    writer.writerow([segment, sign if number < old else -sign, sign if number < new else -sign, label])
        env = dict(os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1")
        try:
            ended = subprocess.run(
                [sys.executable, "gate.py", "live/model.json", "candidate/model.json", "golden.csv"], cwd=folder, env=env,
                capture_output=True, text=True, timeout=30, encoding="utf-8", errors="replace", check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Miss("too-slow", command="python gate.py", seconds=30) from None
        written = folder / "gate.env"
        text = written.read_text(encoding="utf-8", errors="replace") if written.is_file() else ""
        digest = hashlib.sha256(Path(folder, "candidate", "model.json").read_bytes()).hexdigest()
    if ended.returncode not in (0, 1, 2) or (ended.returncode and "SyntaxError" in ended.stderr):
        raise Miss("crashed", command="python gate.py", error=(ended.stderr.strip().splitlines() or ["?"])[-1])
    return ended.returncode == 0, text, digest


def expect(wanted, case, groups, candidate=CANDIDATE):
    accepted, text, digest = judged(groups, candidate)
    if accepted != wanted:
        raise Miss("let-in" if accepted else "kept-out", case=case)
    return text, digest


@check("overall")
def overall():
    expect(True, "all 0.80 → 0.795", [("x", 200, 160, 159)])
    expect(True, "all 0.80 → 0.90", [("x", 200, 160, 180)])
    expect(False, "all 0.80 → 0.78", [("x", 200, 160, 156)])


@check("segments")
def segments():
    expect(False, "all 0.80 → 0.84, segment y (50 rows) 0.80 → 0.60", [("x", 200, 160, 180), ("y", 50, 40, 30)])
    expect(True, "all 0.80 → 0.87, segment y (50 rows) 0.80 → 0.76", [("x", 200, 160, 180), ("y", 50, 40, 38)])
    expect(True, "all 0.80 → 0.88, segment z (8 rows) 0.75 → 0.50", [("x", 200, 160, 180), ("z", 8, 6, 4)])


@check("broken")
def broken():
    fine = [("x", 60, 48, 48)]
    expect(False, "a weight for a column that golden.csv lacks", fine, {"weights": {"c": 1}, "bias": 0})
    expect(False, "every score NaN", fine, {"weights": {"b": float("nan")}, "bias": 0})


@check("digest")
def digest_():
    text, digest = expect(True, "all 0.80 → 0.90", [("x", 200, 160, 180)])
    pairs = dict(line.split("=", 1) for line in text.split() if "=" in line)
    if pairs.get("MODEL_DIGEST", "").strip("\"'") != digest:
        raise Miss("no-digest", wanted=digest, text=text or "-")
    text, _ = expect(False, "all 0.80 → 0.70", [("x", 200, 160, 140)])
    if "MODEL_DIGEST" in text:
        raise Miss("digest-anyway")


@cache
def jobs():
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, tag, node: str(getattr(node, "value", "")))
    try:
        whole = yaml.load(read(".gitlab-ci.yml"), Loader)
        found = {name: dict(job) for name, job in whole.items() if isinstance(job, dict) and name not in ("default", "workflow", "variables")}
    except Exception as error:
        raise Miss("no-yaml", error=error) from None
    for job in found.values():
        bases = job.get("extends") or []
        for base in [bases] if isinstance(bases, str) else bases:
            for key, value in found.get(base, {}).items():
                job.setdefault(key, value)
    return {name: job for name, job in found.items() if not name.startswith(".")}, whole.get("stages") or ["build", "test", "deploy"]


def lines(job):
    said = []
    for part in ("before_script", "script", "after_script"):
        value = job.get(part) or []
        said += [str(each) for each in (value if isinstance(value, list) else [value])]
    return "\n".join([*said, str(job.get("variables") or "")])


@check("gate-blocks")
def gate_blocks():
    found, stages = jobs()
    gates = [name for name, job in found.items() if "gate.py" in lines(job)]
    if not gates:
        raise Miss("no-gate-job")
    for name in gates:
        if found[name].get("allow_failure") or "|| true" in lines(found[name]):
            raise Miss("may-fail", job=name)
        reports = (found[name].get("artifacts") or {}).get("reports") if isinstance(found[name].get("artifacts"), dict) else None
        if not (isinstance(reports, dict) and "gate.env" in str(reports.get("dotenv"))):
            raise Miss("no-dotenv", job=name)


def waits_for(name, gates, found, stages, seen=()):
    if name in gates:
        return True
    if name in seen or name not in found:
        return False
    if "needs" in found[name]:
        wanted = [each.get("job") if isinstance(each, dict) else each for each in found[name]["needs"] or []]
        return any(waits_for(each, gates, found, stages, (*seen, name)) for each in wanted)
    order = {stage: number for number, stage in enumerate([".pre", *stages, ".post"])}
    return any(order.get(found[gate].get("stage", "test"), 0) < order.get(found[name].get("stage", "test"), 0) for gate in gates)


@check("deploys-what-passed")
def deploys_what_passed():
    found, stages = jobs()
    gates = [name for name, job in found.items() if "gate.py" in lines(job)]
    models = [name for name, job in found.items() if "environment" in job and "MODEL_" in lines(job)]
    if not models:
        raise Miss("no-model-job")
    for name in models:
        if "latest" in lines(found[name]):
            raise Miss("latest", job=name)
        if "MODEL_DIGEST" not in lines(found[name]):
            raise Miss("not-the-digest", job=name)
        if not waits_for(name, gates, found, stages):
            raise Miss("does-not-wait", job=name)


main()
