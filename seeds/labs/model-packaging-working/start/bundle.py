"""Packs a model's folder into one file, and loads it again."""

import sys


class Refused(Exception):
    """A bundle or an input that is not what it says it is; the text says what is wrong."""


def pack(folder, target):
    """Write the files of `folder` and a manifest.json into the ZIP file `target`."""
    raise NotImplementedError


def load(source):
    """The bundle at `source` as an object with predict(row) -> float; raises Refused."""
    raise NotImplementedError


if __name__ == "__main__":
    pack(sys.argv[1], sys.argv[2])
    print("packed", sys.argv[2])
