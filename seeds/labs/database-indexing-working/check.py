"""Builds the table anew, runs index.sql while somebody writes, and reads the plans of the two queries."""

import subprocess
import time
from functools import cache

import pg
from rung_check import Miss, check, main, read

ROW = "INSERT INTO predictions (model, status, created_at, latency_ms, trace) VALUES ('m', 'ok', now(), 1, '')"
LATEST = (
    "SELECT id, created_at, latency_ms FROM predictions WHERE model = '{model}' AND status = 'failed' "
    "AND created_at >= '{since}' ORDER BY created_at DESC LIMIT 50"
)
WEEK = (
    "SELECT count(*) FROM predictions WHERE model = '{model}' AND status = 'failed' "
    "AND created_at >= '{since}' AND created_at < timestamptz '{since}' + interval '7 days'"
)
ASKED = [
    (query.format(model=model, since=since), pages)
    for query, pages in ((LATEST, 120), (WEEK, 60))
    for model, since in (("ranker-07", "2026-10-25"), ("ranker-19", "2026-10-23"), ("ranker-31", "2026-10-27"))
]


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


@cache
def built():
    """What happened when index.sql was run beside a writer, and what there is afterwards."""
    import psycopg  # noqa: PLC0415  # the kit says first when it is not installed

    read("index.sql")
    with pg.scratch() as address:
        if (said := pg.psql(address, "-f", "seed.sql")).returncode != 0:
            raise RuntimeError(said.stderr)
        found = {"error": "", "blocked": "", "plans": []}
        writer, other, watch = (psycopg.connect(address, autocommit=each) for each in (False, True, True))
        with writer, other, watch:
            writer.execute(ROW)  # a transaction that stays open for a while
            command = [pg.tool("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "index.sql", address]
            building = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                        encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL)  # fmt: skip
            try:
                until = time.monotonic() + 15
                while time.monotonic() < until and building.poll() is None and not waits(watch):
                    time.sleep(0.1)
                other.execute("SET lock_timeout = '1500ms'")
                try:
                    other.execute(ROW)
                except psycopg.errors.LockNotAvailable:
                    found["blocked"] = "an INSERT waited more than 1.5 s for the build"
                writer.commit()
                _, stderr = building.communicate(timeout=40)
            except subprocess.TimeoutExpired:
                raise Miss("too-slow", command="index.sql", seconds=40) from None
            finally:
                building.kill()
            if building.returncode != 0:
                found["error"] = stderr.strip().splitlines()[0] if stderr.strip() else "psql ended with an error"
            watch.execute("ANALYZE predictions")
            found["indexes"] = watch.execute(
                "SELECT indexrelid::regclass::text, indisvalid FROM pg_index "
                "WHERE indrelid = to_regclass('predictions') AND NOT indisprimary"
            ).fetchall()
            for query, pages in ASKED:
                plan = watch.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query).fetchone()[0][0]["Plan"]
                found["plans"].append((plan, pages))
    if found["error"]:
        raise Miss("sql-failed", error=found["error"])
    return found


def waits(connection):
    return connection.execute(
        "SELECT 1 FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND wait_event_type = 'Lock'"
    ).fetchone()


@check("one-index")
def one_index():
    indexes = built()["indexes"]
    if len(indexes) != 1:
        raise Miss("not-one", count=len(indexes))
    if not indexes[0][1]:
        raise Miss("invalid", index=indexes[0][0])


@check("both-served")
def both_served():
    for plan, pages in built()["plans"]:
        kinds = [node["Node Type"] for node in nodes(plan)]
        if "Seq Scan" in kinds:
            raise Miss("seq-scan")
        if any("Sort" in kind for kind in kinds):
            raise Miss("sorts")
        touched = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
        if touched >= pages:
            raise Miss("many-pages", touched=touched, pages=pages)


@check("writes-flow")
def writes_flow():
    if built()["blocked"]:
        raise Miss("writes-blocked")


main()
