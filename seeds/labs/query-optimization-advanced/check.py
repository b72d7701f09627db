"""Builds the tables anew, runs fix.sql, compares estimates with truth, and lets one more night come in."""

import time
from functools import cache

import pg
from rung_check import Miss, check, main, read

QUERY = (
    "SELECT count(*) FROM feature_values v JOIN labels l ON l.entity_id = v.entity_id AND l.day = v.day "
    "WHERE v.tenant_id = {} AND v.model_id = {} AND v.day = '2026-11-21'"
)
ASKED = [(1, 10), (7, 70), (19, 190), (24, 240)]
PLANNER = (
    "SELECT name, setting FROM pg_settings WHERE category LIKE 'Query Tuning%' AND name <> 'default_statistics_target' "
    "OR name IN ('work_mem', 'plan_cache_mode') ORDER BY name"
)
WAITS = 25  # seconds for the server to notice that a night has come in; it looks once a second here


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


@cache
def after():
    """What became of the planner's settings, its estimates and the statistics of the next night."""
    import psycopg  # noqa: PLC0415  # the kit says first when it is not installed

    read("fix.sql")
    with pg.scratch("autovacuum_naptime = 1s\n") as address:
        if (said := pg.psql(address, "-f", "seed.sql")).returncode != 0:
            raise RuntimeError(said.stderr)
        with psycopg.connect(address, autocommit=True) as connection:
            settings = connection.execute(PLANNER).fetchall()
        if (said := pg.psql(address, "-f", "fix.sql")).returncode != 0:
            return {"error": (said.stderr.strip().splitlines() or ["psql ended with an error"])[0]}
        found = {"error": "", "plans": {}, "bent": "", "behind": None}
        with psycopg.connect(address, autocommit=True) as connection:
            changed = set(connection.execute(PLANNER).fetchall()) - set(settings)
            found["bent"] = ", ".join(sorted(name for name, _ in changed))
            count = connection.execute("SELECT count(*) FROM feature_values").fetchone()[0]
            if count != 420_000:
                return {"error": f"feature_values has {count} rows afterwards, not 420000"}
            for pair in ASKED:
                plan = connection.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + QUERY.format(*pair)).fetchone()[0][0][
                    "Plan"
                ]
                found["plans"][pair] = next(
                    node for node in nodes(plan) if node.get("Relation Name") == "feature_values"
                )
            connection.execute("SELECT import_night('2026-11-22', 20000)")
            until = time.monotonic() + WAITS
            while time.monotonic() < until and (found["behind"] is None or found["behind"] > 5_000):
                time.sleep(0.5)
                connection.execute("SELECT pg_stat_force_next_flush()")
                row = connection.execute(
                    "SELECT n_mod_since_analyze FROM pg_stat_user_tables WHERE relname = 'feature_values'"
                ).fetchone()
                found["behind"] = row[0]
    return found


def well():
    if after()["error"]:
        raise Miss("sql-failed", error=after()["error"])
    return after()


@check("close-estimates")
def close_estimates():
    for (tenant, model), node in well()["plans"].items():
        planned, actual = max(node["Plan Rows"], 1), max(node["Actual Rows"], 1)
        if max(planned / actual, actual / planned) > 4:
            raise Miss("far-off", tenant=tenant, model=model, planned=int(planned), actual=int(actual))


@check("planner-free")
def planner_free():
    if well()["bent"]:
        raise Miss("planner-bent", settings=well()["bent"])


@check("next-night")
def next_night():
    if well()["behind"] > 5_000:
        raise Miss("stale-tomorrow", rows=well()["behind"], seconds=WAITS)


main()
