"""Runs test_journey.py against platforms that are right, slow, busy or broken, and looks at what it leaves there."""

import shutil
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from rung_check import FOLDER, Miss, check, load, main, read, run

RUNNER = """
import os, sys
os.chdir(sys.argv[1])
import pytest
sys.exit(pytest.main(["-q", "--tb=line", "-p", "no:cacheprovider", "--rootdir", ".", "test_journey.py"]))
"""
GIVE_UP = 20  # seconds within which a run against a stuck platform has to end


@cache
def kinds():
    """Classes of platforms by name: the right one, and broken ones."""
    right = load("mlplatform.py", "Platform", "line", "SAMPLE")

    class OldModel(right.Platform):
        def deploy(self, job, model):
            time.sleep(self.seconds)
            job["state"] = "ready"

    class OtherRows(right.Platform):
        def train(self, job, rows):
            super().train(job, right.SAMPLE)

    class EverythingGoesLive(right.Platform):
        def deploy(self, job, model):
            self.serving["production"] = model
            super().deploy(job, model)

    class Fails(right.Platform):
        def train(self, job, rows):
            time.sleep(self.seconds)
            job["state"] = "failed"

    class Hangs(right.Platform):
        def train(self, job, rows):
            job["state"] = "running"

    return {
        "right": right.Platform, "old-model": OldModel, "other-rows": OtherRows,
        "everything-goes-live": EverythingGoesLive, "training-fails": Fails, "training-hangs": Hangs,
    }  # fmt: skip


def once(url):
    """(exit code, output, seconds) of one run of the person's test."""
    read("test_journey.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        for path in FOLDER.glob("*.py"):
            if path.name not in ("check.py", "rung_check.py", "mlplatform.py"):
                shutil.copy(path, name)
        began = time.monotonic()
        try:
            ended = run(sys.executable, "-c", RUNNER, name, seconds=40, env={"PLATFORM_URL": url, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
        except Miss as miss:
            if miss.says != "too-slow":
                raise
            return 124, "", 40
        return ended.returncode, ended.stdout, time.monotonic() - began


def against(kind, seconds=0.3, runs=1, at_once=1):
    """The runs against one platform, and what was left there."""
    platform = kinds()[kind](seconds=seconds)
    threading.Thread(target=platform.server.serve_forever, daemon=True).start()
    try:
        with ThreadPoolExecutor(at_once) as pool:
            results = list(pool.map(lambda _: once(platform.url), range(runs)))
        return results, len(platform.datasets), len(platform.deployments)
    finally:
        platform.server.shutdown()
        platform.server.server_close()


def line_of(said):
    lines = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR")) or "Error" in line]
    return (lines or said.splitlines() or ["it did not end"])[0]


@cache
def well():
    return against("right", runs=2)


def passing():
    for code, said, _ in well()[0][:1]:
        if code == 5:
            raise Miss("no-tests")
        if code != 0:
            raise Miss("not-green", line=line_of(said))


@check("waits")
def waits():
    passing()
    for seconds in (0.01, 1.4):
        code, said, _ = against("right", seconds=seconds)[0][0]
        if code != 0:
            raise Miss("not-patient", seconds=seconds, line=line_of(said))


@check("ends")
def ends():
    passing()
    with ThreadPoolExecutor(2) as pool:
        broken = ("training-fails", "training-hangs")
        for kind, (results, _, _) in zip(broken, pool.map(against, broken)):
            code, _, took = results[0]
            if code == 0:
                raise Miss("passes-broken", kind=kind)
            if took > GIVE_UP:
                raise Miss("never-ends", kind=kind, seconds=GIVE_UP)


@check("prediction")
def prediction():
    passing()
    broken = ("old-model", "other-rows", "everything-goes-live")
    with ThreadPoolExecutor(3) as pool:
        for kind, (results, _, _) in zip(broken, pool.map(lambda kind: against(kind, seconds=0.1), broken)):
            if results[0][0] == 0:
                raise Miss("passes-broken", kind=kind)


class Names(dict):
    """Data sets that remember every name they ever had."""

    def __init__(self, *taken):
        super().__init__({name: [] for name in taken})
        self.ever = set(taken)

    def __setitem__(self, name, rows):
        self.ever.add(name)
        super().__setitem__(name, rows)


@check("alone")
def alone():
    passing()
    (_, (code, said, _)), _, _ = well()
    if code != 0:
        raise Miss("not-twice", line=line_of(said))
    platform = kinds()["right"](seconds=0.1)
    threading.Thread(target=platform.server.serve_forever, daemon=True).start()
    platform.datasets = Names("e2e", "e2e-journey", "test", "tiny", "journey", "e2e-test", "dataset", "lab", "train")
    try:
        for _ in range(2):  # the second time every name of the first belongs to somebody else
            platform.datasets.update({name: [] for name in platform.datasets.ever})
            taken = sorted(platform.datasets.ever)
            code, said, _ = once(platform.url)
            if code != 0:
                raise Miss("name-taken", line=line_of(said))
            if gone := [name for name in taken if name not in platform.datasets]:
                raise Miss("name-taken", line=f"DELETE /datasets/{gone[0]}")
    finally:
        platform.server.shutdown()
        platform.server.server_close()


@check("leaves")
def leaves():
    passing()
    kinds_ = ("right", "old-model", "training-fails")
    with ThreadPoolExecutor(3) as pool:
        for kind, (_, datasets, deployments) in zip(kinds_, pool.map(lambda kind: against(kind, seconds=0.1), kinds_)):
            if datasets or deployments:
                raise Miss("left-behind", kind=kind, datasets=datasets, deployments=deployments)


main()
