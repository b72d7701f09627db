"""The weekly messages a person got, or the reason why a week was silent, and what they answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from storage.database import Session
from storage.members import Me
from storage.tables import Delivery, NudgeChoice, table

PASSED = 9  # skills that are kept of those passed over in a week; their ids have 60 characters at most

_deliveries, _choices = table(Delivery), table(NudgeChoice)


@dataclass(frozen=True, slots=True)
class Week:
    """One local ISO week ("2026-W47"): `state` and `reason` of storage.tables.Delivery, and what it was about.

    `kind` is "gap", "unknown", "role" or "pause"; `outcome` is what its owner pressed last about `skill`, `passed` are
    those it took the place of, each with what was pressed about it.
    """

    week: str
    state: str
    reason: str | None
    due_at: dt.datetime
    sent_at: dt.datetime | None
    kind: str | None
    skill: str | None
    minutes: int | None
    outcome: str | None
    passed: tuple[tuple[str, str], ...] = ()


async def mine(session: Session, me: Me, most: int = 8) -> list[Week]:
    """My latest weeks, newest first."""
    asked = select(_deliveries).where(*_mine(me)).order_by(_deliveries.c.week.desc()).limit(most)
    return [_week(row) for row in (await session.execute(asked)).all()]


async def one(session: Session, me: Me, week: str) -> Week | None:
    """One of my weeks."""
    row = (await session.execute(select(_deliveries).where(*_mine(me), _deliveries.c.week == week))).first()
    return None if row is None else _week(row)


async def answer(session: Session, me: Me, week: str, outcome: str, now: dt.datetime, skill: str | None = None) -> None:
    """I pressed something in the message of a week, which is a sign: the next one comes in its own week again.

    `skill` is what it was about; another one than before takes its place, and the one before was passed over.
    """
    values: dict[str, Any] = {"outcome": outcome, "answered_at": now}
    before = await one(session, me, week) if skill is not None else None
    if before is not None and before.skill is not None and skill != before.skill:
        passed = dict(before.passed) | {before.skill: before.outcome or "another"}
        kept = [f"{each}:{said}" for each, said in passed.items() if each != skill]
        values |= {"skill": skill, "passed": " ".join(kept[-PASSED:])}
    await session.execute(update(_deliveries).where(*_mine(me), _deliveries.c.week == week).values(values))
    await give_sign(session, me)


async def give_sign(session: Session, me: Me) -> None:
    """I am still reading: nothing counts as ignored any more."""
    my_choice = _choices.c.workspace_id == me.workspace_id, _choices.c.member_id == me.id
    await session.execute(update(_choices).where(*my_choice).values(ignored=0, resting_until=None))


def _passed(kept: str | None) -> Iterator[tuple[str, str]]:
    for each in (kept or "").split():
        skill, _, said = each.partition(":")
        yield skill, said


def _week(row: Any) -> Week:
    return Week(
        row.week, row.state, row.reason, row.due_at, row.sent_at, row.kind, row.skill, row.minutes, row.outcome,
        tuple(_passed(row.passed)),
    )  # fmt: skip


def _mine(me: Me):  # type: ignore[no-untyped-def]  # a tuple of SQLAlchemy's conditions
    return _deliveries.c.workspace_id == me.workspace_id, _deliveries.c.member_id == me.id
