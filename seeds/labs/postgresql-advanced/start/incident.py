"""Three slowdowns to look at: python incident.py a, b or c; Enter ends it and cleans up.

While it lasts, a line a second says how the application's query fares. Reading on spoils the lab.
"""

import base64
import sys
import threading
import time

import psycopg

import pg

ADDRESS = pg.url_of(pg.HERE / "pgdata")
SETUP = """
DROP TABLE IF EXISTS runs, metrics;
CREATE TABLE runs (id integer PRIMARY KEY, state text NOT NULL);
INSERT INTO runs SELECT i, 'done' FROM generate_series(1, 5000) AS i;
CREATE TABLE metrics (id integer PRIMARY KEY, value real NOT NULL);
INSERT INTO metrics SELECT i, 0 FROM generate_series(1, 60000) AS i;
VACUUM ANALYZE runs, metrics;
DO $$ BEGIN CREATE ROLE app LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT ALL ON runs, metrics TO app;
"""


def session(name, role="app"):
    return psycopg.connect(ADDRESS.replace("postgres@", f"{role}@"), application_name=name, autocommit=True)


def one():
    held = []
    try:
        while True:
            held.append(session("feature-api"))
    except psycopg.OperationalError:
        return held


def two():
    first = session("retrain-job")
    first.execute("BEGIN")
    first.execute("UPDATE runs SET state = 'stale' WHERE id <= 100")
    held = [first]
    for _ in range(9):
        other = session("feature-api")
        threading.Thread(target=wait_for, args=(other,), daemon=True).start()
        held.append(other)
    return held


def wait_for(connection):
    try:
        connection.execute("UPDATE runs SET state = 'running' WHERE id = 7")
    except psycopg.Error:
        pass  # the incident is over


def three():
    reader = session("notebook")
    reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    reader.execute("SELECT count(*) FROM runs")
    writer = session("metrics-writer")
    for _ in range(12):
        writer.execute("UPDATE metrics SET value = value + 1")
    return [reader, writer]


def probe(over):
    while not over.is_set():
        began = time.perf_counter()
        try:
            with session("feature-api") as connection:
                connection.execute("SET statement_timeout = '900ms'")
                connection.execute("UPDATE runs SET state = 'seen' WHERE id = 7")
                connection.execute("SELECT avg(value) FROM metrics")
            said = f"{(time.perf_counter() - began) * 1000:.0f} ms"
        except psycopg.Error as error:
            said = str(error).splitlines()[0][-60:]
        print("application:", said, flush=True)
        over.wait(1)


def main(letter):
    with session("setup", "postgres") as connection:
        connection.execute("SET client_min_messages = warning")
        for statement in SETUP.split(";\n"):
            if statement.strip():
                connection.execute(statement)
    order = base64.b64decode("eyJhIjogInR3byIsICJiIjogInRocmVlIiwgImMiOiAib25lIn0=").decode()
    held = globals()[__import__("json").loads(order)[letter]]()
    over = threading.Event()
    threading.Thread(target=probe, args=(over,), daemon=True).start()
    input("the incident is on; Enter ends it\n")
    over.set()
    for each in held:
        each.cancel()
        each.close()


if __name__ == "__main__":
    if sys.argv[1:2] not in (["a"], ["b"], ["c"]):
        sys.exit(__doc__)
    main(sys.argv[1])
