"""People in a workspace: found by the platform's ids, remembered with what they chose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from storage.database import Session
from storage.prepared import Prepared
from storage.tables import Member, MemberRole, Workspace, table
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

    `id` and `workspace_id` are the database's. `locale` and `time_zone` are the platform's; `language`, `own_zone`,
    `role` and `level` are the person's own choice, None until they make it.
    """

    id: int
    workspace_id: int
    locale: str | None = None
    time_zone: str | None = None
    language: str | None = None
    role: str | None = None
    level: str | None = None
    own_zone: str | None = None

    @property
    def zone(self) -> str:
        """The IANA time zone their days are counted in."""
        return self.own_zone or self.time_zone or "UTC"

    @property
    def known(self) -> bool:
        """Whether the database has a row of them; a stranger's `id` is 0."""
        return self.id != 0


STRANGER = Me(0, 0)

_workspaces, _members, _roles = table(Workspace), table(Member), table(MemberRole)
_FIND = Prepared(
    select(
        _members.c.id, _members.c.workspace_id, _members.c.locale, _members.c.time_zone,
        _members.c.language, _members.c.role, _roles.c.level, _members.c.own_zone,
    )
    .join(_workspaces, _workspaces.c.id == _members.c.workspace_id)
    .outerjoin(
        _roles,
        (_roles.c.workspace_id == _members.c.workspace_id)
        & (_roles.c.member_id == _members.c.id)
        & (_roles.c.role == _members.c.role),
    )
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


async def choose_language(session: Session, me: Me, language: str | None) -> None:
    """Remember the language the person chose, or None to follow the platform again."""
    await session.execute(_mine(me).values(language=language))


async def choose_zone(session: Session, me: Me, zone: str | None) -> None:
    """Remember the IANA time zone the person chose, or None to follow the platform again."""
    await session.execute(_mine(me).values(own_zone=zone))


async def opened_home(session: Session, me: Me, now: dt.datetime) -> None:
    """Remember that the person has a Home, which from now on is drawn anew when what it shows changes."""
    await session.execute(_mine(me).where(_members.c.home_at.is_(None)).values(home_at=now))


async def has_home(session: Session, me: Me) -> bool:
    """Whether the person ever opened their Home."""
    asked = select(_members.c.home_at).where(_members.c.workspace_id == me.workspace_id, _members.c.id == me.id)
    return (await session.execute(asked)).scalar_one_or_none() is not None


async def last_asked(session: Session, me: Me) -> dt.datetime | None:
    """When the person was last asked whether an old depth is still right."""
    asked = select(_members.c.asked_at).where(_members.c.workspace_id == me.workspace_id, _members.c.id == me.id)
    found: dt.datetime | None = (await session.execute(asked)).scalar_one_or_none()
    return found


async def note_asked(session: Session, me: Me, now: dt.datetime) -> None:
    """Remember that the person was asked about an old depth now."""
    await session.execute(_mine(me).values(asked_at=now))


def _mine(me: Me):  # type: ignore[no-untyped-def]  # SQLAlchemy's Update is generic in ways nobody here needs
    return update(_members).where(_members.c.workspace_id == me.workspace_id, _members.c.id == me.id)
