"""Trains in a copy of the folder with values it chose, reads the record, and has repeat.py repeat it."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read

OURS = {"check.py", "rung_check.py"}
GIVEN = {"rate": "0.07", "epochs": "3"}
STATE = {}


def call(*command, folder, seconds=90):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "GIT_"))}
    env.update(PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1", GIT_CONFIG_GLOBAL=os.devnull)
    try:
        return subprocess.run(
            [str(each) for each in command], cwd=folder, env=env, capture_output=True, text=True, timeout=seconds,
            encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise Miss("no-command", command=command[0]) from None
    except subprocess.TimeoutExpired:
        raise Miss("too-slow", command=" ".join(str(each) for each in command[1:]), seconds=seconds) from None


def last(ended):
    return ([line for line in (ended.stderr + ended.stdout).splitlines() if line.strip()] or ["nothing"])[-1]


@cache
def copied():
    read("train.py")
    STATE["hold"] = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    folder = Path(STATE["hold"].name)
    for path in FOLDER.iterdir():
        if path.is_file() and path.name not in OURS and (path.suffix in (".py", ".csv") or path.name == ".gitignore"):
            shutil.copy(path, folder)
    call("git", "init", "-q", folder=folder)
    call("git", "add", ".", folder=folder)
    who = ("-c", "user.name=check", "-c", "user.email=check@example.com", "-c", "commit.gpgsign=false")
    ended = call("git", *who, "commit", "-qm", "as it is", folder=folder)
    if ended.returncode:
        raise Miss("no-git", error=last(ended))
    STATE["commit"] = call("git", "rev-parse", "HEAD", folder=folder).stdout.strip()
    return folder


def runs():
    from mlflow import MlflowClient
    from mlflow.entities import ViewType

    if not (copied() / "mlflow.db").is_file():
        raise Miss("no-database")
    client = MlflowClient(f"sqlite:///{(copied() / 'mlflow.db').as_posix()}")
    ids = [each.experiment_id for each in client.search_experiments(view_type=ViewType.ALL)]
    return list(client.search_runs(ids, order_by=["attributes.start_time ASC"]))


@cache
def first():
    command = [sys.executable, "train.py", *(part for name, value in GIVEN.items() for part in (f"--{name}", value))]
    ended = call(*command, folder=copied())
    if ended.returncode:
        raise Miss("crashed", command="python train.py", error=last(ended))
    found = runs()
    if not found:
        raise Miss("no-run")
    return found[-1]


@check("recorded")
def recorded():
    run = first()
    for name, wanted in {**GIVEN, "l2": "0.001"}.items():
        value = run.data.params.get(name)
        try:
            right = float(value) == float(wanted)
        except (TypeError, ValueError):
            right = False
        if not right:
            raise Miss("param", name=name, wanted=wanted, value=value)
    if "seed" not in run.data.params:
        raise Miss("param", name="seed", wanted="…", value=None)
    if "auc" not in run.data.metrics:
        raise Miss("no-auc", found=", ".join(run.data.metrics) or "-")


def said_of(run):
    inputs = [each.dataset.digest for each in run.inputs.dataset_inputs] if run.inputs else []
    return [str(value).lower() for value in (*run.data.params.values(), *run.data.tags.values(), *inputs) if value]


@check("data-version")
def data_version():
    raw = (copied() / "churn.csv").read_bytes()
    kinds = ("sha256", "sha1", "md5", "blake2b", "sha512")
    digests = [hashlib.new(kind, each).hexdigest() for kind in kinds for each in (raw, raw.replace(b"\r\n", b"\n"))]
    blob = call("git", "hash-object", "churn.csv", folder=copied()).stdout.strip()
    for value in said_of(first()):
        if any(len(value) >= 8 and (whole in value or whole.startswith(value)) for whole in [*digests, blob]):
            return
    raise Miss("no-digest")


@check("code-version")
def code_version():
    run = first()
    if not any(STATE["commit"].startswith(value) for value in said_of(run) if len(value) >= 7):
        raise Miss("no-commit", commit=STATE["commit"])
    if str(run.data.tags.get("dirty", run.data.params.get("dirty"))).lower() != "false":
        raise Miss("dirty", wanted="false", value=run.data.tags.get("dirty"))
    notes = copied() / "train.py"
    notes.write_text(notes.read_text(encoding="utf-8") + "\n# not committed\n", encoding="utf-8")
    ended = call(sys.executable, "train.py", folder=copied())
    if ended.returncode:
        raise Miss("crashed", command="python train.py", error=last(ended))
    run = runs()[-1]
    if str(run.data.tags.get("dirty", run.data.params.get("dirty"))).lower() != "true":
        raise Miss("dirty", wanted="true", value=run.data.tags.get("dirty"))


@check("repeats")
def repeats():
    read("repeat.py")
    run, before = first(), len(runs())
    ended = call(sys.executable, "repeat.py", run.info.run_id, folder=copied())
    if ended.returncode:
        raise Miss("repeat-failed", error=last(ended))
    after = runs()
    if len(after) == before:
        raise Miss("no-new-run")
    value, wanted = after[-1].data.metrics.get("auc"), run.data.metrics.get("auc")
    if value is None or wanted is None or abs(value - wanted) > 1e-9:
        raise Miss("other-auc", wanted=wanted, value=value)


@check("refuses")
def refuses():
    read("repeat.py")
    run = first()
    data = copied() / "churn.csv"
    kept = data.read_bytes()
    rows = kept.decode("utf-8").replace("\r\n", "\n").split("\n")
    data.write_bytes("\n".join([rows[0], "12,3,5,30,1", *rows[2:]]).encode())
    try:
        ended = call(sys.executable, "repeat.py", run.info.run_id, folder=copied())
    finally:
        data.write_bytes(kept)
    if ended.returncode == 0:
        raise Miss("repeated-anyway", said=last(ended))


main()
