"""What the served measurements need: a Slack that says one thing, Rung served as it is in earnest, and its peers."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.load import HOST
from bench.processes import free_port, running, until_listening
from bench.slash import SECRET, TEAM

# One answer is right for every method that is called: auth.test reads the ids, users.info the user.
SLACK_SAYS = {
    "ok": True, "url": "https://bench.slack.invalid/", "team": "Bench", "team_id": TEAM, "user": {
        "id": "U0BENCH", "name": "bench", "locale": "en-US", "tz": "Europe/Berlin",
    },
    "user_id": "U0BOT", "bot_id": "B0BOT", "is_enterprise_install": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Served:
    """A server that listens."""

    port: int
    process: subprocess.Popen[str]


@contextmanager
def slack(folder: Path) -> Iterator[str]:
    """The address of a Web API that answers every call at once."""
    port = free_port()
    uploads = {"upload_url": f"http://{HOST}:{port}/upload", "file_id": "F0BENCH", "files": [{"id": "F0BENCH"}]}
    answer = folder / "slack.json"
    answer.write_text(json.dumps(SLACK_SAYS | uploads), encoding="utf-8")
    with peer("constant", answer, "-", folder, port) as served:
        yield f"http://{HOST}:{served.port}/"


@contextmanager
def peer(name: str, card: Path, slack_url: str, folder: Path, port: int | None = None) -> Iterator[Served]:
    """A contestant of bench.peers in a process of its own, on `port` or a free one."""
    port = port or free_port()
    with running(["-m", "bench.peers", name, str(port), str(card), slack_url], folder, {}) as process:
        until_listening(process, port, folder)
        yield Served(port, process)


@contextmanager
def rung(slack_url: str, folder: Path, database: str = "rung.db") -> Iterator[Served]:
    """`rung serve` with a SQLite file in `folder`; it listens, and was asked nothing."""
    port = free_port()
    settings = {
        "SLACK_API_URL": slack_url, "SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": SECRET,
        "DATABASE_URL": f"sqlite:///{folder / database}", "HOST": HOST, "PORT": str(port), "LOG_FORMAT": "json",
    }  # fmt: skip
    with running(["-m", "bot", "serve"], folder, settings) as process:
        until_listening(process, port, folder)
        yield Served(port, process)
