"""python gate.py VERSION…: moves the alias champion of eta to each version that may serve; a line of JSON for each."""

import json
import sys

import mlflow
import pandas as pd

MORE, MORE_IN_A_CITY, FEWEST = 1.0, 1.1, 20
mlflow.set_tracking_uri("sqlite:///mlflow.db")
client = mlflow.MlflowClient()
holdout = pd.read_csv("holdout.csv")


def load(version):
    return mlflow.pyfunc.load_model(f"models:/eta/{version}")


def errors(model):
    names = model.metadata.get_input_schema().input_names()
    return (pd.Series(model.predict(holdout[names]).ravel(), index=holdout.index) - holdout["minutes"]).abs()


def verdict(version):
    try:
        model = load(version)
    except Exception:  # whatever is missing, it cannot serve
        return "unloadable"
    champion = load(client.get_model_version_by_alias("eta", "champion").version)
    schemas = [each.metadata.get_input_schema() for each in (model, champion)]
    wanted, sent = ({} if s is None else {column.name: column.type for column in s.inputs} for s in schemas)
    if not wanted or any(sent.get(name) != type_ for name, type_ in wanted.items()):
        return "signature"
    new, old = errors(model), errors(champion)
    if new.mean() > MORE * old.mean():
        return "worse"
    return None


refused = 0
for version in sys.argv[1:]:
    reason = verdict(version)
    if reason is None:
        client.set_registered_model_alias("eta", "champion", version)
    refused += reason is not None
    client.set_model_version_tag("eta", version, "gate", reason or "passed")
    print(json.dumps({"version": int(version), "promoted": reason is None, "reason": reason}), flush=True)
sys.exit(1 if refused else 0)
