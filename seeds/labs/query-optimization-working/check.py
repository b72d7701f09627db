"""Loads other data of the same shape, runs the job's features() and counts on the server what it was asked."""

import datetime as dt
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pg
from rung_check import Miss, check, load, main, read, read_json

UTC = dt.timezone.utc  # noqa: UP017  # dt.UTC came with 3.11
MOMENTS = [dt.datetime(2026, 11, 1, tzinfo=UTC), dt.datetime(2026, 10, 12, 6, 30, tzinfo=UTC)]
ASKED = re.compile(
    r"LOG:  (?:statement|execute [^:]*): (?!\s*(?:BEGIN|COMMIT|ROLLBACK|SET|SHOW|DISCARD))", re.IGNORECASE
)
NAMES = ("customer_id", "segment", "purchases", "spend", "days_since_last", "tickets")


def wanted(connection, as_of):
    """What the job has to give, worked out here without its SQL."""
    since, did, opened = as_of - dt.timedelta(days=30), defaultdict(list), defaultdict(int)
    for customer, kind, amount, at in connection.execute("SELECT customer_id, kind, amount, at FROM events"):
        if since <= at < as_of:
            did[customer].append((kind, amount, at))
    for customer, at in connection.execute("SELECT customer_id, opened_at FROM tickets"):
        opened[customer] += since <= at < as_of
    for id_, segment in connection.execute("SELECT id, segment FROM customers ORDER BY id").fetchall():
        bought = [amount for kind, amount, _ in did[id_] if kind == "purchase"]
        days = min(((as_of - at).days for _, _, at in did[id_]), default=None)
        yield id_, segment, len(bought), float(sum(bought)), days, opened[id_]


def same(given, right):
    if given is None or right is None or isinstance(right, str):
        return given == right
    try:
        return abs(float(given) - float(right)) < 0.005
    except (TypeError, ValueError):
        return False


@cache
def seen():
    """The rows for two moments, how many statements they took, and what a reader without the payload is told."""
    import psycopg  # noqa: PLC0415  # the kit says first when it is not installed

    # The intervals put an event and a ticket on each end of the first moment's 30 days.
    job = load("feature_job.py", "features")
    seed = (
        read("seed.sql").replace("150000", "16000").replace("'35 seconds'", "'320 seconds'").replace("9000)", "2500)")
    )
    seed = (
        seed.replace("3000)", "800)")
        .replace("% 2800", "% 700")
        .replace("% 2900", "% 750")
        .replace("'9 minutes'", "'36 minutes'")
    )
    found = {"rows": [], "statements": 0, "denied": False}
    with pg.scratch("log_statement = 'all'\ntimezone = 'UTC'\n") as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(seed.replace("VACUUM ANALYZE", "ANALYZE"))
            log = Path(connection.execute("SHOW data_directory").fetchone()[0]) / "log.txt"
            connection.execute("CREATE ROLE reader LOGIN")
            connection.execute("GRANT SELECT ON customers, tickets TO reader")
            connection.execute("GRANT SELECT (id, customer_id, kind, amount, at) ON events TO reader")
            found["right"] = [list(wanted(connection, as_of)) for as_of in MOMENTS]
        for as_of in MOMENTS:
            before = len(ASKED.findall(log.read_text(encoding="utf-8", errors="replace")))
            try:
                with psycopg.connect(address) as connection:
                    found["rows"].append([tuple(row) for row in job.features(connection, as_of)])
            except Exception as error:
                raise Miss("crashed", command="features(connection, as_of)", error=error) from None
            after = len(ASKED.findall(log.read_text(encoding="utf-8", errors="replace")))
            found["statements"] = max(found["statements"], after - before)
        try:
            with psycopg.connect(address.replace("postgres@", "reader@")) as connection:
                list(job.features(connection, MOMENTS[0]))
        except psycopg.errors.InsufficientPrivilege:
            found["denied"] = True
    return found


@check("same-features")
def same_features():
    for rows, right in zip(seen()["rows"], seen()["right"], strict=True):
        if len(rows) != len(right):
            raise Miss("row-count", count=len(rows), wanted=len(right))
        for given, row in zip(sorted(rows, key=lambda each: each[:1]), right, strict=True):
            if len(given) != len(row):
                raise Miss("width", row=given)
            for name, one, other in zip(NAMES, given, row, strict=True):
                if not same(one, other):
                    raise Miss("other-value", name=name, id=row[0], given=one, wanted=other)


@check("few-statements")
def few_statements():
    if seen()["statements"] > 5:
        raise Miss("many-statements", count=seen()["statements"])


@check("no-payload")
def no_payload():
    if seen()["denied"]:
        raise Miss("payload-read")


@check("times")
def times():
    given = read_json("times.json")
    figures = [given.get(name) if isinstance(given, dict) else None for name in ("before_ms", "after_ms")]
    if not all(isinstance(each, (int, float)) and not isinstance(each, bool) and each > 0 for each in figures):
        raise Miss("no-times")
    if figures[1] >= figures[0]:
        raise Miss("not-faster", before=figures[0], after=figures[1])


main()
