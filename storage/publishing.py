"""Makes a channel's publication of a week: whom it counts, what it says of them, and what is kept to compare with."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    TableValuedAlias,
    Text,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import JSON

from storage.bands import Bands
from storage.channel_tables import Contribution, PublishedCrowd
from storage.channel_tables import Crowd as CrowdRow
from storage.channel_tables import Publication as PublicationRow
from storage.channels import Channel
from storage.contributions import counted, fresh, of
from storage.crowds import APART, Crowd, Draw, Part, by_lot, parts_of
from storage.database import Session
from storage.tables import UtcTime, Workspace, table
from storage.upsert import insert_into

MANY = 500  # people in one statement
REMEMBERED = dt.timedelta(weeks=13)  # how long what somebody was counted with is taken to be still so

_COLUMNS = ("workspace_id", "member_id", "crowd_id", "what", "hidden", "counted_at")

_workspaces, _publications, _crowds = table(Workspace), table(PublicationRow), table(CrowdRow)
_published, _contributions = table(PublishedCrowd), table(Contribution)


async def publish(
    session: Session, channel: Channel, catalogue: str, now: dt.datetime, draw: Draw = by_lot
) -> None:  # fmt: skip
    """Make this week's publication, once a week, if one can be made; `catalogue` is the version people are read by.

    Where nothing could be told that the one before does not tell, that one goes on. Where too few are left, there is
    none until there are enough again.
    """
    # One at a time in a workspace, because a crowd may stand in several channels and be cut by any of them.
    await session.execute(select(_workspaces.c.id).where(_workspaces.c.id == channel.workspace_id).with_for_update())
    week = week_of(now)
    last = await _last(session, channel)
    if last is not None and last.looked_week >= week:
        return
    people = await fresh(session, channel)
    await _forget(session, channel, people, now)
    current = set(await _crowds_in(session, channel, last.id)) if last is not None else set()
    crowds = await _with_anybody(session, channel, current, people)
    parts = parts_of(crowds, current, people, draw)
    if last is not None and _nothing_new(parts, current) and not await _counted_anew(session, current, last.made_at):
        same = _publications.c.id == last.id
        await session.execute(update(_publications).where(same).values(looked_week=week))
    elif last is not None or parts:  # without either, it is tried again as soon as somebody asks
        await _keep(session, channel, parts, crowds, people, catalogue, now)


def week_of(now: dt.datetime) -> str:
    """The ISO week of a moment, in UTC: "2026-W47"."""
    year, week, _ = now.isocalendar()
    return f"{year}-W{week:02d}"


def _nothing_new(parts: Collection[Part], current: Collection[int]) -> bool:
    return {part.crowd for part in parts} == set(current) and all(part.whole and not part.anew for part in parts)


async def _counted_anew(session: Session, crowds: Collection[int], since: dt.datetime) -> bool:
    """Whether another channel that shares one of these crowds had it counted anew."""
    asked = select(_crowds.c.id).where(_crowds.c.id.in_(crowds), _crowds.c.anew_at > since)
    return (await session.execute(asked.limit(1))).first() is not None


async def _keep(
    session: Session, channel: Channel, parts: Collection[Part], crowds: Mapping[int, Crowd],
    people: Mapping[int, str], catalogue: str, now: dt.datetime,
) -> None:  # fmt: skip
    numbers, said = [], list[str]()
    for part in parts:
        before = crowds[part.crowd].members if part.crowd is not None else {}
        whats = {each: people[each] if part.anew else before[each] for each in part.people}
        number = await _crowd(session, channel, part, now)
        if not part.whole or part.anew:
            await _remember(session, channel, number, whats, now)
        numbers.append(number)
        said += whats.values()
    coarse = any(len(part.people) < APART for part in parts)
    bands = Bands.of(counted(said), len(said), coarse) if parts else None
    row = {
        "workspace_id": channel.workspace_id, "channel_id": channel.id,
        "week": week_of(now), "looked_week": week_of(now),
        "content": bands.as_json() if bands is not None else None, "catalogue": catalogue, "made_at": now,
    }  # fmt: skip
    made = await session.execute(insert(_publications).values(row).returning(_publications.c.id))
    in_it = {"workspace_id": channel.workspace_id, "publication_id": int(made.scalar_one())}
    if numbers:
        await session.execute(insert(_published), [in_it | {"crowd_id": number} for number in numbers])
        counted_now = _contributions.c.workspace_id == channel.workspace_id, _contributions.c.crowd_id.in_(numbers)
        await session.execute(update(_contributions).where(*counted_now).values(counted_at=now))


async def _crowd(session: Session, channel: Channel, part: Part, now: dt.datetime) -> int:
    """The number of a part's crowd; made, or cut off another, where need be."""
    if part.crowd is not None and part.whole:
        if part.anew:
            await session.execute(update(_crowds).where(_crowds.c.id == part.crowd).values(anew_at=now))
        return part.crowd
    values = {"workspace_id": channel.workspace_id, "size": len(part.people), "shown": 0, "anew_at": now}
    number = int((await session.execute(insert(_crowds).values(values).returning(_crowds.c.id))).scalar_one())
    if part.crowd is not None:
        # What is cut off was in all publications that the whole was in.
        rest = _crowds.c.size - len(part.people)
        await session.execute(update(_crowds).where(_crowds.c.id == part.crowd).values(size=rest))
        where_whole = select(_published.c.workspace_id, _published.c.publication_id, literal(number)).where(
            _published.c.workspace_id == channel.workspace_id, _published.c.crowd_id == part.crowd
        )
        columns = ["workspace_id", "publication_id", "crowd_id"]
        await session.execute(insert(_published).from_select(columns, where_whole))
        await session.execute(delete(_crowds).where(_crowds.c.id == part.crowd, _crowds.c.size == 0))
    return number


