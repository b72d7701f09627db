"""Who leads which channel, until when: named by an admin, shown to everybody there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select, update

from storage import members
from storage.channel_tables import Channel as ChannelRow
from storage.channel_tables import ChannelLead
from storage.channels import Channel
from storage.database import Session
from storage.members import Me, Who
from storage.tables import Member, table
from storage.upsert import insert_into

TERM = dt.timedelta(days=180)

_channels, _leads, _members = table(ChannelRow), table(ChannelLead), table(Member)


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody who leads a channel, by the platform's id."""

    user: str
    named_at: dt.datetime
    until: dt.datetime


async def name(session: Session, channel: Channel, who: Who, now: dt.datetime) -> dt.datetime:
    """Make somebody lead of a channel from now on, or for longer; returns until when."""
    lead = await members.greet(session, who, now)
    key = {"workspace_id": channel.workspace_id, "channel_id": channel.id, "member_id": lead.id}
    until = now + TERM
    statement = insert_into(session, ChannelLead).values(**key, named_at=now, until=until)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_={"until": until}))
    return until


async def remove(session: Session, channel: Channel, who: Who, now: dt.datetime) -> bool:
    """End somebody's time as lead; False when they are none. The row stays: they are never counted there again."""
    lead = await members.find(session, who)
    if lead is None:
        return False
    theirs = _leads.c.channel_id == channel.id, _leads.c.member_id == lead.id, _leads.c.until > now
    done = await session.execute(update(_leads).where(*theirs).values(until=now))
    return bool(done.rowcount)


async def of_channel(session: Session, channel: Channel, now: dt.datetime) -> list[Lead]:
    """The leads of a channel, who was named first before the others."""
    asked = (
        select(_members.c.external_id, _leads.c.named_at, _leads.c.until)
        .join(_members, _members.c.id == _leads.c.member_id)
        .where(_leads.c.channel_id == channel.id, _leads.c.until > now, _members.c.gone_at.is_(None))
        .order_by(_leads.c.named_at, _members.c.id)
    )
    return [Lead(*row) for row in (await session.execute(asked)).all()]


async def mine(session: Session, me: Me, channel: Channel) -> dt.datetime | None:
    """Until when I lead, or led, a channel; None when I never did."""
    asked = select(_leads.c.until).where(
        _leads.c.workspace_id == me.workspace_id, _leads.c.channel_id == channel.id, _leads.c.member_id == me.id
    )
    found: dt.datetime | None = (await session.execute(asked)).scalar_one_or_none()
    return found


async def led(session: Session, me: Me, now: dt.datetime) -> list[Channel]:
    """The channels I lead, by name."""
    asked = (
        select(_channels.c.id, _channels.c.workspace_id, _channels.c.external_id, _channels.c.name)
        .join(_leads, _leads.c.channel_id == _channels.c.id)
        .where(_leads.c.workspace_id == me.workspace_id, _leads.c.member_id == me.id, _leads.c.until > now)
        .order_by(_channels.c.name, _channels.c.id)
    )
    return [Channel(*row) for row in (await session.execute(asked)).all()]
