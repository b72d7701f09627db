"""Grades the answer of each run: python grade.py"""

import importlib.util
import sys
from pathlib import Path

sys.path.insert(0, "repo")
ROWS = [{"model": "rank", "at": at, "took": took} for at, took in ((3500, 9e6), (3600, 20_000), (5000, 30_000), (7199, 90_000), (7200, 8e6), (7900, 7e6))]


def answer(run, rows):
    spec = importlib.util.spec_from_file_location(f"run{run}", Path("runs", str(run), "metrics.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.p99(rows, 8000)


def unit(run):
    """One request in both windows, so only the unit decides: 50 000 microseconds are 50 milliseconds."""
    rows = [{"model": "rank", "at": at, "took": 50_000} for at in (7100, 7950)]
    return answer(run, rows) == {"rank": 50.0}


def window(run):
    """Of three hours only the full one before 8000 counts, whatever the unit."""
    got = answer(run, ROWS).get("rank", 0)
    return str(got).replace("0", "").replace(".", "") == "9"


def loud(run):
    """A row without `took` is a fault of the log and is not passed over."""
    try:
        answer(run, [{"model": "rank", "at": at} for at in (7100, 7950)])
    except KeyError:
        return True
    return False


if __name__ == "__main__":
    print("run  units.py  hour  robust |  unit  window  loud")
    for run in range(1, 9):
        prompt = Path("runs", str(run), "prompt.txt").read_text()
        given = ("units.py" in prompt, "full hour" in prompt, "robust" in prompt)
        marks = ["yes" if each else "-" for each in given] + ["pass" if test(run) else "FAIL" for test in (unit, window, loud)]
        print(f"{run:>3}  {marks[0]:<8}  {marks[1]:<4}  {marks[2]:<6} |  {marks[3]}  {marks[4]:<6}  {marks[5]}")