async def _remember(
    session: Session, channel: Channel, crowd: int, whats: Mapping[int, str], now: dt.datetime
) -> None:  # fmt: skip
    """Keep what everybody was counted with; handed over as JSON, because thousands of parameters cost more."""
    home, there, at = literal(channel.workspace_id), literal(crowd), literal(now, UtcTime())
    for some in _batched(whats):
        handed = _pairs(session, {number: whats[number] for number in some})
        # Without a WHERE, SQLite would read ON CONFLICT as the ON of a join.
        rows = select(home, cast(handed.c.key, Integer), there, handed.c.value, literal(value=False), at).where(true())
        statement = insert_into(session, Contribution).from_select(_COLUMNS, rows)
        same = {name: statement.excluded[name] for name in _COLUMNS[2:]}
        await session.execute(statement.on_conflict_do_update(index_elements=_COLUMNS[:2], set_=same))


def _pairs(session: Session, pairs: Mapping[int, str]) -> TableValuedAlias:
    """A table of `key` and `value`, both texts."""
    said = literal(json.dumps(pairs), Text())
    each = func.json_each(said) if session.dialect.name == "sqlite" else func.json_each_text(cast(said, JSON))
    return each.table_valued("key", "value")


async def _forget(session: Session, channel: Channel, people: Mapping[int, str], now: dt.datetime) -> None:
    """Let those begin anew who stand in no publication of now, were counted long ago, and changed since.

    Among them are those whose name was kept back until then.
    """
    here = _publications.c.workspace_id == channel.workspace_id
    newest = select(func.max(_publications.c.id)).where(here).group_by(_publications.c.channel_id)
    shown = select(_published.c.crowd_id).where(_published.c.publication_id.in_(newest))
    asked = select(_contributions.c.member_id, _contributions.c.what, _contributions.c.hidden).where(
        _contributions.c.workspace_id == channel.workspace_id,
        _contributions.c.counted_at <= now - REMEMBERED,
        _contributions.c.crowd_id.not_in(shown),
    )
    rows = (await session.execute(asked)).all()
    now_of = dict(people) | await of(session, channel, [row.member_id for row in rows if row.hidden])
    old = [row.member_id for row in rows if now_of.get(row.member_id, row.what) != row.what]
    for some in _batched(old):
        theirs = _contributions.c.workspace_id == channel.workspace_id, _contributions.c.member_id.in_(some)
        await session.execute(delete(_contributions).where(*theirs))


async def _last(session: Session, channel: Channel) -> Row[Any] | None:
    asked = select(_publications.c.id, _publications.c.looked_week, _publications.c.made_at).where(
        _publications.c.workspace_id == channel.workspace_id, _publications.c.channel_id == channel.id
    )
    return (await session.execute(asked.order_by(_publications.c.id.desc()).limit(1))).first()


async def _crowds_in(session: Session, channel: Channel, publication: int) -> list[int]:
    asked = select(_published.c.crowd_id).where(
        _published.c.workspace_id == channel.workspace_id, _published.c.publication_id == publication
    )
    return list((await session.execute(asked)).scalars())


async def _with_anybody(
    session: Session, channel: Channel, current: Collection[int], people: Iterable[int]
) -> dict[int, Crowd]:
    """The whole crowds of the current publication, and those in which anybody of these stands."""
    numbers = set(current)
    for some in _batched(people):
        asked = select(_contributions.c.crowd_id).where(
            _contributions.c.workspace_id == channel.workspace_id, _contributions.c.member_id.in_(some)
        )
        numbers.update((await session.execute(asked.distinct())).scalars())
    members: defaultdict[int, dict[int, str]] = defaultdict(dict)
    rows = await session.execute(
        select(_contributions.c.crowd_id, _contributions.c.member_id, _contributions.c.what).where(
            _contributions.c.workspace_id == channel.workspace_id, _contributions.c.crowd_id.in_(numbers)
        )
    )
    for number, member, what in rows:
        members[number][member] = what
    asked = select(_crowds.c.id, _crowds.c.size, _crowds.c.shown).where(_crowds.c.id.in_(numbers))
    return {number: Crowd(members[number], size, shown) for number, size, shown in await session.execute(asked)}


def _batched(these: Iterable[int]) -> Iterator[list[int]]:
    listed = sorted(these)
    for start in range(0, len(listed), MANY):
        yield listed[start : start + MANY]
