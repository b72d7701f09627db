"""Starts the service on a free port, asks it from many threads, and looks at who had to wait for whom."""

# ruff: noqa: PLC0415  # packages of the lab, and files of the person, are there only when a check runs

import http.client
import json
import socket
import sys
import threading
import time
from functools import cache

from rung_check import FOLDER, Miss, check, load, main

CALLERS = 32


def get(port, path):
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        try:
            said = json.loads(body)
        except ValueError:
            said = None
        return answer.status, said, time.perf_counter() - began
    except OSError as error:
        return 0, str(error), time.perf_counter() - began
    finally:
        connection.close()


@cache
def story():
    """Every answer of 64 requests and of the health checks between them."""
    sys.path.insert(0, str(FOLDER))
    import legacy

    legacy.DELAY = 0.15
    app = load("service.py", "app").app
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 15
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.05)
    if not server.started:
        raise Miss("no-start")
    answers, health, done = {}, [], threading.Event()

    def call(number):
        for customer in (number, number + 1000):
            answers[customer] = get(port, f"/score/{customer}")

    def watch():
        while not done.is_set():
            health.append(get(port, "/healthz"))
            time.sleep(0.05)

    try:
        first = get(port, "/healthz")
        callers = [threading.Thread(target=call, args=(number,), daemon=True) for number in range(CALLERS)]
        watcher = threading.Thread(target=watch, daemon=True)
        began = time.perf_counter()
        for each in (*callers, watcher):
            each.start()
        for each in callers:
            each.join(45)
        seconds = time.perf_counter() - began
        done.set()
        watcher.join(45)
    finally:
        server.should_exit = True
        thread.join(10)
    return {"answers": answers, "health": [first, *health], "seconds": seconds}


def truth(customer):
    payments = [customer * 7 % 50 + month for month in range(3)]
    return round(sum(payments) / (3 * (40 + customer % 10)), 4)


@check("health")
def health():
    found = story()["health"]
    slow = max(seconds for _, _, seconds in found)
    bad = [status for status, _, _ in found if status != 200]
    if bad:
        raise Miss("unwell", status=bad[0])
    if slow > 0.75:
        raise Miss("waits", milliseconds=round(slow * 1000))


@check("side-by-side")
def side_by_side():
    failed = [each for each in story()["answers"].values() if each[0] != 200]
    if failed:
        raise Miss("failed", count=len(failed), status=failed[0][0])
    if story()["seconds"] > 4:
        raise Miss("one-by-one", seconds=round(story()["seconds"], 1))


@check("right")
def right():
    for customer, (status, said, _) in sorted(story()["answers"].items()):
        given = said.get("score") if isinstance(said, dict) else said
        if status == 200 and given != truth(customer):
            raise Miss("mixed-up", customer=customer, wanted=truth(customer), given=given)
    if not any(status == 200 for status, _, _ in story()["answers"].values()):
        raise Miss("failed", count=len(story()["answers"]), status=0)


main()
