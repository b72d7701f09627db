"""Weekly digests of channels: which a lead wants, and the ledger of those that came or did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from storage.channel_tables import Channel as ChannelRow
from storage.channel_tables import ChannelDelivery, ChannelDigest
from storage.channels import Channel
from storage.database import Session
from storage.members import Me
from storage.tables import Member, Workspace, table
from storage.upsert import insert_into

ME, CHANNEL = "me", "channel"
KEPT = dt.timedelta(weeks=60)

_digests, _deliveries = table(ChannelDigest), table(ChannelDelivery)
_channels, _members, _workspaces = table(ChannelRow), table(Member), table(Workspace)


@dataclass(frozen=True, slots=True)
class Digest:
    """When a digest comes and where to: `place` is "me" or "channel", `weekday` 0 is Monday, in an IANA zone."""

    place: str
    zone: str
    weekday: int
    minute: int
    next_due: dt.datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A digest whose moment has come, by the database's keys."""

    workspace_id: int
    channel_id: int
    member_id: int
    digest: Digest


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is ours until its lease ends: for which lead, of which channel, on which platform.

    `unsure` says that somebody may have sent it already, before an answer got lost.
    """

    me: Me
    channel: Channel
    week: str
    place: str
    tried_at: dt.datetime | None
    platform: str
    workspace: str
    user: str
    unsure: bool

    @property
    def key(self) -> str:
        """What the message carries, so that it can be found again."""
        return f"{self.channel.workspace_id}-c{self.channel.id}-{self.me.id}-{self.week}"


async def mine(session: Session, me: Me, channel: Channel) -> Digest | None:
    """The digest of a channel that I want."""
    row = (await session.execute(select(_digests).where(*_mine(me, channel)))).first()
    return None if row is None else Digest(row.place, row.zone, row.weekday, row.minute, row.next_due)


async def want(session: Session, me: Me, channel: Channel, digest: Digest) -> None:
    """From now on I want this digest."""
    key = {"workspace_id": me.workspace_id, "channel_id": channel.id, "member_id": me.id}
    values = {
        "place": digest.place, "zone": digest.zone, "weekday": digest.weekday, "minute": digest.minute,
        "next_due": digest.next_due,
    }  # fmt: skip
    statement = insert_into(session, ChannelDigest).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


async def drop(session: Session, me: Me, channel: Channel) -> None:
    """I want none of a channel any more; what was planned stays silent."""
    await session.execute(delete(_digests).where(*_mine(me, channel)))
    planned = (
        _deliveries.c.workspace_id == me.workspace_id, _deliveries.c.channel_id == channel.id,
        _deliveries.c.member_id == me.id, _deliveries.c.state == "planned",
    )  # fmt: skip
    await session.execute(update(_deliveries).where(*planned).values(state="silent", reason="off"))


async def due(session: Session, now: dt.datetime, most: int = 500) -> list[Due]:
    """Digests whose moment has come, the earliest first."""
    asked = select(_digests).where(_digests.c.next_due <= now).order_by(_digests.c.next_due).limit(most)
    return [
        Due(
            row.workspace_id, row.channel_id, row.member_id,
            Digest(row.place, row.zone, row.weekday, row.minute, row.next_due),
        )
        for row in await session.execute(asked)
    ]  # fmt: skip


async def plan(session: Session, each: Due, week: str, until: dt.datetime, next_due: dt.datetime) -> bool:
    """Move a digest on and write its delivery down, in one transaction; False when somebody else did."""
    key = {"workspace_id": each.workspace_id, "channel_id": each.channel_id, "member_id": each.member_id}
    as_read = [_digests.c[name] == value for name, value in key.items()]
    moved = update(_digests).where(*as_read, _digests.c.next_due == each.digest.next_due).values(next_due=next_due)
    if not (await session.execute(moved)).rowcount:
        return False
    values = {
        "week": week, "place": each.digest.place, "state": "planned", "due_at": each.digest.next_due,
        "not_before": each.digest.next_due, "until": until, "attempts": 0,
    }  # fmt: skip
    await session.execute(insert_into(session, ChannelDelivery).values(**key, **values).on_conflict_do_nothing())
    return True


async def is_waiting(session: Session, now: dt.datetime, real: dt.datetime) -> bool:
    """Whether there is anything to claim; a look that keeps nobody who writes waiting."""
    return (await session.execute(select(_deliveries.c.week).where(_claimable(now, real)).limit(1))).first() is not None


async def claim(
    session: Session, owner: str, now: dt.datetime, real: dt.datetime, lease: dt.timedelta, most: int = 20
) -> list[Claimed]:
    """Take deliveries to send now, and those whose lease ended without an outcome; nobody else gets them meanwhile."""
    await session.execute(update(_deliveries).where(*_over(now)).values(state="silent", reason="late"))
    asked = (
        select(
            _deliveries, _members.c.locale, _members.c.time_zone, _members.c.language, _members.c.role,
            _members.c.own_zone, _members.c.external_id.label("user"), _channels.c.external_id.label("channel"),
            _channels.c.name, _workspaces.c.platform, _workspaces.c.external_id.label("workspace"),
        )
        .join(_members, _members.c.id == _deliveries.c.member_id)
        .join(_channels, _channels.c.id == _deliveries.c.channel_id)
        .join(_workspaces, _workspaces.c.id == _deliveries.c.workspace_id)
        .where(_claimable(now, real), _members.c.gone_at.is_(None), _workspaces.c.gone_at.is_(None))
        .order_by(_deliveries.c.due_at, _deliveries.c.channel_id, _deliveries.c.member_id)
        .limit(most)
        .with_for_update(skip_locked=True, of=_deliveries)
    )  # fmt: skip
    rows = (await session.execute(asked)).all()
    for row in rows:
        taken = {"state": "sending", "owner": owner, "lease_until": real + lease, "tried_at": row.tried_at or real}
        await session.execute(update(_deliveries).where(*_key(row)).values(taken | {"attempts": row.attempts + 1}))
    return [_claimed(row) for row in rows]


async def settle(session: Session, owner: str, row: Claimed, **outcome: Any) -> None:
    """Keep what came of a delivery (columns of storage.channel_tables.ChannelDelivery), as long as it is ours."""
    ours = (
        _deliveries.c.workspace_id == row.channel.workspace_id, _deliveries.c.channel_id == row.channel.id,
        _deliveries.c.member_id == row.me.id, _deliveries.c.week == row.week, _deliveries.c.owner == owner,
        _deliveries.c.state == "sending",
    )  # fmt: skip
    await session.execute(update(_deliveries).where(*ours).values(outcome))


async def forget_old(session: Session, now: dt.datetime) -> int:
    """Delete deliveries older than KEPT; returns how many rows went."""
    done = await session.execute(delete(_deliveries).where(_deliveries.c.due_at < now - KEPT))
    return int(done.rowcount)


def _claimed(row: Any) -> Claimed:
    me = Me(row.member_id, row.workspace_id, row.locale, row.time_zone, row.language, row.role, None, row.own_zone)
    channel = Channel(row.channel_id, row.workspace_id, row.channel, row.name)
    return Claimed(
        me, channel, row.week, row.place, row.tried_at, row.platform, row.workspace, row.user,
        row.state == "sending",
    )  # fmt: skip


def _claimable(now: dt.datetime, real: dt.datetime) -> ColumnElement[bool]:
    """What is planned for now, and what was being sent when its lease ended."""
    waiting = and_(_deliveries.c.state == "planned", _deliveries.c.not_before <= now)
    return or_(waiting, and_(_deliveries.c.state == "sending", _deliveries.c.lease_until <= real))


def _over(now: dt.datetime) -> Sequence[Any]:
    return _deliveries.c.state == "planned", _deliveries.c.until <= now


def _key(row: Any) -> Sequence[Any]:
    return [_deliveries.c[name] == getattr(row, name) for name in ("workspace_id", "channel_id", "member_id", "week")]


def _mine(me: Me, channel: Channel) -> Sequence[Any]:
    return (
        _digests.c.workspace_id == me.workspace_id, _digests.c.channel_id == channel.id, _digests.c.member_id == me.id,
    )  # fmt: skip
