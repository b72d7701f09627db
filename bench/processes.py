"""Servers in processes of their own, on loopback, in a folder that goes away with them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.load import HOST

ROOT = Path(__file__).resolve().parent.parent
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")  # the rest may be settings of Rung
PATIENCE = 30.0  # seconds for a server to come up


@contextmanager
def running(arguments: Sequence[str], folder: Path, settings: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """`python …` in `folder`; no .env of this checkout is read, and nothing of it remains afterwards."""
    environment = {name: value for name, value in os.environ.items() if name in KEPT}
    with (folder / "stderr.log").open("a", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)} | dict(settings),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()


def until_listening(process: subprocess.Popen[str], port: int, folder: Path) -> None:
    """Return as soon as somebody listens; raises RuntimeError with the last words of a server that gave up."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.001)
    raise RuntimeError(
        f"{process.args!r} does not listen: {(folder / 'stderr.log').read_text(encoding='utf-8')[-2000:]}"
    )


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def resident(process: subprocess.Popen[str]) -> float:
    """The memory of a process that is in use now, in MB."""
    return _memory(process, "VmRSS:")


def peak(process: subprocess.Popen[str]) -> float:
    """The most memory a process had in use so far, in MB; where no file tells it, what it has now."""
    return _memory(process, "VmHWM:")


def _memory(process: subprocess.Popen[str], which: str) -> float:
    status = Path(f"/proc/{process.pid}/status")
    if status.exists():
        kilobytes = status.read_text(encoding="ascii").partition(which)[2].split()[0]
    else:  # macOS
        kilobytes = subprocess.check_output(["ps", "-o", "rss=", "-p", str(process.pid)], text=True)
    return int(kilobytes) / 1024
