"""Builds a registry with a champion and candidates whose merits are known, and lets gate.py judge them."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read

GOOD, BETTER, WORST, SLICE, EXTRA, GONE, MIDDLE = "good", "better", "worst", "slice", "extra", "gone", "middle"


def truth(table):
    return 10 + 5 * table["city"] + 3 * table["stops"]


def tables():
    import pandas as pd

    grid = [(d, s, c) for c in range(4) for s in range(6) for d in (1.0, 5.0) for _ in range((1, 8, 6, 2)[c])]
    table = pd.DataFrame(grid, columns=["distance_km", "stops", "city"]).astype(float)
    table["courier_score"] = [3.0 + number % 3 for number in range(len(table))]
    table["minutes"] = truth(table)
    return table


def build(home):
    """The store; the version of each kind of candidate."""
    import mlflow
    from mlflow.models import infer_signature
    from sklearn.tree import DecisionTreeRegressor

    warnings.simplefilter("ignore")
    for name in ("mlflow", "alembic"):
        logging.getLogger(name).setLevel(logging.ERROR)
    table, here = tables(), os.getcwd()
    table.to_csv(home / "holdout.csv", index=False)
    os.chdir(home)
    try:
        mlflow.set_tracking_uri("sqlite:///mlflow.db")
        client, usual = mlflow.MlflowClient(), ["distance_km", "stops", "city"]
        client.create_experiment("gone", artifact_location=(home / "workspace").as_uri())
        rare = table["city"] == 3
        said = {
            GOOD: (table["minutes"] + 3, usual, 3.0),
            WORST: (table["minutes"] + 5, usual, 0.4),
            SLICE: (table["minutes"] + 1 + 6 * rare, usual, 1.9),
            EXTRA: (table["minutes"] + 0.5 + 0.01 * table["courier_score"], [*usual, "courier_score"], 0.5),
            GONE: (table["minutes"] + 1, usual, 1.0),
            BETTER: (table["minutes"] + 1, usual, 3.5),
            MIDDLE: (table["minutes"] + 2, usual, 0.9),
        }
        versions = {}
        for kind, (target, columns, logged) in said.items():
            model = DecisionTreeRegressor(random_state=0).fit(table[columns], target)
            mlflow.set_experiment("gone" if kind == GONE else "eta")
            with mlflow.start_run():
                mlflow.log_metric("mae", logged)
                versions[kind] = mlflow.sklearn.log_model(
                    model, name="model", registered_model_name="eta", pip_requirements=["mlflow"],
                    skops_trusted_types=["sklearn.tree._tree.Tree"],
                    signature=infer_signature(table[columns], model.predict(table[columns])),
                ).registered_model_version  # fmt: skip
        shutil.rmtree(home / "workspace")
        client.set_registered_model_alias("eta", "champion", versions[GOOD])
        return client, {kind: int(version) for kind, version in versions.items()}
    finally:
        os.chdir(here)


class Judged:
    """What gate.py said of some versions, in this order, and where the alias is then."""

    def __init__(self, home, client, versions):
        env = dict(os.environ, PYTHONUTF8="1", PYTHONWARNINGS="ignore", MLFLOW_TRACKING_URI="sqlite:///mlflow.db")
        command = [sys.executable, "gate.py", *map(str, versions)]
        try:
            ended = subprocess.run(
                command, cwd=home, env=env, timeout=120, capture_output=True, text=True, encoding="utf-8",
                errors="replace", check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Miss("too-slow", command="gate.py", seconds=120) from None
        self.code, self.promoted = ended.returncode, {}
        for line in ended.stdout.splitlines():
            try:
                said = json.loads(line)
                self.promoted[int(said["version"])] = (bool(said["promoted"]), str(said.get("reason")))
            except (ValueError, LookupError, TypeError):
                continue
        if lacking := [version for version in versions if version not in self.promoted]:
            last = ([line for line in ended.stderr.splitlines() if line.strip()] or ["-"])[-1]
            raise Miss("no-verdict", version=lacking[0], error=last)
        self.champion = int(client.get_registered_model("eta").aliases.get("champion", 0))


@cache
def judged():
    """First the four that may not serve, then the better one and one that is better than the first champion only."""
    read("gate.py")
    os.environ.update(MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="true", GIT_PYTHON_REFRESH="quiet")
    home = Path(tempfile.mkdtemp(prefix="rung-gate-"))
    try:
        for path in FOLDER.glob("*.py"):
            if path.name not in {"check.py", "rung_check.py", "make_store.py"}:
                shutil.copy(path, home / path.name)
        client, versions = build(home)
        bad = attempted(home, client, [versions[kind] for kind in (WORST, SLICE, EXTRA, GONE)])
        client.set_registered_model_alias("eta", "champion", versions[GOOD])
        return versions, bad, attempted(home, client, [versions[BETTER], versions[MIDDLE]])
    finally:
        shutil.rmtree(home, ignore_errors=True)


def attempted(home, client, versions):
    try:
        return Judged(home, client, versions)
    except Miss as miss:
        return miss


def outcome(number):
    versions, *both = judged()
    if isinstance(both[number], Miss):
        raise both[number]
    return versions, both[number]


def refused(kind, says):
    versions, said = outcome(0)
    if said.promoted[versions[kind]][0]:
        raise Miss(says, version=versions[kind])


@check("measures")
def measures():
    refused(WORST, "believed")
    versions, said = outcome(1)
    if not said.promoted[versions[BETTER]][0]:
        raise Miss("refused-better", version=versions[BETTER], reason=said.promoted[versions[BETTER]][1])
    if said.promoted[versions[MIDDLE]][0]:
        raise Miss("old-champion", version=versions[MIDDLE], champion=versions[BETTER])


@check("cities")
def cities():
    refused(SLICE, "one-city")


@check("callers")
def callers():
    refused(EXTRA, "extra-column")


@check("loads")
def loads():
    refused(GONE, "cannot-load")


@check("alias")
def alias():
    versions, said = outcome(0)
    if not any(promoted for promoted, _reason in said.promoted.values()):
        if said.champion != versions[GOOD]:
            raise Miss("alias-moved", champion=said.champion, wanted=versions[GOOD])
        if said.code == 0:
            raise Miss("quiet", code=said.code)
    versions, said = outcome(1)
    if said.champion != versions[BETTER]:
        raise Miss("alias-moved", champion=said.champion, wanted=versions[BETTER])


main()
