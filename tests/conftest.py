"""What every test may use: the catalogue, and a Slack with Rung installed in it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from bot import logs
from bot.__main__ import Rung, build
from bot.settings import Settings
from jobs.clock import Clock
from sandbox import Sandbox, loopback
from skills.library import Library, open_library

MANIFEST = Path(__file__).resolve().parent.parent / "manifest.yml"


@pytest.fixture(scope="session", autouse=True)
def logs_as_in_production() -> None:
    """Log lines look as they do when Rung is served, so that tests see what a log would hold."""
    logs.set_up("text")
    # Not kept after first use, because each test captures a standard error of its own.
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr), cache_logger_on_first_use=False)


@pytest.fixture(scope="session")
def library() -> Library:
    """The real catalogue and its look-up."""
    return open_library()


@dataclass(frozen=True)
class Installed:
    """A Slack with Rung in it: people act through `slack`, the bot's own parts are in `rung`."""

    slack: Sandbox
    rung: Rung
    url: str


@pytest.fixture
async def installed(library: Library, tmp_path: Path) -> AsyncIterator[Installed]:
    """Rung, served over HTTP, in a sandbox workspace with a fresh SQLite file."""
    async with Sandbox(MANIFEST) as slack:
        settings = settings_for(slack, f"sqlite:///{tmp_path}/rung.db")
        rung = build(settings, library)
        listener = loopback.listen("127.0.0.1", 0)
        async with rung.web.router.lifespan_context(rung.web), loopback.serving(rung.web, listener):
            url = loopback.base_url(listener)
            slack.reach(f"{url}/slack/events")
            if isinstance(rung.ticking, Clock):  # stories say themselves when the clock ticks
                rung.ticking.scheduler.pause()
            yield Installed(slack, rung, url)


@pytest.fixture
async def slack(installed: Installed) -> Sandbox:
    """The people's side of the workspace."""
    return installed.slack


def settings_for(slack: Sandbox, database_url: str, *, socket_mode: bool = False) -> Settings:
    """Settings as a real installation would have them, for this sandbox; nothing is read from .env."""
    return Settings(
        _env_file=None,
        slack_bot_token=slack.installation.bot_token,
        slack_signing_secret=None if socket_mode else slack.installation.signing_secret,
        slack_app_token=slack.installation.app_token if socket_mode else None,
        slack_api_url=slack.api_url,
        database_url=database_url,
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each reason to skip, however many tests it skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2] for report in skipped if isinstance(report.longrepr, tuple))
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} skipped. {reason.removeprefix('Skipped: ')}", yellow=True)
