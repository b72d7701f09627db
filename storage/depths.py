"""The depths a person set for skills, where only the owner's rows can be read or written."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import bindparam, select

from storage.database import Session
from storage.members import Me
from storage.prepared import Prepared
from storage.tables import SkillDepth, table
from storage.upsert import insert_into

_depths = table(SkillDepth)
_ONE = Prepared(
    select(_depths.c.depth).where(
        _depths.c.workspace_id == bindparam("workspace_id"),
        _depths.c.member_id == bindparam("member_id"),
        _depths.c.skill == bindparam("skill"),
    )
)


async def mine(session: Session, me: Me, skill: str) -> str | None:
    """My depth of one skill, or None when it is not assessed, which is unknown and never zero."""
    asked = {"workspace_id": me.workspace_id, "member_id": me.id, "skill": skill}
    row = await _ONE.first(session, asked)
    return None if row is None else str(row[0])


async def all_mine(session: Session, me: Me) -> dict[str, str]:
    """All my depths: skill id to depth."""
    asked = select(_depths.c.skill, _depths.c.depth).where(
        _depths.c.workspace_id == me.workspace_id, _depths.c.member_id == me.id
    )
    return {str(skill): str(depth) for skill, depth in (await session.execute(asked)).all()}


async def set_mine(session: Session, me: Me, skill: str, depth: str, catalogue: str, now: dt.datetime) -> None:
    """Set my depth of a skill by my own word; `catalogue` is the version it was read against."""
    values = {
        "workspace_id": me.workspace_id, "member_id": me.id, "skill": skill,
        "depth": depth, "evidence": "self", "catalogue": catalogue, "set_at": now,
    }  # fmt: skip
    statement = insert_into(session, SkillDepth).values(values)
    changes = {name: values[name] for name in ("depth", "evidence", "catalogue", "set_at")}
    await session.execute(
        statement.on_conflict_do_update(index_elements=["workspace_id", "member_id", "skill"], set_=changes)
    )
