"""What stories of the weekly message share: saying yes, a tick of the clock, and what came."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from jobs import weekly_nudge
from sandbox import Message, Sandbox
from sandbox.cast import TEAM_ID
from storage.members import Who
from storage.tables import NudgeSlot, table
from tests.conftest import Installed
from tests.journeys.asking import ask
from tests.journeys.keeping import rows_of

DIRECT = "@Rung"
NUDGE = "rung_nudge"
FRIDAY = dt.datetime(2026, 11, 20, 20, tzinfo=dt.UTC)  # noon where Bob is: when he says yes
MONDAY = dt.datetime(2026, 11, 23, 17, tzinfo=dt.UTC)  # 09:00 where Bob is
WEEK = dt.timedelta(weeks=1)
MINUTE = dt.timedelta(minutes=1)


async def tick(installed: Installed, at: dt.datetime) -> None:
    """The clock's tick at this moment, for everybody."""
    rung = installed.rung
    installed.slack.clock.set(at)
    await weekly_nudge.run(rung.database, rung.drain, installed.slack.clock.utc())


async def ticks(installed: Installed, *moments: dt.datetime) -> None:
    for moment in moments:
        await tick(installed, moment)


async def next_moment(installed: Installed) -> dt.datetime:
    """When the next message of anybody is due."""
    async with installed.rung.database.reading() as session:
        found: list[dt.datetime] = list((await session.execute(select(table(NudgeSlot).c.next_due))).scalars())
    return min(found)


def unhurried(installed: Installed) -> None:
    """Many people in one workspace without waiting for Slack's pace."""
    installed.rung.drain.timing = replace(installed.rung.drain.timing, per_second=None)


def person(slack: Sandbox, name: str) -> Who:
    """Somebody as Slack names them to Rung."""
    return Who("slack", TEAM_ID, slack.people[name].id)


async def says_yes(slack: Sandbox, name: str = "bob", *, at: dt.datetime = FRIDAY, typed: str = "on") -> None:
    """Somebody at Middle, who spoke of three skills, says yes."""
    slack.clock.set(at)
    await ask(slack, name, "role mlops-engineer middle", "/level")
    await ask(slack, name, "set docker working, mlflow awareness, kubernetes-core none", "/level")
    await ask(slack, name, f"nudges {typed}", "/rung")


def came(slack: Sandbox, name: str = "bob") -> list[dict[str, Any]]:
    """What was sent to somebody, the oldest first: the key, the kind, the skill, the minutes."""
    return [each.event_payload for each in slack.posted(NUDGE) if each.person == slack.people[name].id]


def skills(slack: Sandbox, name: str = "bob") -> list[str | None]:
    """What somebody's messages were about, the oldest first."""
    return [each.get("skill") for each in came(slack, name)]


def newest(slack: Sandbox, name: str = "bob") -> Message:
    """The last message that came by itself, as its reader sees it now."""
    stamps = [each.ts for each in slack.posted(NUDGE) if each.person == slack.people[name].id]
    return next(each for each in slack.seen_by(name, DIRECT) if each.ts == stamps[-1])


def reads(slack: Sandbox, name: str = "bob") -> str:
    """What somebody reads in it."""
    return slack.text_of(newest(slack, name))


async def presses(slack: Sandbox, button: str, name: str = "bob") -> str:
    """What somebody reads in place of the last message after pressing one of its buttons."""
    await slack.press(name, newest(slack, name), button)
    await slack.settled()
    return reads(slack, name)


async def weeks(installed: Installed, name: str = "bob") -> list[tuple[str, str, str | None]]:
    """Somebody's weeks in the ledger: week, state and reason, the oldest first."""
    rows = (await rows_of(installed, name))["deliveries"]
    return sorted((row["week"], row["state"], row["reason"]) for row in rows)
