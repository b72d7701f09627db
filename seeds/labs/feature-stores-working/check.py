"""Builds the training set twice, the second time with another future, and compares it with what was known then."""

import csv
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
OURS = {"check.py", "rung_check.py", "lab.json", "README.md", "training_set.csv"}
SKIP = {".venv", "venv", "__pycache__", ".git"}


def when(text):
    text = text.strip().replace(" ", "T").replace("Z", "+00:00")
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.timezone.utc)


@cache
def world():
    """Payments and labels; half of the cards of the lab, under other numbers."""
    payments = [
        (int(row["card_id"]) + 500, when(row["paid_at"]), round(float(row["amount"]) * 1.1, 2))
        for row in csv.DictReader(read("transactions.csv").splitlines())
    ]
    labels = [
        (int(row["card_id"]) + 500, when(row["decided_at"]), int(row["is_fraud"]))
        for row in csv.DictReader(read("labels.csv").splitlines())
    ]
    return payments, labels


@cache
def moments():
    """One decision of each card, in the middle of a day; in the second world its future differs."""
    chosen = {}
    for card, moment, _fraud in world()[1]:
        if card not in chosen or card % 3 == 0:
            chosen[card] = moment
    return chosen


def other_future():
    payments = [(card, at, amount if at < moments()[card] else amount * 40) for card, at, amount in world()[0]]
    for card, moment in moments().items():
        payments += [(card, moment + dt.timedelta(minutes=30 + 45 * turn), 900.0 + turn) for turn in range(5)]
    return sorted(payments, key=lambda each: each[1])


def execute(home, *command):
    env = dict(os.environ, PYTHONUTF8="1", FEAST_USAGE="False", PYTHONWARNINGS="ignore")
    named = " ".join([Path(command[0]).stem, *map(str, command[1:])])
    try:
        ended = subprocess.run(
            list(map(str, command)), cwd=home, env=env, capture_output=True, text=True, encoding="utf-8",
            errors="replace", timeout=120, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Miss("too-slow", command=named, seconds=120) from None
    if ended.returncode != 0:
        last = ([line for line in ended.stderr.splitlines() if line.strip()] or [str(ended.returncode)])[-1]
        raise Miss("crashed", command=named, error=last)


def written(home, payments):
    with (home / "transactions.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["card_id", "paid_at", "amount"])
        out.writerows([card, at.strftime("%Y-%m-%dT%H:%M:%SZ"), round(amount, 2)] for card, at, amount in payments)


def training_set(home):
    (home / "training_set.csv").unlink(missing_ok=True)
    execute(home, sys.executable, "training_set.py")
    if not (home / "training_set.csv").is_file():
        raise Miss("no-file", file="training_set.csv")
    with (home / "training_set.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for column in ("card_id", "decided_at", "is_fraud", "spend_7d", "payments_7d"):
        if not rows or column not in rows[0]:
            raise Miss("no-column", column=column, columns=", ".join(rows[0]) if rows else "-")
    found = {}
    for row in rows:
        try:
            key = (int(float(row["card_id"])), when(row["decided_at"]))
            found.setdefault(key, []).append((number(row["spend_7d"]), number(row["payments_7d"])))
        except ValueError as error:
            raise Miss("crashed", command="read training_set.csv", error=error) from None
    return found


def number(text):
    return None if text.strip().lower() in {"", "nan", "none", "<na>", "null"} else float(text)


@cache
def built():
    for name in ("backfill.py", "training_set.py", "feature_repo/features.py"):
        read(name)
    home = Path(tempfile.mkdtemp(prefix="rung-feast-"))
    try:
        shutil.copytree(
            FOLDER, home / "lab",
            ignore=lambda _folder, names: [n for n in names if n in OURS | SKIP or n.endswith((".db", ".parquet"))],
        )  # fmt: skip
        lab = home / "lab"
        (lab / "feature_repo" / "data").mkdir(exist_ok=True)
        payments, labels = world()
        written(lab, payments)
        with (lab / "labels.csv").open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["card_id", "decided_at", "is_fraud"])
            out.writerows([card, at.strftime("%Y-%m-%dT%H:%M:%SZ"), fraud] for card, at, fraud in labels)
        execute(lab, sys.executable, "backfill.py")
        feast = shutil.which("feast", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        if feast is None:
            raise Miss("no-command", command="feast")
        execute(lab, feast, "-c", "feature_repo", "apply")
        first = training_set(lab)
        written(lab, other_future())
        execute(lab, sys.executable, "backfill.py")
        return first, training_set(lab), views(lab)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def views(lab):
    """The feature views that `feast apply` put into the registry, with their features."""
    from feast import FeatureStore

    store = FeatureStore(str(lab / "feature_repo"))
    found = {view.name: {field.name for field in view.features} for view in store.list_feature_views()}
    store.teardown()
    return found


@check("view")
def view():
    found = built()[2].get("card_spend")
    if found is None:
        raise Miss("no-view", views=", ".join(built()[2]) or "-")
    if not {"spend_7d", "payments_7d"} <= found:
        raise Miss("no-feature", features=", ".join(sorted(found)) or "-")


@check("every-decision")
def every_decision():
    first, labels = built()[0], world()[1]
    lost = [each for each in labels if len(first.get(each[:2], [])) != 1]
    if lost:
        there = len(first.get(lost[0][:2], []))
        raise Miss("rows", lost=len(lost), all=len(labels), card=lost[0][0], at=lost[0][1].isoformat(), there=there)


@check("no-future")
def no_future():
    first, second, _views = built()
    differing = []
    for card, moment in moments().items():
        before, after = first.get((card, moment)), second.get((card, moment))
        if before and after and before[0] != after[0]:
            differing.append((card, moment, before[0][0], after[0][0]))
    if differing:
        card, moment, before, after = differing[0]
        raise Miss(
            "saw-future", cards=len(differing), all=len(moments()), card=card, at=moment.isoformat(), before=before,
            after=after,
        )  # fmt: skip


@check("fresh")
def fresh():
    first, (payments, labels) = built()[0], world()
    of = {}
    for card, at, amount in payments:
        of.setdefault(card, []).append((at, amount))
    for card, moment, _fraud in labels:
        for spend, count in first.get((card, moment), [])[:1]:
            mine = of.get(card, [])
            midnight = moment.replace(hour=0, minute=0, second=0)
            ends = [moment, midnight, *(at for at, _amount in mine if moment - DAY <= at < moment)]
            hours = [midnight + dt.timedelta(hours=hour) for hour in range(-24, 24)]
            ends += [at for at in hours if moment - DAY <= at <= moment]
            good = set()
            for end in ends:
                for closed in (True, False):  # whether the payment at the very edge counts
                    within = [a for at, a in mine if (end - WEEK < at <= end if closed else end - WEEK <= at < end)]
                    good.add((round(sum(within), 2), len(within)))
            said = (round(spend or 0, 2), int(count or 0))
            if not any(abs(said[0] - sums) < 0.02 and said[1] == many for sums, many in good):
                nearest = min(good, key=lambda each: abs(each[0] - said[0]))
                raise Miss(
                    "not-then", card=card, at=moment.isoformat(), spend=spend, count=count, wanted=nearest[0],
                    many=nearest[1],
                )  # fmt: skip


main()
