"""Reads the Dockerfile with the lab's own model of layers, on the commits shown and on others."""

import re

from rung_check import Miss, check, load, main, read, read_json

MOST, PUSHED = 5.0, 3.0


def result():
    layers = load("layers.py", "result", "CannotBuild")
    try:
        return layers.result(read("Dockerfile"))
    except layers.CannotBuild as error:
        raise Miss("fails", error=error) from None
    except (ValueError, IndexError, KeyError) as error:
        raise Miss("fails", error=f"cannot be read ({error!r})") from None


@check("under-five")
def under_five():
    stage, total, _ = result()
    line, gigabytes, *_ = max(stage.layers, key=lambda each: each[1])
    if total >= MOST:
        raise Miss("too-big", total=total, gigabytes=gigabytes, line=line)


@check("little-pushed")
def little_pushed():
    stage, _, pushed = result()
    if pushed > PUSHED:
        raise Miss("pushes", pushed=pushed, most=PUSHED)
    layers = load("layers.py", "replay")
    for changed, most in (("src/serve.py", 0.2), ("package:uvicorn", 0.5)):
        if (cost := layers.replay(stage, [{"changed": changed}])) > most:
            raise Miss("one-change", changed=changed, cost=cost, most=most)


def version(text):
    return tuple(int(part) for part in re.findall(r"\d+", str(text)))


@check("mismatch")
def mismatch():
    given = read_json("mismatch.json")
    wanted = {"pool-a": ("driver-too-old", (525, 60, 13)), "pool-b": ("ptx-too-new", (550, 54, 14)), "pool-c": ("fits", None)}
    for pool, (why, driver) in wanted.items():
        row = given.get(pool) if isinstance(given, dict) else None
        row = row if isinstance(row, dict) else {}
        if row.get("why") != why:
            raise Miss("wrong-why", pool=pool, why=row.get("why", "-"))
        found = version(row.get("driver", ""))
        if driver and found[:2] != driver[:2]:
            raise Miss("wrong-driver", pool=pool, driver=row.get("driver", "-"))


main()
