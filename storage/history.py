"""What a person changed, batch by batch, so that it can be shown and undone."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update

from storage.database import Session
from storage.members import Me
from storage.prepared import Prepared
from storage.tables import Change as ChangeRow
from storage.tables import Member, table

ROLE = "role"  # the subject of a change of the current role; `role:<id>` is that of a level kept in a role

_changes, _members = table(ChangeRow), table(Member)
_LAST = Prepared(
    select(func.max(_changes.c.batch)).where(
        _changes.c.workspace_id == bindparam("workspace_id"), _changes.c.member_id == bindparam("member_id")
    )
)


@dataclass(frozen=True, slots=True)
class Change:
    """One subject before and after; None where nothing was or is set. A role kept without a level has ""."""

    subject: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """When something was said, and against which version of the catalogue."""

    at: dt.datetime
    catalogue: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The changes of one action: what it was ("set", "check", "role", …), when, and when it was undone."""

    number: int
    why: str
    at: dt.datetime
    undone_at: dt.datetime | None
    changes: tuple[Change, ...]


async def hold(session: Session, me: Me) -> None:
    """Let nobody else change my rows until this transaction ends; two clicks at once then come one after the other."""
    if session.dialect.name != "sqlite":  # which has one writer at a time anyway
        mine = select(_members.c.id).where(_members.c.workspace_id == me.workspace_id, _members.c.id == me.id)
        # Another of my rows, written before this, holds a share of the key; that must not keep two of us waiting.
        await session.execute(mine.with_for_update(key_share=True))


async def note(
    session: Session, me: Me, changes: Iterable[Change], why: str, catalogue: str, now: dt.datetime
) -> int | None:
    """Write a batch down, within the transaction that makes it true; returns its number, or None for no change."""
    rows = [
        {
            "workspace_id": me.workspace_id, "member_id": me.id, "subject": each.subject, "before": each.before,
            "after": each.after, "why": why, "catalogue": catalogue, "changed_at": now,
        }
        for each in changes
    ]  # fmt: skip
    if not rows:
        return None
    last = await _LAST.first(session, {"workspace_id": me.workspace_id, "member_id": me.id})
    assert last is not None, "a maximum always has a row"
    number = (last[0] or 0) + 1
    await session.execute(insert(_changes), [row | {"batch": number} for row in rows])
    return number


async def batches(session: Session, me: Me, most: int = 10) -> list[Batch]:
    """My latest batches, newest first; those undone are among them."""
    numbers = select(_changes.c.batch).where(*_mine(me)).distinct().order_by(_changes.c.batch.desc()).limit(most)
    return await _read(session, me, (await session.execute(numbers)).scalars().all())


async def since(session: Session, me: Me, moment: dt.datetime) -> list[Batch]:
    """My batches from a moment on that stand, newest first."""
    lately = _changes.c.changed_at >= moment, _changes.c.undone_at.is_(None)
    numbers = select(_changes.c.batch).where(*_mine(me), *lately).distinct()
    return await _read(session, me, (await session.execute(numbers)).scalars().all())


async def batch(session: Session, me: Me, number: int | None) -> Batch | None:
    """One of my batches, or without a number the latest that stands; None where there is none."""
    if number is None:
        standing = select(func.max(_changes.c.batch)).where(*_mine(me), _changes.c.undone_at.is_(None))
        number = (await session.execute(standing)).scalar_one()
    found = await _read(session, me, [number])
    return found[0] if found else None


async def changed_since(session: Session, me: Me, batch: Batch) -> bool:
    """Whether a later batch that stands touched a subject of this one, or the role that was current before it."""
    subjects = [each.subject for each in batch.changes]
    subjects += [f"{ROLE}:{each.before}" for each in batch.changes if each.subject == ROLE]
    later = select(_changes.c.id).where(
        *_mine(me), _changes.c.batch > batch.number, _changes.c.undone_at.is_(None), _changes.c.subject.in_(subjects)
    )
    return (await session.execute(later.limit(1))).first() is not None


async def origins(session: Session, me: Me, subjects: Iterable[str], before: int) -> dict[str, Origin]:
    """Where each of these subjects comes from as it was before a batch: a depth last said, a role taken up."""
    taken_up = or_(_changes.c.before.is_(None), _changes.c.subject.not_like(f"{ROLE}:%"))
    asked = (
        select(_changes.c.subject, _changes.c.changed_at, _changes.c.catalogue)
        .where(*_mine(me), _changes.c.batch < before, _changes.c.undone_at.is_(None), taken_up)
        .where(_changes.c.subject.in_(list(subjects)))
        .order_by(_changes.c.id)
    )
    return {str(subject): Origin(at, catalogue) for subject, at, catalogue in (await session.execute(asked)).all()}


async def strike(session: Session, me: Me, number: int, now: dt.datetime) -> None:
    """Mark a batch as undone."""
    await session.execute(
        update(_changes)
        .where(*_mine(me), _changes.c.batch == number, _changes.c.undone_at.is_(None))
        .values(undone_at=now)
    )


async def _read(session: Session, me: Me, numbers: Sequence[int | None]) -> list[Batch]:
    asked = select(_changes).where(*_mine(me), _changes.c.batch.in_(numbers))
    rows = (await session.execute(asked.order_by(_changes.c.batch.desc(), _changes.c.id))).all()
    return [_batch(list(same)) for _, same in itertools.groupby(rows, key=lambda row: row.batch)]


def _batch(rows: list[Any]) -> Batch:
    first = rows[0]
    changes = tuple(Change(row.subject, row.before, row.after) for row in rows)
    return Batch(first.batch, first.why, first.changed_at, first.undone_at, changes)


def _mine(me: Me):  # type: ignore[no-untyped-def]  # a tuple of SQLAlchemy's conditions
    return _changes.c.workspace_id == me.workspace_id, _changes.c.member_id == me.id
