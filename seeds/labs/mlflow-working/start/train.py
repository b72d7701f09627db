"""Trains the model that says how many minutes a delivery takes. Today its result lives in a file and a terminal."""

import argparse

import joblib
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
model = Ridge(alpha=options.alpha).fit(train[features], train["minutes"])
mae = mean_absolute_error(test["minutes"], model.predict(test[features]))
print(f"alpha={options.alpha} mae={mae:.3f} minutes")
joblib.dump(model, "model_final_v2.joblib")
