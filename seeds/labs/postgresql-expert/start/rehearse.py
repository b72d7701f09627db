"""Rehearses an upgrade from PostgreSQL 16 to 18 on your laptop.

python rehearse.py make       a server 16 with jobs, metrics and embeddings, in old16 (some 700 MB with what follows)
python rehearse.py dump       way 1: dump, a new server 18 in by_dump, restore; the clock runs while nobody may write
python rehearse.py link       way 2: pg_upgrade with hard links into by_link; old16 is used up by it
python rehearse.py copy       the same into by_copy, with copies instead of links; old16 stays as it is
                              both take --no-data-checksums for the new server
python rehearse.py checksums  switch on data checksums in old16, which has to stand still for it
python rehearse.py stop       stop every server that runs here
python rehearse.py look DIR   what the server in DIR is like: versions, statistics, one query
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

import pg

HERE = Path(__file__).resolve().parent
OLD, ROWS = HERE / "old16", 1_500_000
SEED = f"""
CREATE EXTENSION vector;
CREATE TABLE jobs (id bigint PRIMARY KEY, tenant integer NOT NULL, state text NOT NULL, finished_at timestamptz NOT NULL, report text NOT NULL);
INSERT INTO jobs SELECT i, abs(hashint4(i)) % 300, CASE WHEN i % 50 = 0 THEN 'failed' ELSE 'done' END,
    timestamptz '2025-11-01' + i * interval '20 seconds', repeat(md5(i::text), 3) FROM generate_series(1, {ROWS}) AS i;
CREATE INDEX jobs_tenant ON jobs (tenant, finished_at);
CREATE INDEX jobs_finished ON jobs (finished_at);
CREATE TABLE embeddings (id integer PRIMARY KEY, embedding vector(64) NOT NULL);
INSERT INTO embeddings SELECT i, (SELECT array_agg((hashint4(i * 64 + d) % 1000) / 1000.0) FROM generate_series(1, 64) AS d)::vector
    FROM generate_series(1, 20000) AS i;
CREATE INDEX embeddings_hnsw ON embeddings USING hnsw (embedding vector_l2_ops);
CREATE STATISTICS jobs_tenant_state (dependencies) ON tenant, state FROM jobs;
VACUUM ANALYZE
"""


def timed(name, run):
    began = time.perf_counter()
    result = run()
    print(f"{name:<42} {time.perf_counter() - began:7.1f} s", flush=True)
    return result


def command(*parts):
    ended = subprocess.run(parts, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                           preexec_fn=pg._ordinary if pg._is_root() else None)  # fmt: skip
    if ended.returncode != 0:
        sys.exit(f"{Path(parts[0]).name} ended with {ended.returncode}:\n{(ended.stderr or ended.stdout)[-900:]}")
    return ended.stdout


def make():
    address = pg.start(OLD, version=16)
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in SEED.split(";\n"):
            timed(" ".join(statement.split())[:40], lambda text=statement: connection.execute(text))


def dump():
    address, file = pg.start(OLD, version=16), HERE / "all.dump"
    timed("downtime: pg_dump", lambda: command(pg.tool("pg_dump"), "-Fc", "-Z1", "-f", str(file), address))
    new = timed("downtime: initdb and start of 18", lambda: pg.start(HERE / "by_dump"))
    timed("downtime: pg_restore, two jobs", lambda: command(pg.tool("pg_restore"), "-j2", "-d", new, str(file)))
    pg.stop(OLD, version=16)


def upgrade(how, *init):
    if pg.running(OLD):
        timed("downtime: stop of 16", lambda: pg.stop(OLD, version=16))
    new = HERE / f"by_{how}"
    shutil.rmtree(new, ignore_errors=True)
    pg.start(new, init=init)  # made and configured before the downtime
    pg.stop(new)
    old_tools, new_tools = (str(Path(pg.tool("postgres", version)).parent) for version in (16, 18))
    # pg_upgrade starts both servers itself, on a socket in a folder with a short name, or on TCP on Windows.
    with tempfile.TemporaryDirectory(prefix="up", ignore_cleanup_errors=True) as folder:
        parts = [pg.tool("pg_upgrade"), "-b", old_tools, "-B", new_tools, "-d", str(OLD), "-D", str(new), "-U", "postgres", f"--{how}"]
        os.chdir(folder)
        timed(f"downtime: pg_upgrade --{how}", lambda: command(*parts, *([] if os.name == "nt" else ["-s", folder])))
        os.chdir(HERE)
    timed("downtime: start of 18", lambda: pg.start(new))


def checksums():
    if pg.running(OLD):
        pg.stop(OLD, version=16)
    timed("downtime: pg_checksums --enable", lambda: command(pg.tool("pg_checksums", 16), "--enable", "-D", str(OLD)))


def stop():
    for name in ("old16", "by_dump", "by_link", "by_copy"):
        if (HERE / name / "postgresql.conf").exists() and pg.running(HERE / name):
            pg.stop(HERE / name, version=16 if name == "old16" else 18)


def look(folder):
    address = pg.start(HERE / folder, version=16 if folder == "old16" else 18)
    with psycopg.connect(address, autocommit=True) as connection:
        one = lambda query: connection.execute(query).fetchone()[0]  # noqa: E731
        print("server", one("SHOW server_version"), "  vector", one("SELECT extversion FROM pg_extension WHERE extname = 'vector'"),
              "  checksums", one("SHOW data_checksums"))  # fmt: skip
        print("rows", one("SELECT count(*) FROM jobs"), one("SELECT count(*) FROM embeddings"))
        print("columns with statistics", one("SELECT count(*) FROM pg_stats WHERE schemaname = 'public'"),
              "  extended statistics", one("SELECT count(*) FROM pg_stats_ext WHERE dependencies IS NOT NULL"))  # fmt: skip
        plan = connection.execute("EXPLAIN SELECT * FROM jobs WHERE tenant = 17 AND finished_at > '2026-10-01'").fetchall()
        print(*(row[0] for row in plan[:2]), sep="\n")


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else ""
    if what not in ("make", "dump", "link", "copy", "checksums", "stop", "look"):
        sys.exit(__doc__)
    if what in ("link", "copy"):
        upgrade(*sys.argv[1:])
    else:
        {"make": make, "dump": dump, "checksums": checksums, "stop": stop, "look": look}[what](*sys.argv[2:])
