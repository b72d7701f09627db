"""Says why the database is slow: python diagnose.py ADDRESS; the last line is locks, bloat, pool or healthy."""

import sys

import psycopg

WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE backend_type = 'client backend' AND cardinality(pg_blocking_pids(pid)) > 0
"""
BLOCKERS = """
SELECT DISTINCT b.pid, b.application_name, b.state, now() - b.xact_start
FROM pg_stat_activity w, unnest(pg_blocking_pids(w.pid)) AS blocker
JOIN pg_stat_activity b ON b.pid = blocker
WHERE cardinality(pg_blocking_pids(b.pid)) = 0
"""
BLOATED = """
SELECT relname, n_live_tup, n_dead_tup, last_autovacuum FROM pg_stat_user_tables
WHERE n_dead_tup > 0.2 * n_live_tup ORDER BY n_dead_tup DESC
"""
OLDEST = """
SELECT pid, application_name, state, now() - xact_start FROM pg_stat_activity
WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid() ORDER BY age(backend_xmin) DESC LIMIT 1
"""
USED = """
SELECT count(*), current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
       - current_setting('reserved_connections')::int
FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def diagnose(connection):
    if (waiting := connection.execute(WAITING).fetchone()[0]) >= 2:
        print(waiting, "sessions wait for:", *connection.execute(BLOCKERS).fetchall(), sep="\n  ")
        return "locks"
    if bloated := connection.execute(BLOATED).fetchall():
        print("dead rows:", *bloated, "oldest snapshot:", *connection.execute(OLDEST).fetchall(), sep="\n  ")
        return "bloat"
    used, free_for_all = connection.execute(USED).fetchone()
    if used >= 0.9 * free_for_all:
        print(f"{used} of {free_for_all} connections in use")
        return "pool"
    return "healthy"


if __name__ == "__main__":
    with psycopg.connect(sys.argv[1], autocommit=True) as connection:
        print(diagnose(connection))
