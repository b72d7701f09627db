"""The depths a person set for skills, where only the owner's rows can be read or written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select

from storage import history
from storage.database import Session
from storage.history import Change, Origin
from storage.members import Me
from storage.prepared import Prepared
from storage.tables import SkillDepth, table
from storage.upsert import replacing

_depths = table(SkillDepth)
_ONE = Prepared(
    select(_depths.c.depth).where(
        _depths.c.workspace_id == bindparam("workspace_id"),
        _depths.c.member_id == bindparam("member_id"),
        _depths.c.skill == bindparam("skill"),
    )
)
_ALL = Prepared(
    select(_depths.c.skill, _depths.c.depth).where(
        _depths.c.workspace_id == bindparam("workspace_id"), _depths.c.member_id == bindparam("member_id")
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """A depth with the moment its owner last said or repeated it."""

    depth: str
    at: dt.datetime


async def mine(session: Session, me: Me, skill: str) -> str | None:
    """My depth of one skill, or None when it is not assessed, which is unknown and never zero."""
    row = await _ONE.first(session, {"workspace_id": me.workspace_id, "member_id": me.id, "skill": skill})
    return None if row is None else str(row[0])


async def all_mine(session: Session, me: Me) -> dict[str, str]:
    """All my depths: skill id to depth."""
    rows = await _ALL.all(session, {"workspace_id": me.workspace_id, "member_id": me.id})
    return {str(skill): str(depth) for skill, depth in rows}


async def said_mine(session: Session, me: Me) -> dict[str, Said]:
    """All my depths with their moments."""
    asked = select(_depths.c.skill, _depths.c.depth, _depths.c.set_at).where(*_mine(me))
    return {str(skill): Said(str(depth), at) for skill, depth, at in (await session.execute(asked)).all()}


async def set_mine(
    session: Session, me: Me, wanted: Mapping[str, str | None], why: str, catalogue: str, now: dt.datetime
) -> int | None:
    """Set depths by my own word, None making a skill unknown again; what is so already stays as it is.

    `catalogue` is the version they were read against. Returns the number of the history's batch, None for no change.
    """
    await history.hold(session, me)
    before = await all_mine(session, me)
    changes = [Change(skill, before.get(skill), depth) for skill, depth in wanted.items() if before.get(skill) != depth]
    origin = Origin(now, catalogue)
    await write(session, me, {each.subject: each.after for each in changes}, dict.fromkeys(wanted, origin))
    return await history.note(session, me, changes, why, catalogue, now)


async def repeat_mine(session: Session, me: Me, skill: str, catalogue: str, now: dt.datetime) -> str | None:
    """Say again that a depth is still right, which gives it today's date; returns the depth, None if there is none."""
    await history.hold(session, me)
    depth = await mine(session, me, skill)
    if depth is not None:
        await write(session, me, {skill: depth}, {skill: Origin(now, catalogue)})
        await history.note(session, me, [Change(skill, depth, depth)], "still", catalogue, now)
    return depth


async def write(session: Session, me: Me, wanted: Mapping[str, str | None], origins: Mapping[str, Origin]) -> None:
    """Make these depths true, each of its origin, without a note in the history; the caller keeps that."""
    kept = [
        {
            "workspace_id": me.workspace_id, "member_id": me.id, "skill": skill, "depth": depth,
            "catalogue": origins[skill].catalogue, "set_at": origins[skill].at,
        }
        for skill, depth in wanted.items() if depth is not None
    ]  # fmt: skip
    if kept:
        await session.execute(replacing(session, SkillDepth, "depth", "catalogue", "set_at"), kept)
    if gone := [skill for skill, depth in wanted.items() if depth is None]:
        await session.execute(delete(_depths).where(*_mine(me), _depths.c.skill.in_(gone)))


def _mine(me: Me):  # type: ignore[no-untyped-def]  # a tuple of SQLAlchemy's conditions
    return _depths.c.workspace_id == me.workspace_id, _depths.c.member_id == me.id
