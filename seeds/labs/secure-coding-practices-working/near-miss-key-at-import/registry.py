"""Loads model weights and talks to the registry."""

import os
import re
from pathlib import Path

from safetensors.numpy import load_file

KEY = Path(os.environ["REGISTRY_KEY_FILE"]).read_text(encoding="utf-8").strip() if "REGISTRY_KEY_FILE" in os.environ else ""


def load_weights(name, folder="models"):
    """The arrays of the model `name`, by their names."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise ValueError(f"not a model's name: {name!r}")
    return load_file(Path(folder) / f"{name}.safetensors")


def headers():
    """What a call to the registry carries."""
    if not KEY:
        raise RuntimeError("the registry key is empty")
    return {"Authorization": f"Bearer {KEY}"}
