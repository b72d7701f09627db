"""The labs a person took up, how they went, and what they said of them; only the owner's rows are read or written."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, not_, select, update

from storage import history
from storage.database import Session
from storage.members import Me
from storage.tables import LabStart, LabTrouble, table
from storage.upsert import insert_into

OPEN, DONE, SKIPPED = "open", "done", "skipped"
TOOK = (20, 40, 60)  # what somebody may say it took; the last one means that and more
KINDS = ("stuck", "left", "unclear", "fails", "check", "old")

_starts, _troubles = table(LabStart), table(LabTrouble)


@dataclass(frozen=True, slots=True)
class Start:
    """One time that I took up a lab; as in storage.tables.LabStart."""

    number: int
    lab: str
    version: int
    skill: str
    depth: str
    key: str
    state: str
    by: str | None
    hints: int
    minutes: int | None
    started_at: dt.datetime
    ended_at: dt.datetime | None


async def mine(session: Session, me: Me) -> list[Start]:
    """Everything I took up, the latest first."""
    rows = (await session.execute(select(_starts).where(*_mine(me)).order_by(_starts.c.number.desc()))).all()
    return [_start(row) for row in rows]


async def start(
    session: Session, me: Me, lab: str, version: int, skill: str, depth: str, now: dt.datetime
) -> Start:  # fmt: skip
    """Take up a lab. One of the same version that is still open goes on, with the key that was handed out."""
    await history.hold(session, me)
    before = await mine(session, me)
    for each in before:
        if (each.lab, each.version, each.state) == (lab, version, OPEN):
            return each
    number = 1 + max((each.number for each in before), default=0)
    key = secrets.token_hex(16)
    await session.execute(
        insert_into(session, LabStart).values(
            workspace_id=me.workspace_id, member_id=me.id, number=number, lab=lab, version=version, skill=skill,
            depth=depth, key=key, state=OPEN, hints=0, started_at=now,
        )
    )  # fmt: skip
    return Start(number, lab, version, skill, depth, key, OPEN, None, 0, None, now, None)


async def finish(session: Session, me: Me, number: int, by: str, now: dt.datetime) -> bool:
    """One of my starts is done, by "code" or by "word"; False when the same was said before, or more."""
    said_before = and_(_starts.c.state == DONE, _starts.c.by.in_((by, "code")))
    statement = (
        update(_starts)
        .where(*_mine(me), _starts.c.number == number, not_(said_before))
        .values(state=DONE, by=by, ended_at=now)
        .returning(_starts.c.number)
    )
    return (await session.execute(statement)).first() is not None


async def skip(session: Session, me: Me, number: int, now: dt.datetime) -> None:
    """I leave one of my starts; one that is done stays so."""
    of_mine = (*_mine(me), _starts.c.number == number, _starts.c.state == OPEN)
    await session.execute(update(_starts).where(*of_mine).values(state=SKIPPED, ended_at=now))


async def showed_hint(session: Session, me: Me, number: int, hint: int) -> None:
    """I saw the hints of one of my starts up to this one."""
    of_mine = (*_mine(me), _starts.c.number == number, _starts.c.hints < hint)
    await session.execute(update(_starts).where(*of_mine).values(hints=hint))


async def took(session: Session, me: Me, number: int, minutes: int) -> bool:
    """Say how long one of my starts took; False when there is none such that is done."""
    of_mine = (*_mine(me), _starts.c.number == number, _starts.c.state == DONE)
    said = update(_starts).where(*of_mine).values(minutes=minutes).returning(_starts.c.number)
    return (await session.execute(said)).first() is not None


async def tell(session: Session, me: Me, lab: str, version: int, step: str, kind: str, now: dt.datetime) -> None:
    """Say that I had trouble with a step, or with the whole lab when `step` is ""; said twice, it counts once."""
    if kind not in KINDS:
        raise ValueError(f"{kind} is not one of {', '.join(KINDS)}")
    values = {"workspace_id": me.workspace_id, "member_id": me.id, "lab": lab, "version": version, "step": step}
    said = insert_into(session, LabTrouble).values(**values, kind=kind, said_at=now)
    await session.execute(said.on_conflict_do_nothing())


def _start(row: Any) -> Start:
    return Start(
        row.number, row.lab, row.version, row.skill, row.depth, row.key, row.state, row.by, row.hints, row.minutes,
        row.started_at, row.ended_at,
    )  # fmt: skip


def _mine(me: Me):  # type: ignore[no-untyped-def]  # a tuple of SQLAlchemy's conditions
    return _starts.c.workspace_id == me.workspace_id, _starts.c.member_id == me.id
