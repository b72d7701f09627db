"""The roles a person keeps, each with its level, and which of them is current."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import delete, select, update

from storage import history
from storage.database import Session
from storage.history import ROLE, Change, Origin
from storage.members import Me
from storage.tables import Member, MemberRole, table
from storage.upsert import insert_into

_roles, _members = table(MemberRole), table(Member)


async def kept(session: Session, me: Me) -> dict[str, str | None]:
    """The roles I keep and my level in each, in the order I took them up."""
    asked = select(_roles.c.role, _roles.c.level).where(*_mine(me)).order_by(_roles.c.set_at, _roles.c.role)
    return {str(role): level for role, level in (await session.execute(asked)).all()}


async def choose(
    session: Session, me: Me, role: str, level: str | None, catalogue: str, now: dt.datetime
) -> int | None:
    """Keep a role with this level and make it the current one; returns the batch, None for no change."""
    await history.hold(session, me)
    before = await _subjects(session, me)
    return await _change(session, me, before, {_key(role): level or "", ROLE: role}, catalogue, now)


async def drop(session: Session, me: Me, role: str, catalogue: str, now: dt.datetime) -> int | None:
    """Keep a role no longer; the one taken up first of those left becomes current. None when it was not kept."""
    await history.hold(session, me)
    before = await _subjects(session, me)
    wanted: dict[str, str | None] = {_key(role): None}
    if before.get(ROLE) == role:
        wanted[ROLE] = next((each for each in await kept(session, me) if each != role), None)
    return await _change(session, me, before, wanted, catalogue, now)


async def write(session: Session, me: Me, wanted: Mapping[str, str | None], origins: Mapping[str, Origin]) -> None:
    """Make these subjects (`role`, `role:<id>`) true, new roles of their origin, without a note in the history."""
    for subject, value in wanted.items():
        if subject == ROLE:
            mine = update(_members).where(_members.c.workspace_id == me.workspace_id, _members.c.id == me.id)
            await session.execute(mine.values(role=value))
        elif value is None:
            await session.execute(delete(_roles).where(*_mine(me), _roles.c.role == _role_of(subject)))
        else:
            values = {
                "workspace_id": me.workspace_id, "member_id": me.id, "role": _role_of(subject),
                "level": value or None, "set_at": origins[subject].at,
            }  # fmt: skip
            keys = ["workspace_id", "member_id", "role"]
            keep = insert_into(session, MemberRole).values(values)
            await session.execute(keep.on_conflict_do_update(index_elements=keys, set_={"level": value or None}))


async def _change(
    session: Session,
    me: Me,
    before: Mapping[str, str | None],
    wanted: Mapping[str, str | None],
    catalogue: str,
    now: dt.datetime,
) -> int | None:
    changes = [Change(key, before.get(key), value) for key, value in wanted.items() if before.get(key) != value]
    origin = Origin(now, catalogue)
    await write(session, me, {each.subject: each.after for each in changes}, dict.fromkeys(wanted, origin))
    return await history.note(session, me, changes, "role", catalogue, now)


async def _subjects(session: Session, me: Me) -> dict[str, str | None]:
    """What is kept, as subjects of the history: read afresh, because `me` may be older than the lock."""
    current = select(_members.c.role).where(_members.c.workspace_id == me.workspace_id, _members.c.id == me.id)
    levels = {_key(role): level or "" for role, level in (await kept(session, me)).items()}
    return {**levels, ROLE: (await session.execute(current)).scalar_one_or_none()}


def _key(role: str) -> str:
    return f"{ROLE}:{role}"


def _role_of(subject: str) -> str:
    return subject.removeprefix(f"{ROLE}:")


def _mine(me: Me):  # type: ignore[no-untyped-def]  # a tuple of SQLAlchemy's conditions
    return _roles.c.workspace_id == me.workspace_id, _roles.c.member_id == me.id
