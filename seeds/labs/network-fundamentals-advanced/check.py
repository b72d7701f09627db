"""Puts client.py through pauses, bursts and a slow answer against a gateway of its own, and reads the findings."""

import contextlib
import http.client
import json
import threading
import time
from functools import cache

from rung_check import Miss, check, load, main, read_json

LOST = (OSError, http.client.HTTPException, ValueError)


@contextlib.contextmanager
def network():
    replica = load("replica.py", "Replica").Replica(2.0)
    client = load("client.py", "Client").Client("127.0.0.1", replica.port)
    try:
        yield replica, client
    finally:
        with contextlib.suppress(Exception):
            client.close()
        replica.stop()


def asked(client, number):
    """(the answer or None, seconds)"""
    began = time.perf_counter()
    try:
        found = client.score({"id": number, "income": 1000 * number})
    except LOST:
        found = None
    return found, time.perf_counter() - began


@cache
def after_pauses():
    """[(pause, answer right, seconds)] of three clients at once, so that the pauses take their time together."""
    found = []

    def walk(pauses):
        with network() as (_, client):
            asked(client, 1)
            for number, pause in enumerate(pauses, 2):
                time.sleep(pause)
                answer, seconds = asked(client, number)
                right = isinstance(answer, dict) and answer.get("score") == number
                found.append((pause, right, seconds))

    threads = [threading.Thread(target=walk, args=(pauses,)) for pauses in ((2.3, 2.1, 0.05, 2.6), (3.1, 0.4, 2.2), (1.9, 2.05, 2.9, 0.02))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@check("findings")
def findings():
    found = read_json("findings.json")
    if not isinstance(found, dict):
        raise Miss("no-findings")
    for name in ("cause", "longest_idle_ok_s", "shortest_idle_lost_s"):
        if name not in found:
            raise Miss("lacks", name=name)
    if found["cause"] != "keep-alive":
        raise Miss("other-cause", cause=found["cause"])
    for name, wanted in (("longest_idle_ok_s", 347.8), ("shortest_idle_lost_s", 355.1)):
        try:
            off = abs(float(found[name]) - wanted)
        except (TypeError, ValueError):
            off = 999
        if off > 1.5:
            raise Miss("other-figure", name=name, got=found[name])


@check("no-stall")
def no_stall():
    load("client.py", "Client")
    for pause, right, seconds in after_pauses():
        if not right:
            raise Miss("lost", pause=pause)
        if seconds > 0.6:
            raise Miss("slow", pause=pause, seconds=round(seconds, 2))


@check("reuse")
def reuse():
    with network() as (replica, client):
        for number in range(25):
            answer, _ = asked(client, number)
            if not isinstance(answer, dict) or answer.get("score") != number:
                raise Miss("lost", pause=0)
            if number in (8, 16):
                time.sleep(0.9)  # a limit of exactly one second is allowed, and sleep() may run over
        if replica.connections > 2:
            raise Miss("opened", connections=replica.connections)


@check("once")
def once():
    with network() as (replica, client):
        replica.slow.add(7)
        asked(client, 1)
        asked(client, 7)
        time.sleep(0.8)
        if (times := replica.served.count(7)) != 1:
            raise Miss("worked-twice", times=times)
        answer, _ = asked(client, 8)
        if not isinstance(answer, dict) or answer.get("id") != 8:
            raise Miss("stale", got=json.dumps(answer))


@check("figures")
def figures():
    before, after = read_json("before.json"), read_json("after.json")
    for name, each in (("before.json", before), ("after.json", after)):
        if not isinstance(each, dict) or not all(isinstance(each.get(key), (int, float)) for key in ("failed", "p50_ms", "max_ms")):
            raise Miss("no-figures", file=name)
    if not before["failed"] or after["failed"] or after["max_ms"] > 600 or after["p50_ms"] > before["p50_ms"] + 20:
        raise Miss("no-proof", before=json.dumps(before), after=json.dumps(after))


main()
