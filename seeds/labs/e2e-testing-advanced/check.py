"""Runs test_suite.py many times against services of its own: two runs at a time, slow ones, and broken ones."""

import re
import shutil
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from rung_check import FOLDER, Miss, check, load, main, read, run

TESTS = ["test_result", "test_newest_first", "test_count_goes_up_by_one", "test_name_is_taken_while_active", "test_cancel", "test_events_in_order"]
RUNNER = """
import os, sys
os.chdir(sys.argv[1])
import pytest
sys.exit(pytest.main(["-v", "--tb=line", "-p", "no:cacheprovider", "--rootdir", ".", "test_suite.py"]))
"""


@cache
def kinds():
    """Classes of services by name: the right one, a slow one, and broken ones."""
    right = load("jobs.py", "Jobs").Jobs

    class Slow(right):
        def submit(self, body):
            return super().submit({**body, "pause": body.get("pause", 0) + 1.5})

        def note(self, job, state, lag):
            super().note(job, state, 1.2)

    class WrongResult(right):
        def compute(self, numbers):
            return sum(numbers)

    class CancelsNothing(right):
        def cancel(self, job):
            return 200, {"state": "cancelled"}

    class OldestFirst(right):
        def handle(self, method, path, owner, body):
            status, said = super().handle(method, path, owner, body)
            return status, said[::-1] if path == ["jobs"] and isinstance(said, list) else said

    class CountsTwice(right):
        def handle(self, method, path, owner, body):
            status, said = super().handle(method, path, owner, body)
            return status, {"submitted": said["submitted"] * 2} if path == ["stats"] else said

    class TakesAnyName(right):
        def submit(self, body):
            return super().submit({**body, "name": f"{body['name']}-{len(self.jobs)}"}) if any(job["name"].startswith(body["name"]) for job in self.jobs.values()) else super().submit(body)

    class EventsTurned(right):
        def handle(self, method, path, owner, body):
            status, said = super().handle(method, path, owner, body)
            return status, said[::-1] if path[0] == "events" and isinstance(said, list) else said

    return {
        "right": right, "slow": Slow, "wrong-result": WrongResult, "cancel-does-nothing": CancelsNothing,
        "oldest-first": OldestFirst, "counts-twice": CountsTwice, "takes-any-name": TakesAnyName,
        "events-turned": EventsTurned,
    }  # fmt: skip


def once(url):
    """(names of the tests that passed, names of those that failed, output) of one run."""
    read("test_suite.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        for path in FOLDER.glob("*.py"):
            if path.name not in ("check.py", "rung_check.py", "jobs.py", "rate.py"):
                shutil.copy(path, name)
        ended = run(sys.executable, "-c", RUNNER, name, seconds=60, env={"JOBS_URL": url, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
    passed = re.findall(r"::(\w+)(?:\[.*?\])? PASSED", ended.stdout)
    failed = re.findall(r"::(\w+)(?:\[.*?\])? (?:FAILED|ERROR)", ended.stdout)
    return passed, failed, ended.stdout


def against(kind, runs=1, at_once=1, seed=7, counted=None):
    """The runs against one service; how many jobs they submitted is added to `counted`."""
    service = kinds()[kind](seed=seed)
    threading.Thread(target=service.server.serve_forever, daemon=True).start()
    try:
        with ThreadPoolExecutor(at_once) as pool:
            return list(pool.map(lambda _: once(service.url), range(runs)))
    finally:
        if counted is not None:
            counted.append(len(service.jobs))
        service.server.shutdown()
        service.server.server_close()


@cache
def rounds():
    """Sixteen runs against one service, two at a time."""
    return against("right", runs=16, at_once=2)


def line_of(said):
    lines = [line for line in said.splitlines() if "Error" in line or line.startswith(("E ", "FAILED", "ERROR"))]
    return (lines or ["?"])[0]


@check("all-there")
def all_there():
    passed, failed, _ = rounds()[0]
    for name in TESTS:
        if name not in passed + failed:
            raise Miss("gone", name=name)


@check("steady")
def steady():
    red = [(failed, said) for _, failed, said in rounds() if failed]
    if red:
        raise Miss("red", red=len(red), runs=len(rounds()), name=red[0][0][0], line=line_of(red[0][1]))
    if not rounds()[0][0]:
        raise Miss("red", red=16, runs=16, name="test_suite.py", line=line_of(rounds()[0][2]))


@check("slow")
def slow():
    began = time.monotonic()
    _, failed, said = against("slow")[0]
    if failed:
        raise Miss("not-patient", name=failed[0], line=line_of(said))
    if time.monotonic() - began > 40:
        raise Miss("not-patient", name="test_suite.py", line="more than 40 seconds")


@check("sees")
def sees():
    if rounds()[0][1]:
        raise Miss("red", red=1, runs=1, name=rounds()[0][1][0], line=line_of(rounds()[0][2]))
    broken = ("wrong-result", "cancel-does-nothing", "oldest-first", "counts-twice", "takes-any-name", "events-turned")
    with ThreadPoolExecutor(2) as pool:
        for kind, results in zip(broken, pool.map(against, broken)):
            if not results[0][1]:
                raise Miss("passes-broken", kind=kind)


@check("hides-nothing")
def hides_nothing():
    if rounds()[0][1]:
        raise Miss("red", red=1, runs=1, name=rounds()[0][1][0], line=line_of(rounds()[0][2]))
    counted = []
    against("right", counted=counted)
    for kind in ("wrong-result", "events-turned"):
        against(kind, counted=counted)
        if counted[-1] > counted[0]:
            raise Miss("tried-again", kind=kind, jobs=counted[-1], usual=counted[0])


main()
