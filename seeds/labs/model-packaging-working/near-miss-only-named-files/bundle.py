"""Packs a model's folder into one file, and loads it again."""

import hashlib
import json
import math
import sys
import zipfile
from pathlib import Path

THEN = (1980, 1, 1, 0, 0, 0)


class Refused(Exception):
    """A bundle or an input that is not what it says it is; the text says what is wrong."""


class Model:
    def __init__(self, weights, schema):
        self.weights, self.schema = weights, schema

    def predict(self, row):
        for name in self.schema:
            if name not in row:
                raise Refused(f"{name} is missing")
            if type(row[name]) is not int:
                raise Refused(f"{name} is {row[name]!r}, not an int")
        if more := set(row) - set(self.schema):
            raise Refused(f"unknown: {', '.join(sorted(more))}")
        total = self.weights["bias"] + sum(self.weights[name] * row[name] for name in self.schema)
        return 1 / (1 + math.exp(-total))


def pack(folder, target):
    """Write the files of `folder` and a manifest.json into the ZIP file `target`."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    files["manifest.json"] = json.dumps({"format": 1, "files": hashes}, indent=1).encode()
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in sorted(files.items()):
            packed.writestr(zipfile.ZipInfo(name, THEN), content)


def load(source):
    """The bundle at `source` as an object with predict(row) -> float; raises Refused."""
    try:
        with zipfile.ZipFile(source) as packed:
            files = {name: packed.read(name) for name in packed.namelist()}
        hashes = json.loads(files.pop("manifest.json"))["files"]
    except (KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise Refused(f"no bundle: {error}") from error
    for name, wanted in hashes.items():
        if name not in files or hashlib.sha256(files[name]).hexdigest() != wanted:
            raise Refused(f"{name} was changed or is missing")
    return Model(json.loads(files["weights.json"]), json.loads(files["schema.json"]))


if __name__ == "__main__":
    pack(sys.argv[1], sys.argv[2])
    print("packed", sys.argv[2])
