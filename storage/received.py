"""The weekly messages a person got, or the reason why a week was silent, and what they answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from storage.database import Session
from storage.members import Me
from storage.tables import Delivery, NudgeChoice, table

_deliveries, _choices = table(Delivery), table(NudgeChoice)


@dataclass(frozen=True, slots=True)
class Week:
    """One local ISO week ("2026-W47"): `state` and `reason` of storage.tables.Delivery, and what it was about.

    `kind` is "gap", "unknown", "role" or "pause"; `outcome` is what its owner pressed.
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


async def mine(session: Session, me: Me, most: int = 8) -> list[Week]:
    """My latest weeks, newest first."""
    asked = select(_deliveries).where(*_mine(me)).order_by(_deliveries.c.week.desc()).limit(most)
    return [_week(row) for row in (await session.execute(asked)).all()]


async def one(session: Session, me: Me, week: str) -> Week | None:
    """One of my weeks."""
    row = (await session.execute(select(_deliveries).where(*_mine(me), _deliveries.c.week == week))).first()
    return None if row is None else _week(row)


async def answer(session: Session, me: Me, week: str, outcome: str, now: dt.datetime) -> None:
    """I pressed something in the message of a week, which is a sign: the next one comes in its own week again."""
    pressed = update(_deliveries).where(*_mine(me), _deliveries.c.week == week)
    await session.execute(pressed.values(outcome=outcome, answered_at=now))
    await give_sign(session, me)


async def give_sign(session: Session, me: Me) -> None:
    """I am still reading: nothing counts as ignored any more."""
    my_choice = _choices.c.workspace_id == me.workspace_id, _choices.c.member_id == me.id
    await session.execute(update(_choices).where(*my_choice).values(ignored=0, resting_until=None))


def _week(row: Any) -> Week:
    return Week(row.week, row.state, row.reason, row.due_at, row.sent_at, row.kind, row.skill, row.minutes, row.outcome)


def _mine(me: Me):  # type: ignore[no-untyped-def]  # a tuple of SQLAlchemy's conditions
    return _deliveries.c.workspace_id == me.workspace_id, _deliveries.c.member_id == me.id
