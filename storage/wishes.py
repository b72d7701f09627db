"""What a person wants of a skill: a goal, more of it, less of it, or not now."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, or_, select

from storage.database import Session
from storage.members import Me
from storage.tables import SkillWish, table
from storage.upsert import insert_into

GOALS = 3  # active at a time

_wishes = table(SkillWish)


async def mine(session: Session, me: Me, now: dt.datetime) -> dict[str, str]:
    """My wishes that hold now: skill to "goal", "more", "less" or "later", oldest first."""
    holds = or_(_wishes.c.until.is_(None), _wishes.c.until > now)
    asked = (
        select(_wishes.c.skill, _wishes.c.wish).where(*_mine(me), holds).order_by(_wishes.c.wished_at, _wishes.c.skill)
    )
    return {str(skill): str(wish) for skill, wish in (await session.execute(asked)).all()}


async def make(
    session: Session, me: Me, skill: str, wish: str | None, until: dt.datetime | None, now: dt.datetime
) -> None:
    """Wish something of a skill until a moment, or for good; None takes the wish back."""
    if wish is None:
        await session.execute(delete(_wishes).where(*_mine(me), _wishes.c.skill == skill))
        return
    values = {"workspace_id": me.workspace_id, "member_id": me.id, "skill": skill}
    wanted = {"wish": wish, "until": until, "wished_at": now}
    statement = insert_into(session, SkillWish).values(**values, **wanted)
    await session.execute(statement.on_conflict_do_update(index_elements=list(values), set_=wanted))


def _mine(me: Me):  # type: ignore[no-untyped-def]  # a tuple of SQLAlchemy's conditions
    return _wishes.c.workspace_id == me.workspace_id, _wishes.c.member_id == me.id
