"""Runs the consumer against a Kafka of its own: once with a crash, once to the end, once with old messages again."""

# ruff: noqa: PLC0415  # packages of the lab, and files of the person, are there only when a check runs

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read

CUSTOMERS, CRASH = 6, "n-023"


def sent():
    numbers = list(range(1, 49))
    return [*numbers[:30], 12, *numbers[30:], 40]


def truth():
    found = {}
    for number in set(sent()):
        clicks, spend = found.get(f"k-{number % CUSTOMERS}", (0, 0))
        found[f"k-{number % CUSTOMERS}"] = (clicks + 1, spend + number * 2)
    return found


def consume(folder, address, **more):
    settings = dict(os.environ, KAFKA=address, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1", **more)
    try:
        ended = subprocess.run(
            [sys.executable, "consume.py"], cwd=folder, env=settings, capture_output=True, timeout=45, text=True,
            encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Miss("too-slow", command="consume.py", seconds=45) from None
    if ended.returncode not in (0, 137) or (ended.returncode == 137 and not more):
        lines = [line for line in ended.stderr.splitlines() if line.strip()] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command="consume.py", error=lines[-1])


def counted(folder):
    with contextlib.closing(sqlite3.connect(folder / "features.db")) as db:
        try:
            rows = db.execute("SELECT customer, clicks, spend FROM features").fetchall()
        except sqlite3.Error as error:
            raise Miss("no-table", error=error) from None
    return {customer: (clicks, spend) for customer, clicks, spend in rows}


@cache
def story():
    """What stands in the database after the crash and the restart, and after some messages came again."""
    read("consume.py")
    from confluent_kafka import Consumer, Producer, TopicPartition

    quiet = {"log_level": 0}
    server = Producer({"bootstrap.servers": "none", "test.mock.num.brokers": 1, **quiet})
    broker = next(iter(server.list_topics(timeout=20).brokers.values()))
    address = f"{broker.host}:{broker.port}"
    producer = Producer({"bootstrap.servers": address, **quiet})
    for number in sent():
        event = {"event_id": f"n-{number:03}", "customer": f"k-{number % CUSTOMERS}", "amount": number * 2}
        producer.produce("clicks", key=event["customer"], value=json.dumps(event))
    producer.flush(20)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for path in FOLDER.glob("*.py"):
            shutil.copy(path, folder)
        consume(folder, address, CRASH_ON=CRASH)
        consume(folder, address)
        found = {"after-crash": counted(folder)}
        looker = Consumer(
            {
                "bootstrap.servers": address,
                "group.id": "features",
                "enable.auto.commit": False,
                "session.timeout.ms": 6000,
                **quiet,
            }
        )
        looker.subscribe(["clicks"])
        stop_at = time.monotonic() + 20
        while not looker.assignment() and time.monotonic() < stop_at:
            looker.poll(0.2)
        held = looker.committed(looker.assignment(), timeout=20)
        found["committed"] = sum(each.offset for each in held if each.offset > 0)
        back = [TopicPartition("clicks", each.partition, max(0, each.offset - 5)) for each in held if each.offset > 0]
        if back:
            looker.commit(offsets=back, asynchronous=False)
        looker.close()
        if back:
            consume(folder, address)
        found["after-again"] = counted(folder)
    return found


@check("nothing-lost")
def nothing_lost():
    for customer, (clicks, spend) in truth().items():
        have = story()["after-crash"].get(customer, (0, 0))
        if have[0] < clicks or have[1] < spend:
            raise Miss("lost", customer=customer, clicks=clicks, found=have[0])


@check("progress-kept")
def progress_kept():
    if story()["committed"] != len(sent()):
        raise Miss("not-committed", sent=len(sent()), committed=story()["committed"])


@check("twice-is-once")
def twice_is_once():
    for when in ("after-crash", "after-again"):
        for customer, (clicks, spend) in truth().items():
            have = story()[when].get(customer, (0, 0))
            if have[0] > clicks or have[1] > spend:
                raise Miss("counted-again", customer=customer, clicks=clicks, found=have[0])
    if not story()["after-crash"]:
        raise Miss("lost", customer="k-0", clicks=truth()["k-0"][0], found=0)


main()
