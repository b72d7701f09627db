"""Whether people can be written to: away, quiet for a while, or gone; after 30 days everything of theirs goes too."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, null, select, update

from storage import members
from storage.database import Session
from storage.members import Me, Who
from storage.tables import Delivery, Member, UtcTime, Workspace, table

KEPT = dt.timedelta(days=30)  # an account that was closed by mistake comes back with everything in it

_deliveries, _members, _workspaces = table(Delivery), table(Member), table(Workspace)


async def follow(session: Session, who: Who, away_until: dt.datetime | None, gone: bool, now: dt.datetime) -> None:
    """Take over until when somebody is away, and whether their account is closed; does nothing for strangers.

    What was planned for somebody gone stays silent. Whoever comes back in time finds everything as it was.
    """
    me = await members.find(session, who)
    if me is None:
        return
    since = func.coalesce(_members.c.gone_at, _moment(now)) if gone else null()
    await session.execute(update(_members).where(*_me(me)).values(away_until=away_until, gone_at=since))
    if gone:
        mine = _deliveries.c.workspace_id == me.workspace_id, _deliveries.c.member_id == me.id
        await _silence(session, "gone", *mine)


async def follow_quiet(session: Session, who: Who, begins: dt.datetime | None, ends: dt.datetime | None) -> None:
    """Take over when somebody does not want to be disturbed, or None for never; does nothing for strangers."""
    me = await members.find(session, who)
    if me is not None:
        await session.execute(update(_members).where(*_me(me)).values(quiet_from=begins, quiet_until=ends))


async def app_removed(session: Session, platform: str, workspace: str, now: dt.datetime) -> None:
    """Remember since when a workspace does without the app; what was planned there stays silent."""
    here = _here(platform, workspace)
    since = func.coalesce(_workspaces.c.gone_at, _moment(now))
    await session.execute(update(_workspaces).where(*here).values(gone_at=since))
    await _silence(session, "removed", _deliveries.c.workspace_id.in_(select(_workspaces.c.id).where(*here)))


async def app_is_back(session: Session, platform: str, workspace: str) -> None:
    """Somebody installed the app again, or never removed it."""
    away = _workspaces.c.gone_at.is_not(None)
    await session.execute(update(_workspaces).where(*_here(platform, workspace), away).values(gone_at=None))


async def forget_gone(session: Session, now: dt.datetime) -> int:
    """Delete people and workspaces gone for more than KEPT, with everything of theirs; returns how many of both.

    The people of a workspace that goes are not counted one by one.
    """
    gone = [await session.execute(delete(each).where(each.c.gone_at < now - KEPT)) for each in (_members, _workspaces)]
    return sum(int(done.rowcount) for done in gone)


async def _silence(session: Session, reason: str, *whose: ColumnElement[bool]) -> None:
    planned = update(_deliveries).where(*whose, _deliveries.c.state == "planned")
    await session.execute(planned.values(state="silent", reason=reason))


def _me(me: Me) -> tuple[ColumnElement[bool], ...]:
    return _members.c.workspace_id == me.workspace_id, _members.c.id == me.id


def _here(platform: str, workspace: str) -> tuple[ColumnElement[bool], ...]:
    return _workspaces.c.platform == platform, _workspaces.c.external_id == workspace


def _moment(at: dt.datetime) -> Any:
    return bindparam(None, at, type_=UtcTime())
