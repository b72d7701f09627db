"""What the people counted in a channel contribute: the skills they are at Working or above in, and their labs."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, exists, func, select

from storage.channel_tables import ChannelLead, ChannelMember, ChannelShare
from storage.channels import Channel
from storage.database import Session
from storage.sharing import SUMS
from storage.tables import Evidence, Member, SkillDepth, table

COUNTED = ("working", "advanced", "expert")  # depths that count as covering a skill
LABS = ("lab", "word")  # kinds of evidence that say that a lab was done
CHUNK = 500  # people read at a time, so that nobody who asks something else waits for thousands
LAB = "lab:"  # before a skill: who did a lab of it

_members, _depths, _evidence = table(Member), table(SkillDepth), table(Evidence)
_shares, _in_channel, _leads = table(ChannelShare), table(ChannelMember), table(ChannelLead)


async def fresh(session: Session, channel: Channel) -> dict[int, str]:
    """What everybody counted in a channel contributes now, by the database's number: joined by commas, in order.

    Counted is whoever said yes to sums, is in the channel, has an account, never was a lead there, and never let
    themselves be shown by name: what is known of one person gives others away.
    """
    found: dict[int, str] = {}
    after = 0
    while True:
        values = {"workspace": channel.workspace_id, "channel": channel.id, "after": after}
        people = list((await session.execute(_COUNTED_HERE, values)).scalars())
        found |= await of(session, channel, people)
        if len(people) < CHUNK:
            return found
        after = people[-1]
        await asyncio.sleep(0)


async def of(session: Session, channel: Channel, people: Sequence[int]) -> dict[int, str]:
    """What some people of a channel's workspace would contribute now, whether they say yes or not."""
    values = {"workspace": channel.workspace_id, "people": people}
    skills: dict[int, str] = {row[0]: row[1] for row in await session.execute(_SKILLS, values)}
    labs: dict[int, str] = {row[0]: row[1] for row in await session.execute(_DONE, values)}
    return {each: _what(skills.get(each), labs.get(each)) for each in people}


def counted(contributed: Iterable[str]) -> Counter[str]:
    """How many of them contribute what."""
    counts: Counter[str] = Counter()
    for each in contributed:
        counts.update(filter(None, each.split(",")))
    return counts


def _what(skills: str | None, labs: str | None) -> str:
    return ",".join([*_split(skills), *(LAB + each for each in _split(labs))])


def _split(joined: str | None) -> list[str]:
    """Skills as the database joined them, in an order that is always the same; of two labs of a skill one counts."""
    return sorted(set(joined.split(","))) if joined else []


def _of_member(table_: Table) -> ColumnElement[bool]:
    return and_(table_.c.workspace_id == _members.c.workspace_id, table_.c.member_id == _members.c.id)


def _joined(of_: Table, which: ColumnElement[bool]) -> Select[Any]:
    """Each person's skills in one text: the database joins them faster than anybody could read them one by one."""
    theirs = of_.c.workspace_id == bindparam("workspace"), of_.c.member_id.in_(bindparam("people", expanding=True))
    joined = select(of_.c.member_id, func.aggregate_strings(of_.c.skill, ","))
    return joined.where(*theirs, which).group_by(of_.c.member_id)


_SKILLS = _joined(_depths, _depths.c.depth.in_(COUNTED))
_DONE = _joined(_evidence, _evidence.c.kind.in_(LABS))
_COUNTED_HERE = (
    select(_members.c.id)
    .join(_shares, _of_member(_shares))
    .join(_in_channel, and_(_of_member(_in_channel), _in_channel.c.channel_id == _shares.c.channel_id))
    .where(
        _shares.c.workspace_id == bindparam("workspace"), _shares.c.channel_id == bindparam("channel"),
        _shares.c.member_id > bindparam("after"), _shares.c.choice == SUMS,
        _members.c.named_at.is_(None), _members.c.gone_at.is_(None),
        ~exists().where(_of_member(_leads), _leads.c.channel_id == _shares.c.channel_id).correlate(_members, _shares),
    )
    .order_by(_members.c.id)
    .limit(CHUNK)
)  # fmt: skip
