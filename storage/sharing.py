"""What a person shares in which channel: nothing, their part of the sums, or their name; theirs alone to say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, exists, select, update

from storage.channel_tables import Channel as ChannelRow
from storage.channel_tables import ChannelLead, ChannelMember, ChannelShare, Contribution, Crowd
from storage.channels import Channel
from storage.crowds import may_be_shown
from storage.database import Session
from storage.members import Me
from storage.tables import Member, table
from storage.upsert import insert_into

NO, SUMS, NAMED, ASKED = "no", "sums", "named", "asked"
CHOICES = (NO, SUMS, NAMED)

_channels, _leads, _in_channel, _shares = (
    table(ChannelRow), table(ChannelLead), table(ChannelMember), table(ChannelShare),
)  # fmt: skip
_members, _contributions, _crowds = table(Member), table(Contribution), table(Crowd)


@dataclass(frozen=True, slots=True)
class Shared:
    """What I said of one channel."""

    channel: Channel
    choice: str
    at: dt.datetime


async def mine(session: Session, me: Me) -> list[Shared]:
    """What I said of every channel, by the channel's name."""
    asked = (
        select(
            _channels.c.id, _channels.c.workspace_id, _channels.c.external_id, _channels.c.name,
            _shares.c.choice, _shares.c.chosen_at,
        )
        .join(_channels, _channels.c.id == _shares.c.channel_id)
        .where(_shares.c.workspace_id == me.workspace_id, _shares.c.member_id == me.id)
        .order_by(_channels.c.name, _channels.c.id)
    )  # fmt: skip
    rows = (await session.execute(asked)).all()
    return [Shared(Channel(*row[:4]), row[4], row[5]) for row in rows]


async def choose(
    session: Session, me: Me, channel: Channel, choice: str, now: dt.datetime, shown_as: str | None = None
) -> None:
    """Say what I share in a channel from now on, `shown_as` a name when by name; whoever calls knows I am in it."""
    key = {"workspace_id": me.workspace_id, "channel_id": channel.id, "member_id": me.id}
    values = {"choice": choice, "chosen_at": now, "shown_as": shown_as[:80] if shown_as else None}
    statement = insert_into(session, ChannelShare).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
    await session.execute(insert_into(session, ChannelMember).values(key).on_conflict_do_nothing())
    if choice == NAMED:
        never = _members.c.id == me.id, _members.c.workspace_id == me.workspace_id, _members.c.named_at.is_(None)
        if (await session.execute(update(_members).where(*never).values(named_at=now))).rowcount:
            await _step_out(session, me)


async def invite(session: Session, me: Me, now: dt.datetime) -> Channel | None:
    """A channel of mine with a lead of which I was never asked what I share; from now on I was asked."""
    led = exists().where(_leads.c.channel_id == _in_channel.c.channel_id, _leads.c.until > now)
    i_lead = exists().where(_leads.c.channel_id == _in_channel.c.channel_id, _leads.c.member_id == me.id)
    asked = (
        select(_channels.c.id, _channels.c.workspace_id, _channels.c.external_id, _channels.c.name)
        .join(_in_channel, _in_channel.c.channel_id == _channels.c.id)
        .outerjoin(_shares, and_(_shares.c.channel_id == _channels.c.id, _shares.c.member_id == me.id))
        .where(
            _in_channel.c.workspace_id == me.workspace_id, _in_channel.c.member_id == me.id,
            _shares.c.choice.is_(None), led, ~i_lead,
        )
        .order_by(_channels.c.id)
    )  # fmt: skip
    row = (await session.execute(asked)).first()
    if row is None:
        return None
    channel = Channel(*row)
    values = {
        "workspace_id": me.workspace_id, "channel_id": channel.id, "member_id": me.id,
        "choice": ASKED, "chosen_at": now,
    }  # fmt: skip
    await session.execute(insert_into(session, ChannelShare).values(values).on_conflict_do_nothing())
    return channel


async def _step_out(session: Session, me: Me) -> None:
    """Be known in the crowd I was counted in, if that gives nobody else of it away; else my name is kept back."""
    mine = _contributions.c.workspace_id == me.workspace_id, _contributions.c.member_id == me.id
    asked = select(_crowds.c.id, _crowds.c.size, _crowds.c.shown).join(
        _contributions, _contributions.c.crowd_id == _crowds.c.id
    )
    crowd = (await session.execute(asked.where(*mine).with_for_update(of=_crowds))).first()
    if crowd is None:
        return
    if may_be_shown(crowd.size, crowd.shown):
        await session.execute(update(_crowds).where(_crowds.c.id == crowd.id).values(shown=crowd.shown + 1))
    else:
        await session.execute(update(_contributions).where(*mine).values(hidden=True))
