"""People in a workspace: found by the platform's ids, remembered with what they chose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from storage.database import Session
from storage.prepared import Prepared
from storage.tables import Member, Workspace, table
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks, as the platform names them."""

    platform: str
    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Me:
    """The person a request acts for. Functions that touch personal rows take this and nothing else.

    `id` and `workspace_id` are the database's. `locale` and `time_zone` are the platform's; `language`, `role` and
    `level` are the person's own choice, None until they make it.
    """

    id: int
    workspace_id: int
    locale: str | None
    time_zone: str | None
    language: str | None
    role: str | None
    level: str | None

    @property
    def known(self) -> bool:
        """Whether the database has a row of them; a stranger's `id` is 0."""
        return self.id != 0


STRANGER = Me(0, 0, None, None, None, None, None)

_workspaces, _members = table(Workspace), table(Member)
_FIND = Prepared(
    select(
        _members.c.id, _members.c.workspace_id, _members.c.locale, _members.c.time_zone,
        _members.c.language, _members.c.role, _members.c.level,
    )
    .join(_workspaces, _workspaces.c.id == _members.c.workspace_id)
    .where(
        _workspaces.c.platform == bindparam("platform"),
        _workspaces.c.external_id == bindparam("workspace"),
        _members.c.external_id == bindparam("user"),
    )
)  # fmt: skip


async def find(session: Session, who: Who) -> Me | None:
    """The member, or None before the first contact."""
    row = await _FIND.first(session, {"platform": who.platform, "workspace": who.workspace, "user": who.user})
    return Me(*row) if row is not None else None


async def workspace_id(session: Session, platform: str, workspace: str, now: dt.datetime) -> int:
    """The workspace's id in the database, made at first contact; safe when many ask at once."""
    asked = select(_workspaces.c.id).where(_workspaces.c.platform == platform, _workspaces.c.external_id == workspace)
    known = (await session.execute(asked)).scalar_one_or_none()
    if known is None:
        values = {"platform": platform, "external_id": workspace, "created_at": now}
        await session.execute(insert_into(session, Workspace).values(values).on_conflict_do_nothing())
        known = (await session.execute(asked)).scalar_one()
    return int(known)


async def greet(
    session: Session, who: Who, now: dt.datetime, locale: str | None = None, time_zone: str | None = None
) -> Me:
    """The member, made at first contact with the platform's locale and zone; safe when many ask at once."""
    home = await workspace_id(session, who.platform, who.workspace, now)
    values = {
        "workspace_id": home, "external_id": who.user, "created_at": now,
        "locale": locale, "time_zone": time_zone,
    }  # fmt: skip
    await session.execute(insert_into(session, Member).values(values).on_conflict_do_nothing())
    me = await find(session, who)
    assert me is not None, "the row was inserted in this transaction"
    return me


async def follow_profile(session: Session, who: Who, locale: str | None, time_zone: str | None) -> None:
    """Take over the platform's locale and zone of somebody known; does nothing for strangers."""
    me = await find(session, who)
    if me is not None:
        changes = {"locale": locale or me.locale, "time_zone": time_zone or me.time_zone}
        await session.execute(_mine(me).values(changes))


async def choose_role(session: Session, me: Me, role: str, level: str | None) -> None:
    """Remember the role and level the person chose."""
    await session.execute(_mine(me).values(role=role, level=level))


async def choose_language(session: Session, me: Me, language: str | None) -> None:
    """Remember the language the person chose, or None to follow the platform again."""
    await session.execute(_mine(me).values(language=language))


def _mine(me: Me):  # type: ignore[no-untyped-def]  # SQLAlchemy's Update is generic in ways nobody here needs
    return update(_members).where(_members.c.workspace_id == me.workspace_id, _members.c.id == me.id)
