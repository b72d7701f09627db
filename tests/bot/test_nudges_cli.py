"""`rung nudges`: a look ahead sends nothing, a tick sends what is due and no more, and counts name nobody."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox import Sandbox
from storage.database import Database
from storage.migrate import migrate
from tests.conftest import MANIFEST
from tests.jobs import due

NUDGE = "rung_nudge"
AT = ("--at", "2026-11-23T09:00:05")


@dataclass(frozen=True)
class Operator:
    """Somebody at the terminal of an installation where three people said yes."""

    slack: Sandbox
    url: str
    folder: Path

    async def types(self, *words: str, succeeds: bool = True) -> str:
        """What `rung nudges …` prints."""
        settings = {
            "SLACK_BOT_TOKEN": self.slack.installation.bot_token, "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": self.url, "PYTHONPATH": str(MANIFEST.parent),
        }  # fmt: skip
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "nudges", *words, cwd=self.folder, env=os.environ | settings,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        said, complained = await asyncio.wait_for(process.communicate(), 60)
        assert (process.returncode == 0) is succeeds, complained.decode()
        return (said if succeeds else complained).decode()

    def posted(self) -> int:
        return len(self.slack.posted(NUDGE))


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    async with Sandbox(MANIFEST, app_token=None) as slack:
        url = f"sqlite:///{tmp_path}/rung.db"
        database = Database(url)
        await migrate(database)
        people = [slack.people[name].id for name in ("alice", "bob", "chen")]
        await due.put(database, people, minutes=(540,))
        await database.close()
        yield Operator(slack, url, tmp_path)


async def test_a_look_ahead_says_who_would_get_what_and_leaves_nothing_behind(operator: Operator) -> None:
    said = await operator.types("preview", *AT)
    alice = operator.slack.people["alice"].id
    assert f"{alice}  2026-W48  gap: mlflow, 30 minutes" in said
    assert said.endswith("3 would be sent, of 3.\n")
    assert operator.posted() == 0
    assert "0 would be sent, of 0." in await operator.types("preview", "--at", "2026-11-23T08:59:59")
    assert "No week has come round yet." in await operator.types("counts")


async def test_a_look_ahead_after_the_day_says_why_nobody_would_get_anything(operator: Operator) -> None:
    said = await operator.types("preview", "--at", "2026-11-24T09:00+00:00")
    assert said.count("nothing: late") == 3
    assert said.endswith("0 would be sent, of 3.\n")


async def test_a_tick_sends_what_is_due_once(operator: Operator) -> None:
    assert "Everything that was due is settled." in await operator.types("send", *AT)
    assert operator.posted() == 3
    await operator.types("send", *AT)
    await operator.types("send", "--at", "2026-11-23T17:00:05+08:00")  # the same moment in Taipei
    assert operator.posted() == 3
    assert (await operator.types("counts")).split() == ["2026-W48", "3", "sent"]


async def test_two_ticks_at_once_send_each_message_once(operator: Operator) -> None:
    await asyncio.gather(*(operator.types("send", *AT) for _ in range(3)))
    people = [each.person for each in operator.slack.posted(NUDGE)]
    assert sorted(people) == sorted(operator.slack.people[name].id for name in ("alice", "bob", "chen"))


async def test_a_moment_nobody_can_read_is_told_how_to_write_it(operator: Operator) -> None:
    said = await operator.types("preview", "--at", "next monday", succeeds=False)
    assert said == "next monday is no moment. Write --at 2026-11-23T09:00 (UTC) or --at 2026-11-23T09:00+08:00\n"
