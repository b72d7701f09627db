"""Asks the schema for other data than the lab's, counts the database queries and compares every value."""

# ruff: noqa: PLC0415  # packages of the lab, and files of the person, are there only when a check runs

import asyncio
import json
import sys
from functools import cache

from rung_check import FOLDER, Miss, check, load, main

PAGE = "{ experiments { id name owner { id name } lastRun { id started metrics { name value } } } }"
NARROW = "{ experiments { name } }"


@cache
def world():
    sys.path.insert(0, str(FOLDER))
    import db

    return db, load("schema.py", "execute").execute


def ask(query):
    db, execute = world()
    db.clear()

    async def play():
        return await execute(query)

    try:
        result = asyncio.run(play())
    except Exception as error:
        raise Miss("failed", error=f"{type(error).__name__}: {error}") from None
    if result.errors:
        raise Miss("failed", error=result.errors[0].message)
    return result.data["experiments"], list(db.log)


def truth():
    db, _ = world()

    def rows(sql, *parameters):
        return [dict(row) for row in db._db.execute(sql, parameters)]

    found = []
    for each in rows("SELECT * FROM experiments ORDER BY id"):
        owner = rows("SELECT id, name FROM people WHERE id = ?", each["owner_id"])
        run = rows("SELECT id, started FROM runs WHERE experiment_id = ? ORDER BY started DESC LIMIT 1", each["id"])
        if run:
            run[0]["metrics"] = rows("SELECT name, value FROM metrics WHERE run_id = ? ORDER BY name", run[0]["id"])
            run[0]["id"] = str(run[0]["id"])
        if owner:
            owner[0]["id"] = str(owner[0]["id"])
        people, last = owner[0] if owner else None, run[0] if run else None
        found.append({"id": str(each["id"]), "name": each["name"], "owner": people, "lastRun": last})
    return found


def plain(value):
    """With metrics in the order of their names, which nobody asked for."""
    value = json.loads(json.dumps(value))
    for each in value:
        if each.get("lastRun"):
            each["lastRun"]["metrics"].sort(key=lambda metric: metric["name"])
    return value


@check("same-answer")
def same_answer():
    for count, seed in ((25, 4), (40, 11), (7, 23)):
        world()[0].refill(count, seed)
        given, wanted = plain(ask(PAGE)[0]), truth()
        for have, want in zip(given, wanted, strict=False):
            for field in ("id", "name", "owner", "lastRun"):
                if have[field] != want[field]:
                    raise Miss(
                        "other",
                        name=want["name"],
                        field=field,
                        wanted=json.dumps(want[field]),
                        given=json.dumps(have[field]),
                    )
        if len(given) != len(wanted):
            raise Miss("how-many", wanted=len(wanted), given=len(given))


@check("few-queries")
def few_queries():
    counts = []
    for count in (10, 80):
        world()[0].refill(count, 5)
        counts.append(len(ask(PAGE)[1]))
    if max(counts) > 4:
        raise Miss("many", small=counts[0], large=counts[1])


@check("no-more-than-asked")
def no_more_than_asked():
    world()[0].refill(30, 8)
    queries = ask(NARROW)[1]
    if len(queries) != 1:
        raise Miss("asked-anyway", queries=len(queries))


@check("fresh-each-time")
def fresh_each_time():
    db, execute = world()[0], load("schema.py", "execute").execute  # as after a restart
    db.refill(20, 9)

    async def both():
        first = await execute(PAGE)
        for person in range(10, 16):
            db.rename(person, f"renamed-{person}")
        return first, await execute(PAGE)

    try:
        _, second = asyncio.run(both())
    except Exception as error:
        raise Miss("failed", error=f"{type(error).__name__}: {error}") from None
    if second.errors:
        raise Miss("failed", error=second.errors[0].message)
    old = [
        each["owner"]["name"]
        for each in second.data["experiments"]
        if each["owner"] and "renamed" not in each["owner"]["name"]
    ]
    if old:
        raise Miss("stale", name=old[0])


main()
