"""Lets diagnose.py look at six states of a server it has not seen: three causes, pure and in company, and health."""

import contextlib
import sys
import threading
import time
from functools import cache

import pg
from rung_check import FOLDER, Miss, check, main, read, run

TABLES = """
CREATE TABLE deployments (id integer PRIMARY KEY, state text NOT NULL);
INSERT INTO deployments SELECT i, 'up' FROM generate_series(1, 4000) AS i;
CREATE TABLE embeddings (id integer PRIMARY KEY, norm real NOT NULL) WITH (autovacuum_enabled = false);
INSERT INTO embeddings SELECT i, 0 FROM generate_series(1, 40000) AS i;
CREATE TABLE flags (id integer PRIMARY KEY, set_to boolean NOT NULL) WITH (autovacuum_enabled = false);
INSERT INTO flags SELECT i, false FROM generate_series(1, 40) AS i;
ANALYZE;
CREATE ROLE app LOGIN;
GRANT ALL ON ALL TABLES IN SCHEMA public TO app;
"""
VERDICTS = ("locks", "bloat", "pool", "healthy")


class Stage:
    """Sessions on a server that are all closed when the block is left."""

    def __init__(self, address):
        self.address, self.open, self.threads = address, [], []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        import psycopg  # noqa: PLC0415  # the kit says first when it is not installed

        for each in self.open:
            with contextlib.suppress(psycopg.Error):
                each.cancel()
        for thread in self.threads:
            thread.join(5)
        for each in self.open:
            each.close()
        time.sleep(0.3)

    def session(self, name="app-1"):
        import psycopg  # noqa: PLC0415

        address = self.address.replace("postgres@", "app@")
        self.open.append(psycopg.connect(address, application_name=name, autocommit=True))
        return self.open[-1]

    def hold(self, statement, begin="BEGIN"):
        session = self.session("holder")
        session.execute(begin)
        session.execute(statement)

    def wait(self, count):
        import psycopg  # noqa: PLC0415

        def blocked(session):
            with contextlib.suppress(psycopg.Error):
                session.execute("UPDATE deployments SET state = 'down' WHERE id = 3")

        for _ in range(count):
            self.threads.append(threading.Thread(target=blocked, args=(self.session(),), daemon=True))
            self.threads[-1].start()

    def fill(self):
        import psycopg  # noqa: PLC0415

        with contextlib.suppress(psycopg.OperationalError):
            while True:
                self.session()

    def age(self, table, column, times):
        writer = self.session("writer")
        for _ in range(times):
            writer.execute(f"UPDATE {table} SET {column} = {column}")
        writer.execute("SELECT pg_stat_force_next_flush()")


def scenes(stage):
    """(name, verdict) of each state; what it takes is on the stage while the caller looks."""
    with stage() as on:
        on.session()
        on.hold("SELECT count(*) FROM deployments")
        on.age("flags", "set_to", 3)
        yield "health, with one idle transaction and a tiny table of dead rows", "healthy"
    with stage() as on:
        on.hold("UPDATE deployments SET state = 'x' WHERE id < 9")
        on.wait(4)
        yield "four sessions behind one", "locks"
    with stage() as on:
        on.hold("UPDATE deployments SET state = 'x' WHERE id < 9")
        on.wait(6)
        on.fill()
        yield "a lock, and the pool full of those who wait", "locks"
    with stage() as on:
        on.fill()
        yield "idle sessions up to the limit", "pool"
    with stage() as on:
        on.hold("SELECT count(*) FROM flags", "BEGIN ISOLATION LEVEL REPEATABLE READ")
        on.age("embeddings", "norm", 5)
        yield "dead rows behind an old snapshot", "bloat"
    with stage() as on:
        on.session()
        yield "dead rows, and the transaction is gone", "bloat"


@cache
def told():
    """What diagnose.py said to each scene."""
    import psycopg  # noqa: PLC0415

    read("diagnose.py")
    found = {}
    with pg.scratch("max_connections = 14\nsuperuser_reserved_connections = 3\n") as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(TABLES)
        for name, wanted in scenes(lambda: Stage(address)):
            time.sleep(1.2)  # until the statistics are in, and until everybody waits who will
            ended = run(sys.executable, FOLDER / "diagnose.py", address, seconds=20)
            lines = ended.stdout.strip().splitlines()
            error = (ended.stderr.strip().splitlines() or [""])[-1]
            found[name] = (wanted, lines[-1].strip().lower() if lines and ended.returncode == 0 else "", error)
    return found


def verdicts(*kinds):
    for name, (wanted, said, error) in told().items():
        if wanted in kinds:
            if said not in VERDICTS:
                raise Miss("no-verdict", scene=name, error=error or said or "-")
            if said != wanted:
                raise Miss("wrong-verdict", scene=name, wanted=wanted, said=said)


@check("locks")
def locks():
    verdicts("locks")


@check("bloat")
def bloat():
    verdicts("bloat")


@check("pool")
def pool():
    verdicts("pool")


@check("calm")
def calm():
    verdicts("healthy")


main()
