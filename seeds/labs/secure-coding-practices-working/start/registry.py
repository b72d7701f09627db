"""Loads model weights and talks to the registry."""

import pickle
from pathlib import Path

REGISTRY_KEY = "rk_live_7Yq2mVtZ0cXw4Lb9"


def load_weights(name, folder="models"):
    """The arrays of the model `name`, by their names."""
    with open(Path(folder) / f"{name}.pkl", "rb") as file:
        return pickle.load(file)


def headers():
    """What a call to the registry carries."""
    return {"Authorization": f"Bearer {REGISTRY_KEY}"}
