"""Who looked at what a channel shares, and when: kept by the look itself, read by everybody in the channel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, select

from storage import channels
from storage.channel_tables import ChannelLook
from storage.channels import Channel
from storage.database import Session
from storage.members import Me
from storage.tables import Member, table
from storage.upsert import insert_into

KEPT = dt.timedelta(days=180)
READ, EXPORT, DIGEST = "read", "export", "digest"

_looks, _members = table(ChannelLook), table(Member)


@dataclass(frozen=True, slots=True)
class Look:
    """One look: the platform's id of who looked, when, and `what`: "read", "export" or "digest"."""

    user: str
    at: dt.datetime
    what: str


async def note(session: Session, me: Me, channel: Channel, what: str, now: dt.datetime) -> None:
    """I looked."""
    values = {
        "workspace_id": me.workspace_id, "channel_id": channel.id, "member_id": me.id, "looked_at": now, "what": what,
    }  # fmt: skip
    await session.execute(insert_into(session, ChannelLook).values(values).on_conflict_do_nothing())


async def in_channel(session: Session, me: Me, channel: Channel, most: int = 20) -> list[Look] | None:
    """The latest looks into a channel I am in, the newest first; None when I am not in it."""
    if not await channels.has(session, me, channel):
        return None
    asked = (
        select(_members.c.external_id, _looks.c.looked_at, _looks.c.what)
        .join(_members, _members.c.id == _looks.c.member_id)
        .where(_looks.c.workspace_id == me.workspace_id, _looks.c.channel_id == channel.id)
        .order_by(_looks.c.looked_at.desc(), _members.c.id)
        .limit(most)
    )
    return [Look(*row) for row in (await session.execute(asked)).all()]


async def forget_old(session: Session, now: dt.datetime) -> int:
    """Delete what is older than KEPT; returns how many rows went."""
    done = await session.execute(delete(_looks).where(_looks.c.looked_at < now - KEPT))
    return int(done.rowcount)
