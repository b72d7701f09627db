"""Sends orders through serve.py, and gives monitor.py days whose truth is known."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read

DAY = datetime(2026, 3, 10)


def execute(home, script, *arguments, stdin=None):
    read(script)
    shutil.copy(FOLDER / script, home / script)
    try:
        ended = subprocess.run(
            [sys.executable, script, *arguments], cwd=home, input=stdin, capture_output=True, text=True, timeout=60,
            encoding="utf-8", errors="replace", check=False, env=dict(os.environ, PYTHONUTF8="1"),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Miss("too-slow", command=script, seconds=60) from None
    if ended.returncode != 0:
        last = ([line for line in ended.stderr.splitlines() if line.strip()] or ["-"])[-1]
        raise Miss("crashed", command=script, error=last)
    return ended.stdout


@check("logged")
def logged():
    orders = [{"customer": "k-1", "amount": 35.9, "items": 2}] * 2 + [{"customer": "k-2", "amount": 250.0, "items": 0}]
    home = Path(tempfile.mkdtemp(prefix="rung-serve-"))
    try:
        said = execute(home, "serve.py", stdin="".join(json.dumps(order) + "\n" for order in orders))
        path = home / "predictions.log"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    finally:
        shutil.rmtree(home, ignore_errors=True)
    if len(lines) != len(orders):
        raise Miss("other-lines", lines=len(lines))
    ids = []
    for order, line, answer in zip(orders, lines, said.splitlines()):
        try:
            event, answer = json.loads(line), json.loads(answer)
            wanted = {"amount": order["amount"], "items": order["items"]}
            if {name: event["inputs"][name] for name in wanted} != wanted or event["score"] != answer["score"]:
                raise Miss("other-event", line=line)
            if event["model_version"] != "chargeback-7" or event["predicted"] != int(event["score"] > 0.5):
                raise Miss("other-event", line=line)
            datetime.fromisoformat(event["at"].replace("Z", "+00:00"))
            if event["id"] != answer["id"]:
                raise Miss("other-id", line=line, answer=answer["id"])
            ids.append(event["id"])
        except (ValueError, LookupError, TypeError, AttributeError):
            raise Miss("other-event", line=line) from None
    if len(set(ids)) != len(ids):
        raise Miss("same-id", id=ids[0])


@cache
def monitored(factor=1.0, spread=0.5, wrong=0.05, known=0.95, corrected=0, age=10):
    """What monitor.py says of a day of 400 predictions, and the accuracy and share that are true."""
    some = random.Random(f"{factor}{spread}{wrong}{known}{corrected}{age}")
    now = DAY + timedelta(days=age)
    events, labels, right, with_label = [], [], 0, 0
    order = some.sample(range(400), 400)  # who is known, wrong or corrected is decided apart from the inputs
    for number in range(400):
        place = order[number]
        predicted = some.randint(0, 1)
        event = {
            "id": f"n-{number}", "at": (DAY + timedelta(minutes=3 * number)).isoformat(), "score": 0.9 if predicted else 0.1,
            "inputs": {"amount": round(some.lognormvariate(3, spread) * factor, 2), "items": 1}, "predicted": predicted,
            "model_version": "chargeback-7",
        }  # fmt: skip
        events.append(event)
        truth = predicted if (place * 7919) % 400 >= wrong * 400 else 1 - predicted
        if place < known * 400:
            with_label += 1
            right += truth == predicted
            arrived = now - timedelta(days=min(age, 3), hours=-(place % 12) - 1)
            if place < corrected:
                labels.append((arrived, event["id"], 1 - truth))
                arrived += timedelta(hours=5)
            labels.append((arrived, event["id"], truth))
        elif place % 2:
            labels.append((now + timedelta(hours=place), event["id"], 1 - truth))  # not known yet
    for number in range(50):  # the day before, all wrong
        at = (DAY - timedelta(hours=2)).isoformat()
        events.append({**events[0], "id": f"y-{number}", "at": at, "predicted": 1})
        labels.append((now - timedelta(days=1), f"y-{number}", 0))
    home = Path(tempfile.mkdtemp(prefix="rung-monitor-"))
    try:
        reference = [round(some.lognormvariate(3, 0.5), 2) for _ in range(4000)]
        (home / "reference.csv").write_text("amount\n" + "".join(f"{value}\n" for value in reference), encoding="utf-8")
        (home / "predictions.jsonl").write_text("".join(json.dumps(each) + "\n" for each in events), encoding="utf-8")
        (home / "labels.csv").write_text(
            "prediction_id,label,arrived_at\n"
            + "".join(f"{id_},{label},{at.isoformat(timespec='seconds')}\n" for at, id_, label in sorted(labels)),
            encoding="utf-8",
        )
        out = execute(home, "monitor.py", DAY.date().isoformat(), now.isoformat())
    finally:
        shutil.rmtree(home, ignore_errors=True)
    try:
        said = json.loads(out.splitlines()[-1])
        said["psi"] + said["labelled"]
        said["alerts"] = sorted(said["alerts"])
        said["accuracy"]
    except (ValueError, LookupError, TypeError):
        raise Miss("no-json", line=out.strip()[-150:] or "-") from None
    return said, right / max(with_label, 1), with_label / 400


@check("drift")
def drift():
    # by the deciles of the reference, amounts of this factor and spread give about this PSI
    for factor, spread, low, high in ((1.0, 0.5, 0.0, 0.12), (1.5, 0.5, 0.45, 0.85), (1.0, 0.15, 2.5, 3.8)):
        said = monitored(factor, spread)[0]
        if not low <= said["psi"] <= high:
            raise Miss("other-psi", what=f"amount ×{factor}, σ 0.5 → {spread}", low=low, high=high, psi=said["psi"])


@check("joined")
def joined():
    for settings in ({}, {"corrected": 60}, {"known": 0.6, "wrong": 0.1}):
        said, accuracy, share = monitored(**settings)
        if abs(said["labelled"] - share) > 0.006:
            raise Miss("other-share", wanted=round(share, 3), value=said["labelled"])
        if said["accuracy"] is None or abs(said["accuracy"] - accuracy) > 0.006:
            raise Miss("other-accuracy", wanted=round(accuracy, 3), value=said["accuracy"], share=round(share, 2))


@check("alerts")
def alerts():
    for settings, wanted in (
        ({}, []),
        ({"factor": 1.5}, ["psi"]),
        ({"wrong": 0.25}, ["accuracy"]),
        ({"wrong": 0.25, "known": 0.3, "age": 2}, []),
        ({"known": 0.3}, ["labels"]),
        ({"known": 0.0, "age": 1}, []),
    ):
        said, all_ = monitored(**settings)[0], {"factor": 1.0, "wrong": 0.05, "known": 0.95, "age": 10} | settings
        what = "amount ×{factor}, accuracy {right:.0%}, labelled {known:.0%}, +{age} d".format(right=1 - all_["wrong"], **all_)
        if said["alerts"] != wanted:
            raise Miss("other-alerts", what=what, wanted=wanted, alerts=said["alerts"])


main()
