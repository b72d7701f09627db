"""Trains, promotes and serves in a copy of the folder, with a registry in which other versions stand before and after."""

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

FEATURES = {"distance_km", "stops", "hour", "rain_mm"}
TRIP = {"distance_km": 7.5, "stops": 2, "hour": 14, "rain_mm": 1.5}
OURS = {"check.py", "rung_check.py", "lab.json", "README.md"}


def quiet():
    os.environ.update(MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="true", PYTHONWARNINGS="ignore")
    import logging
    import warnings

    warnings.simplefilter("ignore")
    for name in ("mlflow", "alembic"):
        logging.getLogger(name).setLevel(logging.ERROR)


class Copy:
    """The person's files in a folder of their own, with a fresh store."""

    def __init__(self):
        self.home = Path(tempfile.mkdtemp(prefix="rung-mlflow-"))
        for path in FOLDER.iterdir():
            if path.is_file() and path.suffix in {".py", ".csv", ".jsonl"} and path.name not in OURS:
                shutil.copy(path, self.home / path.name)
        header, *rows = read("trips.csv").splitlines()
        (self.home / "trips.csv").write_text("\n".join([header, *rows[:400]]) + "\n", encoding="utf-8")
        self.sha = hashlib.sha256((self.home / "trips.csv").read_bytes()).hexdigest()
        self.uri = "sqlite:///" + (self.home / "mlflow.db").as_posix()

    def python(self, *arguments, stdin=None):
        read(arguments[0])
        env = dict(os.environ, PYTHONUTF8="1", MLFLOW_TRACKING_URI="sqlite:///mlflow.db", GIT_PYTHON_REFRESH="quiet")
        try:
            ended = subprocess.run(
                [sys.executable, *arguments], cwd=self.home, env=env, input=stdin, capture_output=True, text=True,
                encoding="utf-8", errors="replace", timeout=150, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Miss("too-slow", command="python " + arguments[0], seconds=150) from None
        if ended.returncode != 0:
            last = ([line for line in ended.stderr.splitlines() if line.strip()] or [str(ended.returncode)])[-1]
            raise Miss("crashed", command="python " + " ".join(arguments), error=last)
        return ended.stdout


def constant(copy, value):
    """A version of eta that always says `value`, registered beside the person's."""
    import mlflow
    import pandas as pd
    from mlflow.models import infer_signature
    from sklearn.dummy import DummyRegressor

    frame = pd.DataFrame([TRIP]).astype(float)
    model = DummyRegressor(strategy="constant", constant=value).fit(frame, [value])
    here = os.getcwd()
    os.chdir(copy.home)
    try:
        mlflow.set_tracking_uri(copy.uri)
        mlflow.set_experiment("of-the-check")
        with mlflow.start_run():
            return mlflow.sklearn.log_model(
                model, name="model", signature=infer_signature(frame, model.predict(frame)),
                registered_model_name="eta", pip_requirements=["mlflow"],
            ).registered_model_version  # fmt: skip
    finally:
        os.chdir(here)


@cache
def trained():
    quiet()
    read("train.py")
    import mlflow

    copy = Copy()
    try:
        client = mlflow.MlflowClient(copy.uri)
        first = int(constant(copy, 111.0))
        client.set_registered_model_alias("eta", "champion", first)
        copy.python("train.py", "--alpha", "3.0")
        return copy, client, first
    except BaseException:
        shutil.rmtree(copy.home, ignore_errors=True)
        raise


def ours(client, first):
    versions = [each for each in client.search_model_versions("name='eta'") if int(each.version) > first]
    return min(versions, key=lambda each: int(each.version), default=None)


@check("recorded")
def recorded():
    copy, client, _first = trained()
    runs = [
        run
        for experiment in client.search_experiments()
        if experiment.name != "of-the-check"
        for run in client.search_runs([experiment.experiment_id])
    ]
    if not runs:
        raise Miss("no-run")
    run = runs[0].data
    if float(run.params.get("alpha", "nan") if run.params.get("alpha", "").replace(".", "").isdigit() else "nan") != 3.0:
        raise Miss("no-alpha", value=run.params.get("alpha"))
    if "mae" not in run.metrics:
        raise Miss("no-mae", names=", ".join(run.metrics) or "-")
    said = run.params.get("data_sha256") or run.tags.get("data_sha256")
    if said != copy.sha:
        raise Miss("no-data", value=said, sha=copy.sha)


@check("signature")
def signature():
    import mlflow

    copy, client, first = trained()
    version = ours(client, first)
    if version is None:
        raise Miss("no-version")
    mlflow.set_tracking_uri(copy.uri)
    model = mlflow.pyfunc.load_model(f"models:/eta/{version.version}")
    inputs = model.metadata.signature.inputs if model.metadata.signature else None
    if inputs is None:
        raise Miss("unsigned", version=version.version)
    names = set(inputs.input_names())
    if names != FEATURES:
        raise Miss("other-columns", columns=", ".join(sorted(map(str, names))))
    if model.metadata.signature.outputs is None:
        raise Miss("unsigned", version=version.version)


@check("alias-stays")
def alias_stays():
    _copy, client, first = trained()
    if ours(client, first) is None:
        raise Miss("no-version")
    if "champion" in ours(client, first).aliases or "champion" not in client.get_model_version("eta", str(first)).aliases:
        raise Miss("alias-moved", version=client.get_model_version_by_alias("eta", "champion").version)


def minutes_of(uri):
    """What a version says of the trip, asked in the ways a signature may want it."""
    import mlflow
    import pandas as pd

    frame, error = pd.DataFrame([TRIP]), None
    for loader, asked in (
        (mlflow.pyfunc.load_model, frame),
        (mlflow.pyfunc.load_model, frame.astype(float)),
        (mlflow.sklearn.load_model, frame),
    ):
        try:
            return float(loader(uri).predict(asked)[0])
        except Exception as raised:  # noqa: BLE001  # whatever a wrong signature leads to
            error = raised
    raise Miss("no-answer", line=error)


@check("served")
def served():
    import mlflow

    copy, client, first = trained()
    mine = ours(client, first)
    if mine is None:
        raise Miss("no-version")
    constant(copy, 999.0)
    copy.python("promote.py", str(mine.version))
    champion = client.get_registered_model("eta").aliases.get("champion")
    if str(champion) != str(mine.version):
        raise Miss("not-promoted", version=mine.version, champion=champion)
    mlflow.set_tracking_uri(copy.uri)
    wanted = minutes_of(f"models:/eta/{mine.version}")
    lines = copy.python("serve.py", stdin=json.dumps(TRIP) + "\n").splitlines()
    try:
        said = float(json.loads(lines[-1])["minutes"])
    except (ValueError, LookupError, TypeError):
        raise Miss("no-answer", line=lines[-1] if lines else "-") from None
    if abs(said - wanted) > 0.01:
        raise Miss("other-version", said=round(said, 2), wanted=round(wanted, 2), version=mine.version)


try:
    main()
finally:
    if trained.cache_info().currsize:
        shutil.rmtree(trained()[0].home, ignore_errors=True)
