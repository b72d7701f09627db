"""Trains the model that says how many minutes a delivery takes, and leaves a record of how it came about."""

import argparse
import hashlib
from pathlib import Path

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split

arguments = argparse.ArgumentParser()
arguments.add_argument("--alpha", type=float, default=1.0)
arguments.add_argument("--data", default="trips.csv")
options = arguments.parse_args()

trips = pd.read_csv(options.data)
train, test = train_test_split(trips, test_size=0.25, random_state=0)
features = ["distance_km", "stops", "hour", "rain_mm"]

mlflow.set_tracking_uri("sqlite:///mlflow.db")
mlflow.set_experiment("eta")
with mlflow.start_run():
    mlflow.log_param("alpha", options.alpha)
    mlflow.log_param("data_sha256", hashlib.sha256(Path(options.data).read_bytes()).hexdigest())
    model = Ridge(alpha=options.alpha).fit(train[features], train["minutes"])
    mae = mean_absolute_error(test["minutes"], model.predict(test[features]))
    mlflow.log_metric("mae", mae)
    logged = mlflow.sklearn.log_model(
        model,
        name="model",
        registered_model_name="eta",
    )
print(f"alpha={options.alpha} mae={mae:.3f} minutes, version {logged.registered_model_version} of eta")
