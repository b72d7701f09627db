"""The experiment database, SQLite in memory. Every query goes through run(), which keeps it. Leave this file as it is."""

import random
import sqlite3

log = []  # every statement since the last clear()
_db = sqlite3.connect(":memory:", check_same_thread=False)
_db.row_factory = sqlite3.Row


async def run(sql, parameters=()):
    """The rows of one query, as dicts."""
    log.append(" ".join(sql.split()))
    return [dict(row) for row in _db.execute(sql, parameters)]


def clear():
    log.clear()


def refill(experiments=25, seed=4):
    """Throws everything away and makes new data; some owners have left, some experiments never ran."""
    dice = random.Random(seed)
    _db.executescript(
        """
        DROP TABLE IF EXISTS people; DROP TABLE IF EXISTS experiments; DROP TABLE IF EXISTS runs; DROP TABLE IF EXISTS metrics;
        CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE experiments (id INTEGER PRIMARY KEY, name TEXT, owner_id INTEGER);
        CREATE TABLE runs (id INTEGER PRIMARY KEY, experiment_id INTEGER, started TEXT);
        CREATE TABLE metrics (run_id INTEGER, name TEXT, value REAL);
        """
    )
    people = [(10 + number, name) for number, name in enumerate(("ana", "bo", "dita", "emre", "fu", "gil"))]
    dice.shuffle(people)
    _db.executemany("INSERT INTO people VALUES (?, ?)", people)
    run_id = 1000
    for number in range(1, experiments + 1):
        owner = dice.choice([10, 11, 12, 13, 14, 15, 99])
        _db.execute("INSERT INTO experiments VALUES (?, ?, ?)", (number, f"exp-{number}", owner))
        for _ in range(0 if number % 6 == 0 else dice.randint(1, 5)):
            run_id -= 1  # ids say nothing about time
            started = f"2026-11-{dice.randint(1, 20):02}T{dice.randint(0, 23):02}:{dice.randint(0, 59):02}:{run_id % 60:02}"
            _db.execute("INSERT INTO runs VALUES (?, ?, ?)", (run_id, number, started))
            for name in dice.sample(["auc", "f1", "loss", "recall"], dice.randint(0, 3)):
                _db.execute("INSERT INTO metrics VALUES (?, ?, ?)", (run_id, name, round(dice.random(), 3)))


def rename(person_id, name):
    _db.execute("UPDATE people SET name = ? WHERE id = ?", (name, person_id))


refill()
