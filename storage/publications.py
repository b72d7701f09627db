"""What a channel shares, for whoever leads it now: no other function gives it, and none gives it unseen."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import and_, exists, func, select

from storage import leading, looks
from storage.bands import Bands
from storage.channel_tables import ChannelMember, ChannelShare, Contribution
from storage.channel_tables import Publication as PublicationRow
from storage.channels import Channel
from storage.contributions import COUNTED
from storage.database import Session
from storage.members import Me
from storage.sharing import NAMED
from storage.tables import Member, SkillDepth, table

_publications, _shares, _in_channel = table(PublicationRow), table(ChannelShare), table(ChannelMember)
_contributions = table(Contribution)
_members, _depths = table(Member), table(SkillDepth)


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication: its bands, when it was made, and of which version of the catalogue."""

    bands: Bands
    made_at: dt.datetime
    catalogue: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who chose to be shown: by which name, and what they are at Working or above in."""

    name: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What a channel shares now: its publication (None: nothing may be said), the one before, and people by name."""

    publication: Publication | None
    before: Publication | None
    named: Sequence[Named] = field(default=())


async def read(session: Session, me: Me, channel: Channel, what: str, now: dt.datetime) -> Shared | None:
    """What a channel shares, which I looked at now; None when I do not lead it now.

    `what` is how, as in storage.looks.Look. The look is kept in the same transaction.
    """
    until = await leading.mine(session, me, channel)
    if until is None or until <= now:
        return None
    latest, before = await _latest(session, channel)
    if latest is not None or what != looks.DIGEST:  # a digest without sums is not sent
        await looks.note(session, me, channel, what, now)
    return Shared(latest, before if latest is not None else None, await _named(session, channel))


async def _latest(session: Session, channel: Channel) -> tuple[Publication | None, Publication | None]:
    asked = (
        select(_publications.c.content, _publications.c.made_at, _publications.c.catalogue)
        .where(_publications.c.workspace_id == channel.workspace_id, _publications.c.channel_id == channel.id)
        .order_by(_publications.c.id.desc())
        .limit(2)
    )
    found = [
        None if row.content is None else Publication(Bands.from_json(row.content), row.made_at, row.catalogue)
        for row in (await session.execute(asked)).all()
    ]
    latest, before, *_ = [*found, None, None]
    return latest, before


async def _named(session: Session, channel: Channel) -> list[Named]:
    here = and_(_in_channel.c.channel_id == _shares.c.channel_id, _in_channel.c.member_id == _shares.c.member_id)
    theirs = _contributions.c.workspace_id == _members.c.workspace_id, _contributions.c.member_id == _members.c.id
    hidden = exists().where(*theirs, _contributions.c.hidden)
    who = (
        select(_members.c.id, func.coalesce(_shares.c.shown_as, _members.c.external_id).label("name"))
        .join(_shares, _shares.c.member_id == _members.c.id)
        .join(_in_channel, here)
        .where(
            _shares.c.workspace_id == channel.workspace_id, _shares.c.channel_id == channel.id,
            _shares.c.choice == NAMED, _members.c.gone_at.is_(None), ~hidden,
        )
    )  # fmt: skip
    people = {row.id: row.name for row in await session.execute(who)}
    skills = await _skills(session, channel, list(people))
    by_name = sorted(people.items(), key=lambda each: (each[1].casefold(), each[0]))
    return [Named(name, tuple(skills[each])) for each, name in by_name]


async def _skills(session: Session, channel: Channel, people: list[int]) -> Mapping[int, list[str]]:
    theirs = _depths.c.workspace_id == channel.workspace_id, _depths.c.member_id.in_(people)
    asked = (
        select(_depths.c.member_id, _depths.c.skill)
        .where(*theirs, _depths.c.depth.in_(COUNTED))
        .order_by(_depths.c.member_id, _depths.c.skill)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for member, skill in (await session.execute(asked)).all():
        found[member].append(skill)
    return found
