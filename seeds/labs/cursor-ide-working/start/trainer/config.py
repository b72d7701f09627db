"""Settings of a training job: settings.json, overridden by the command line."""

import argparse
import json
from pathlib import Path


def load_settings(path, arguments=()):
    settings = json.loads(Path(path).read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(prog="trainer", allow_abbrev=False)
    parser.add_argument("--batch", type=int)
    parser.add_argument("--epochs", type=int)
    given = parser.parse_args(arguments)
    if given.batch is not None:
        settings["batch"] = given.batch
    if given.epochs is not None:
        settings["epochs"] = given.epochs
    return settings
