"""A person asks a colleague to confirm one depth: a code they hand over themselves, answered once, gone in 14 days."""

# Rung writes to nobody here. Whoever holds the code was given it by the owner, who thereby shows them this one depth.

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from storage import depths
from storage.database import Session
from storage.members import Me
from storage.tables import Confirmation, Evidence, Member, table
from storage.upsert import insert_into

LAPSES = dt.timedelta(days=14)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another
_SIZE = 10  # 30 letters to the power of ten: nobody guesses one in 14 days

_confirmations, _members = table(Confirmation), table(Member)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a code asks: whether the colleague `owner` (the platform's id) has this depth of this skill."""

    code: str
    skill: str
    depth: str
    owner: str
    asked_at: dt.datetime


async def ask(session: Session, me: Me, skill: str, depth: str, catalogue: str, now: dt.datetime) -> str:
    """A code for a colleague about one of my depths; an earlier code for the skill stops working."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_SIZE))
    key = {"workspace_id": me.workspace_id, "member_id": me.id, "skill": skill}
    values = {"depth": depth, "code": code, "catalogue": catalogue, "asked_at": now}
    statement = insert_into(session, Confirmation).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
    return code


async def mine(session: Session, me: Me, now: dt.datetime) -> list[Asked]:
    """My questions that nobody has answered and that have not lapsed."""
    own = (_confirmations.c.workspace_id == me.workspace_id, _confirmations.c.member_id == me.id)
    rows = (await session.execute(_asked(now).where(*own).order_by(_confirmations.c.skill))).all()
    return [_read(row) for row in rows]


async def handed_over(session: Session, me: Me, code: str, now: dt.datetime) -> Asked | None:
    """What a code that I was given asks; None for a code that never was, was answered, lapsed, or is my own."""
    row = await _handed_over(session, me, code, now)
    return None if row is None else _read(row)


async def answer(session: Session, me: Me, code: str, seen: bool, catalogue: str, now: dt.datetime) -> bool | None:
    """Answer a code that I was given, once; returns whether it was kept as evidence. None as in `handed_over`.

    The owner's own word is not touched, and a depth they changed since is not confirmed.
    """
    row = await _handed_over(session, me, code, now)
    if row is None:
        return None
    gone = delete(_confirmations).where(
        _confirmations.c.workspace_id == me.workspace_id, _confirmations.c.code == row.code
    )
    if (await session.execute(gone.returning(_confirmations.c.code))).first() is None:
        return None  # somebody else answered it a moment ago
    owner = Me(row.member_id, me.workspace_id)
    if not seen or await depths.mine(session, owner, row.skill) != row.depth:
        return False
    await _keep(session, owner, row, me, catalogue, now)
    return True


async def forget_lapsed(session: Session, now: dt.datetime) -> int:
    """Delete questions nobody answered in time; returns how many."""
    lapsed = delete(_confirmations).where(_confirmations.c.asked_at <= now - LAPSES)
    return int((await session.execute(lapsed)).rowcount)


async def _keep(session: Session, owner: Me, asked: Any, by: Me, catalogue: str, now: dt.datetime) -> None:
    key = {"workspace_id": owner.workspace_id, "member_id": owner.id, "skill": asked.skill, "kind": "peer"}
    values = {"depth": asked.depth, "by_member_id": by.id, "catalogue": catalogue, "shown_at": now}
    statement = insert_into(session, Evidence).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


async def _handed_over(session: Session, me: Me, code: str, now: dt.datetime) -> Any:
    given = (
        _confirmations.c.workspace_id == me.workspace_id,
        _confirmations.c.code == code,
        _confirmations.c.member_id != me.id,
    )
    return (await session.execute(_asked(now).where(*given))).first()


def _asked(now: dt.datetime):  # type: ignore[no-untyped-def]  # SQLAlchemy's Select is generic in ways nobody needs
    return (
        select(_confirmations, _members.c.external_id.label("owner"))
        .join(_members, _members.c.id == _confirmations.c.member_id)
        .where(_confirmations.c.asked_at > now - LAPSES)
    )


def _read(row: Any) -> Asked:
    return Asked(row.code, row.skill, row.depth, row.owner, row.asked_at)
