"""Packs folders nobody has seen, changes bundles by hand, and asks rows that are almost right."""

import json
import math
import os
import tempfile
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

from rung_check import Miss, check, load, main

WEIGHTS = {"age": 0.02, "income": -0.00003, "complaints": 0.5, "bias": -0.4}
ROW = {"age": 41, "income": 30000, "complaints": 3}
WANTED = 1 / (1 + math.exp(-(-0.4 + 0.02 * 41 - 0.9 + 1.5)))


@contextmanager
def room():
    """bundle.py, a model's folder, and a place for bundles."""
    module = load("bundle.py", "pack", "load", "Refused")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name) / "model"
        (folder / "notes").mkdir(parents=True)
        (folder / "weights.json").write_text(json.dumps(WEIGHTS), encoding="utf-8")
        (folder / "schema.json").write_text(json.dumps(dict.fromkeys(ROW, "int")), encoding="utf-8")
        (folder / "notes" / "card.txt").write_text("churn 8", encoding="utf-8")
        yield module, folder, Path(name)


def done(says, function, *arguments, **facts):
    """What the person's function gives; any error is a miss."""
    try:
        return function(*arguments)
    except Exception as error:
        raise Miss(says, error=f"{type(error).__name__}: {error}", **facts) from None


def changed(source, target, change):
    """Write the bundle again with other content: `change` gets name and bytes, and gives bytes or None."""
    with zipfile.ZipFile(source) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    files = change(files)
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)


def refused(module, work, *arguments):
    try:
        work(*arguments)
    except module.Refused:
        return True
    except Exception:
        return False
    return False


@check("packs")
def packs():
    with room() as (module, folder, place):
        target = place / "a.zip"
        done("fails", module.pack, str(folder), str(target), work="pack")
        if not target.is_file():
            raise Miss("no-bundle")
        try:
            with zipfile.ZipFile(target) as packed:
                names = set(packed.namelist())
        except zipfile.BadZipFile:
            raise Miss("no-bundle") from None
        for name in ("manifest.json", "weights.json", "schema.json", "notes/card.txt"):
            if name not in names:
                raise Miss("lacks", name=name, names=", ".join(sorted(names)))
        value = done("fails", lambda: module.load(str(target)).predict(dict(ROW)), work="load and predict")
        if not isinstance(value, float) or abs(value - WANTED) > 1e-9:
            raise Miss("other-value", wanted=f"{WANTED:.4f}", value=value)


@check("same")
def same():
    with room() as (module, folder, place):
        one, two = place / "one.zip", place / "two.zip"
        done("fails", module.pack, str(folder), str(one), work="pack")
        for path in folder.rglob("*"):
            os.utime(path, (1_600_000_000, 1_600_000_000))
        clock = time.localtime
        time.localtime = lambda *_: clock(1_500_000_000)
        try:
            done("fails", module.pack, str(folder), str(two), work="pack")
        finally:
            time.localtime = clock
        if one.read_bytes() != two.read_bytes():
            raise Miss("differs")


@check("tampered")
def tampered():
    with room() as (module, folder, place):
        target = place / "a.zip"
        done("fails", module.pack, str(folder), str(target), work="pack")
        done("fails", module.load, str(target), work="load")
        other = json.dumps(dict(WEIGHTS, income=0.00003)).encode()
        attempts = {
            "weights.json changed": lambda files: dict(files, **{"weights.json": other}),
            "schema.json missing": lambda files: {name: each for name, each in files.items() if name != "schema.json"},
            "a file more than packed": lambda files: dict(files, **{"weights-new.json": other}),
            "manifest.json missing": lambda files: {n: each for n, each in files.items() if n != "manifest.json"},
            "card.txt changed": lambda files: dict(files, **{"notes/card.txt": b"churn 9"}),
        }
        for what, change in attempts.items():
            bad = place / "bad.zip"
            changed(target, bad, change)
            if not refused(module, module.load, str(bad)):
                raise Miss("let-in", what=what)
        (place / "cut.zip").write_bytes(target.read_bytes()[:-30])
        if not refused(module, module.load, str(place / "cut.zip")):
            raise Miss("let-in", what="a download that broke off")


@check("input-checked")
def input_checked():
    with room() as (module, folder, place):
        target = place / "a.zip"
        done("fails", module.pack, str(folder), str(target), work="pack")
        model = done("fails", module.load, str(target), work="load")
        done("fails", model.predict, dict(ROW), work="predict")
        rows = [
            {"age": 41, "income": 30000}, dict(ROW, age="41"), dict(ROW, income=None), dict(ROW, complaints=True),
            dict(ROW, age=41.5), dict(ROW, agee=1),
        ]
        for row in rows:
            if not refused(module, model.predict, row):
                raise Miss("took", row=json.dumps(row))


main()
