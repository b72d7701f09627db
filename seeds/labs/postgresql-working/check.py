"""Runs migrate.sql on a newly made old table with more rows in it, tries forbidden rows, and restores the backup."""

import subprocess
from functools import cache

import pg
from rung_check import FOLDER, Miss, check, main, read

STATES = ("queued", "running", "done", "failed")
# More rows of the kinds that old.sql has, in other mixtures.
MORE = """
INSERT INTO jobs_raw (job_id, model, state, started, finished, gpu_hours) VALUES
 ('new-1', ' ranker-v9 ', 'Failed', '2026-11-01 10:00', '2026-11-01 10:00', '0'),
 ('new-2', 'ranker-v9', ' Running', '2026-11-01 10:00', NULL, '1.5'),
 ('new-3', 'ranker-v9', 'QUEUED', '2026-11-01 10:00', '', NULL),
 ('new-4', '', 'done', '2026-11-01 10:00', '2026-11-01 11:00', '1'),
 ('new-5', 'ranker-v9', 'paused', '2026-11-01 10:00', '', '1'),
 ('new-6', 'ranker-v9', 'running', '2026-11-01 10:00', '2026-11-01 09:59', '1'),
 ('new-7', 'ranker-v9', 'queued', '2026-11-01 10:00', '', ''),
 ('new-7', 'ranker-v9', 'done', '2026-11-01 10:00', '2026-11-01 10:30', '0.5')
"""
GOOD = "('probe', 'm', 'done', '2026-01-01 00:00+00', '2026-01-01 01:00+00', 1)"
FORBIDDEN = {
    "an id that is there": "('job-100', 'm', 'done', '2026-01-01 00:00+00', '2026-01-01 01:00+00', 1)",
    "no model": "('probe', NULL, 'done', '2026-01-01 00:00+00', '2026-01-01 01:00+00', 1)",
    "an unknown state": "('probe', 'm', 'zombie', '2026-01-01 00:00+00', '2026-01-01 01:00+00', 1)",
    "no start": "('probe', 'm', 'done', NULL, '2026-01-01 01:00+00', 1)",
    "an end before the start": "('probe', 'm', 'done', '2026-01-01 02:00+00', '2026-01-01 01:00+00', 1)",
    "done without an end": "('probe', 'm', 'done', '2026-01-01 00:00+00', NULL, 1)",
    "negative gpu_hours": "('probe', 'm', 'done', '2026-01-01 00:00+00', '2026-01-01 01:00+00', -1)",
}
INTO = "INSERT INTO jobs (job_id, model, state, started_at, finished_at, gpu_hours) VALUES "
OLD = "SELECT line, job_id, model, state, started, finished, gpu_hours FROM jobs_raw ORDER BY line"


def valid(rows):
    """The ids that belong into jobs: the last row of each id, when it breaks no rule."""
    last = {row[1]: row for row in rows}
    for id_, (_, _, model, state, started, finished, hours) in last.items():
        known, ended = (state or "").strip().lower(), finished or ""
        in_order = not ended or ended >= started
        whole = (model or "").strip() and known in STATES and float(hours or 0) >= 0
        if whole and in_order and (known in ("done", "failed")) == bool(ended):
            yield id_


def accepted(connection):
    """The names of forbidden rows that the table takes; the one that is allowed stands under an empty name."""
    import psycopg  # noqa: PLC0415  # the kit says first when it is not installed

    taken = set()
    for name, row in {"": GOOD, **FORBIDDEN}.items():
        connection.execute("BEGIN")
        try:
            connection.execute(INTO + row)
            taken.add(name)
        except psycopg.errors.IntegrityError:
            pass
        except psycopg.Error as error:
            taken.add(f"! {error}")
        connection.execute("ROLLBACK")
    return taken


@cache
def migrated():
    import psycopg  # noqa: PLC0415

    read("migrate.sql")
    with pg.scratch() as address:
        for arguments in (("-f", "old.sql"), ("-c", MORE)):
            if (said := pg.psql(address, *arguments)).returncode != 0:
                raise RuntimeError(said.stderr)
        with psycopg.connect(address, autocommit=True) as connection:
            raw = connection.execute(OLD).fetchall()
            if (said := pg.psql(address, "-f", "migrate.sql")).returncode != 0:
                return {"error": (said.stderr.strip().splitlines() or ["psql ended with an error"])[0]}
            try:
                found = {
                    "error": "",
                    "raw": raw,
                    "kept": connection.execute(OLD).fetchall() == raw,
                    "jobs": {row[0] for row in connection.execute("SELECT job_id FROM jobs")},
                    "states": {row[0] for row in connection.execute("SELECT DISTINCT state FROM jobs")},
                    "resent": {row[0] for row in connection.execute("SELECT state FROM jobs WHERE job_id = 'new-7'")},
                    "lines": sorted(row[0] for row in connection.execute("SELECT line FROM jobs_rejected")),
                }
                found["taken"] = accepted(connection)
            except psycopg.Error as error:
                return {"error": str(error).splitlines()[0]}
    return found


def well():
    if migrated()["error"]:
        raise Miss("sql-failed", error=migrated()["error"])
    return migrated()


@check("no-row-lost")
def no_row_lost():
    found = well()
    if not found["kept"]:
        raise Miss("raw-changed")
    right = set(valid(found["raw"]))
    if missing := sorted(right - found["jobs"]):
        raise Miss("not-there", id=missing[0], count=len(missing))
    if extra := sorted(found["jobs"] - right):
        raise Miss("should-not-be", id=extra[0], count=len(extra))
    if not found["states"] <= set(STATES):
        raise Miss("state-spelling", states=", ".join(sorted(found["states"])))
    if found["resent"] != {"done"}:
        raise Miss("older-kept", state=", ".join(sorted(found["resent"])))
    rejected = len(found["raw"]) - len(right)
    if len(found["lines"]) != rejected or len(set(found["lines"])) != rejected:
        raise Miss("rejected-count", count=len(found["lines"]), wanted=rejected)


@check("constraints")
def constraints():
    refuses_all(well()["taken"])


def refuses_all(taken):
    if "" not in taken:
        raise Miss("good-refused")
    if kept := [name for name in FORBIDDEN if name in taken]:
        raise Miss("bad-accepted", what=kept[0])


@check("restores")
def restores():
    import psycopg  # noqa: PLC0415

    path = FOLDER / "jobs.dump"
    if not path.is_file():
        raise Miss("no-file", file="jobs.dump")
    with pg.scratch() as address:
        if path.read_bytes()[:5] == b"PGDMP":
            command = [pg.tool("pg_restore"), "--no-owner", "-d", address, str(path)]
            subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False)
        else:
            pg.psql(address, "-v", "ON_ERROR_STOP=0", "-f", "jobs.dump")
        with psycopg.connect(address, autocommit=True) as connection:
            try:
                counts = [
                    connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                    for name in ("jobs", "jobs_rejected")
                ]
            except psycopg.Error as error:
                raise Miss("not-restored", error=str(error).splitlines()[0]) from None
            if sum(counts) != 4016:
                raise Miss("other-count", jobs=counts[0], rejected=counts[1])
            refuses_all(accepted(connection))


main()
