"""Makes the store as we found it: mlflow.db with the champion of eta and five candidates. Takes half a minute."""

import shutil
from pathlib import Path

import mlflow
import numpy as np
import pandas as pd
from mlflow.models import infer_signature
from sklearn.linear_model import Ridge
from sklearn.tree import DecisionTreeRegressor

chance = np.random.default_rng(4)


def trips(count):
    city = chance.choice(4, count, p=[0.5, 0.3, 0.15, 0.05])
    table = pd.DataFrame(
        {
            "distance_km": chance.uniform(0.5, 15, count).round(1),
            "stops": chance.integers(0, 6, count).astype(float),
            "city": city.astype(float),
            "courier_score": chance.uniform(3, 5, count).round(1),
        }
    )
    table["minutes"] = 6 + 2.3 * table["distance_km"] + 3 * table["stops"] + 4 * (city == 1) + 14 * (city == 3)
    table["minutes"] += -2.5 * (table["courier_score"] - 4) + chance.normal(0, 2, count)
    return table.round(2)


train, holdout = trips(20_000), trips(1200)
holdout.to_csv("holdout.csv", index=False)
for old in ("mlflow.db", "ci-workspace", "mlruns"):
    shutil.rmtree(old, ignore_errors=True)
    Path(old).unlink(missing_ok=True)
mlflow.set_tracking_uri("sqlite:///mlflow.db")
client = mlflow.MlflowClient()

# the CI job of one team made its experiment with a folder of its own workspace
client.create_experiment("eta-ci", artifact_location=Path("ci-workspace").resolve().as_uri())


def candidate(experiment, model, rows, columns, mae):
    mlflow.set_experiment(experiment)
    with mlflow.start_run():
        model.fit(rows[columns], rows["minutes"])
        mlflow.log_metric("mae", mae)
        signature = infer_signature(rows[columns], model.predict(rows[columns]))
        return mlflow.sklearn.log_model(
            model, name="model", signature=signature, registered_model_name="eta", pip_requirements=["mlflow"],
            skops_trusted_types=["sklearn.tree._tree.Tree"],  # we made the trees ourselves
        ).registered_model_version


def tree():
    return DecisionTreeRegressor(max_depth=11, min_samples_leaf=20, random_state=0)


usual = ["distance_km", "stops", "city"]
few = train.sample(60, random_state=3)
candidate("eta", Ridge(alpha=50), train.sample(400, random_state=1), usual, 2.8)
client.set_registered_model_alias("eta", "champion", 1)
candidate("eta", DecisionTreeRegressor(random_state=0), few, usual, 0.0)  # measured on what it was trained on
candidate("eta-ci", tree(), train, usual, 2.4)
candidate("eta", tree(), train, [*usual, "courier_score"], 2.1)
candidate("eta", tree(), train[train["city"] != 3], usual, 2.2)
candidate("eta", tree(), train, usual, 2.3)
shutil.rmtree("ci-workspace")  # what the CI does after every job
