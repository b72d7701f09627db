"""Trains with the same seed under other hash seeds, and gives compare.py scores whose truth is known."""

import csv
import json
import random
import shutil
import tempfile
from functools import cache
from pathlib import Path

from rung_check import Miss, check, main, python


@cache
def trained(seed, hash_seed, again=0):
    said = python("train.py", "--seed", str(seed), env={"PYTHONHASHSEED": str(hash_seed)}).stdout.strip()
    try:
        return float(json.loads(said.splitlines()[-1])["accuracy"])
    except (ValueError, LookupError, TypeError):
        raise Miss("no-accuracy", line=said) from None


@check("same")
def same():
    for seed in (5, 8):
        # the first pair shares its hash seed: what differs there comes from elsewhere
        said = [trained(seed, 1), trained(seed, 1, 1), trained(seed, 1, 2), trained(seed, 2), trained(seed, 77)]
        if len(set(said[:3])) > 1:
            raise Miss("differs-still", seed=seed, values=", ".join(map(str, said[:3])))
        if len(set(said)) > 1:
            raise Miss("differs-by-hash", seed=seed, values=", ".join(map(str, said[2:])))


@check("other-seeds")
def other_seeds():
    said = [trained(seed, 1) for seed in (5, 8, 13, 21)]
    if len(set(said)) == 1:
        raise Miss("seed-unused", value=said[0])


def compared(rows):
    home = Path(tempfile.mkdtemp(prefix="rung-scores-"))
    try:
        with (home / "s.csv").open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["seed", "a", "b"])
            out.writerows([seed, round(a, 5), round(b, 5)] for seed, (a, b) in enumerate(rows, 1))
        said = python("compare.py", home / "s.csv").stdout.strip()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    try:
        said = json.loads(said.splitlines()[-1])
        return said["verdict"], float(said["difference"]), float(said["low"]), float(said["high"])
    except (ValueError, LookupError, TypeError):
        raise Miss("no-verdict", line=said) from None


def scores(effect, spread, noise, count, lucky=0.0):
    """Scores of `count` seeds: `spread` between seeds, `noise` within one, and one lucky score of b."""
    some = random.Random(f"{effect}{spread}{count}")
    rows = []
    for _ in range(count // 2):
        level, error = some.uniform(-spread, spread), some.uniform(0.3, 1) * noise
        # both signs of each deviation, so that the mean difference is `effect` and no accident
        rows += [(0.7 + level, 0.7 + level + effect + error), (0.7 - level, 0.7 - level + effect - error)]
    if lucky:
        rows[0] = (rows[0][0], rows[0][1] + lucky)
        rows[1] = (rows[1][0], rows[1][1] - lucky)
    return rows


def judged(name, rows, wanted):
    verdict, difference, low, high = compared(rows)
    true = sum(b - a for a, b in rows) / len(rows)
    if verdict != wanted:
        raise Miss(name, wanted=wanted, verdict=verdict, seeds=len(rows), difference=round(true, 4))
    if abs(difference - true) > 0.0011:
        raise Miss("other-difference", wanted=round(true, 4), value=difference)
    if not low < difference < high:
        raise Miss("no-interval", low=low, high=high, difference=difference)


@check("lucky")
def lucky():
    judged("trusts-luck", scores(0.0, 0.03, 0.015, 12, lucky=0.09), "no-difference")
    judged("trusts-luck", [(b, a) for a, b in scores(0.002, 0.03, 0.02, 8, lucky=0.05)], "no-difference")


@check("small-but-real")
def small_but_real():
    judged("overlooks", scores(0.012, 0.09, 0.006, 12), "b-better")
    judged("overlooks", [(b, a) for a, b in scores(0.012, 0.09, 0.006, 20)], "a-better")


main()
