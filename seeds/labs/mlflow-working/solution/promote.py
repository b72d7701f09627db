"""python promote.py VERSION: what is served from now on is this version of eta."""

import sys

import mlflow

mlflow.set_tracking_uri("sqlite:///mlflow.db")
mlflow.MlflowClient().set_registered_model_alias("eta", "champion", sys.argv[1])
