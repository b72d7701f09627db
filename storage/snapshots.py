"""Where a person stood at a moment, kept in the words of that moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from storage import history
from storage.database import Session
from storage.members import Me
from storage.tables import Snapshot as SnapshotRow
from storage.tables import table

_snapshots = table(SnapshotRow)
_GONE = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot; `content` is the JSON it was kept with."""

    number: int
    at: dt.datetime
    content: str


async def keep(session: Session, me: Me, content: str, batch: int | None, now: dt.datetime) -> int:
    """Keep a snapshot, which goes again when `batch` is undone; returns its number among mine, from 1."""
    await history.hold(session, me)
    last = select(func.coalesce(func.max(_snapshots.c.number), 0)).where(*_mine(me))
    number = int((await session.execute(last)).scalar_one()) + 1
    values = {"workspace_id": me.workspace_id, "member_id": me.id, "number": number, "batch": batch}
    await session.execute(insert(_snapshots).values(**values, content=content, taken_at=now))
    return number


async def mine(session: Session, me: Me, number: int) -> Snapshot | None:
    """One of my snapshots."""
    asked = select(_snapshots).where(*_mine(me), _snapshots.c.number == number, _snapshots.c.content != _GONE)
    row = (await session.execute(asked)).first()
    return None if row is None else Snapshot(row.number, row.taken_at, row.content)


async def latest(session: Session, me: Me, most: int = 5) -> list[Snapshot]:
    """My latest snapshots, newest first."""
    asked = (
        select(_snapshots)
        .where(*_mine(me), _snapshots.c.content != _GONE)
        .order_by(_snapshots.c.number.desc())
        .limit(most)
    )
    return [Snapshot(row.number, row.taken_at, row.content) for row in (await session.execute(asked)).all()]


async def drop_of(session: Session, me: Me, batch: int) -> None:
    """Forget what the snapshots taken with a batch held; their numbers are not given out again."""
    await session.execute(update(_snapshots).where(*_mine(me), _snapshots.c.batch == batch).values(content=_GONE))


def _mine(me: Me):  # type: ignore[no-untyped-def]  # a tuple of SQLAlchemy's conditions
    return _snapshots.c.workspace_id == me.workspace_id, _snapshots.c.member_id == me.id
