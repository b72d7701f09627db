"""Loads model weights and talks to the registry."""

import os
from pathlib import Path

from safetensors.numpy import load_file


def load_weights(name, folder="models"):
    """The arrays of the model `name`, by their names."""
    return load_file(Path(folder) / f"{name}.safetensors")


def headers():
    """What a call to the registry carries."""
    key = Path(os.environ["REGISTRY_KEY_FILE"]).read_text(encoding="utf-8").strip()
    if not key:
        raise RuntimeError("the registry key is empty")
    return {"Authorization": f"Bearer {key}"}
