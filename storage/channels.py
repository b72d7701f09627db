"""Channels and which of our members are in them, as the platform says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, Table, delete, select, update

from storage import members
from storage.channel_tables import Channel as ChannelRow
from storage.channel_tables import ChannelMember, ChannelShare
from storage.database import Session
from storage.members import Me
from storage.tables import Member, Workspace, table
from storage.upsert import insert_into

MANY = 1000  # people in one statement
T = TypeVar("T")

_channels, _in_channel, _shares = table(ChannelRow), table(ChannelMember), table(ChannelShare)
_members, _workspaces = table(Member), table(Workspace)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; `id` and `workspace_id` are the database's, the rest the platform's."""

    id: int
    workspace_id: int
    external_id: str
    name: str


async def find(session: Session, platform: str, workspace: str, external_id: str) -> Channel | None:
    """The channel, or None when nobody ever led or shared anything there."""
    asked = (
        select(_channels.c.id, _channels.c.workspace_id, _channels.c.external_id, _channels.c.name)
        .join(_workspaces, _workspaces.c.id == _channels.c.workspace_id)
        .where(
            _workspaces.c.platform == platform, _workspaces.c.external_id == workspace,
            _channels.c.external_id == external_id,
        )
    )  # fmt: skip
    row = (await session.execute(asked)).first()
    return None if row is None else Channel(*row)


async def meet(
    session: Session, platform: str, workspace: str, external_id: str, name: str, now: dt.datetime
) -> Channel:  # fmt: skip
    """The channel, made at first contact, with the name it has now; safe when many ask at once."""
    home = await members.workspace_id(session, platform, workspace, now)
    values = {"workspace_id": home, "external_id": external_id, "name": name[:120]}
    statement = insert_into(session, ChannelRow).values(values)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["workspace_id", "external_id"], set_={"name": values["name"]})
    )
    found = await find(session, platform, workspace, external_id)
    assert found is not None, "the row was inserted in this transaction"
    return found


async def follow(session: Session, channel: Channel, users: Sequence[str], now: dt.datetime) -> None:
    """Take over who is in a channel: all of them, by the platform's ids; whoever never wrote to Rung is not kept.

    Whoever is there no more shares nothing there any more either.
    """
    here = [member for some in _batched(users) for member in await _known(session, channel, some)]
    key = {"workspace_id": channel.workspace_id, "channel_id": channel.id}
    if here:
        rows = [key | {"member_id": each} for each in here]
        await session.execute(insert_into(session, ChannelMember).on_conflict_do_nothing(), rows)
    asked = select(_in_channel.c.member_id).where(*_of(_in_channel, channel))
    gone = set((await session.execute(asked)).scalars()) - set(here)
    for some in _batched(sorted(gone)):
        await _forget(session, channel, some)
    await session.execute(update(_channels).where(_channels.c.id == channel.id).values(followed_at=now))


async def followed_at(session: Session, channel: Channel) -> dt.datetime | None:
    """When the members of a channel were last read whole; None for never."""
    asked = select(_channels.c.followed_at).where(_channels.c.id == channel.id)
    found: dt.datetime | None = (await session.execute(asked)).scalar_one_or_none()
    return found


async def joined(session: Session, channel: Channel, user: str) -> None:
    """Somebody joined a channel."""
    key = {"workspace_id": channel.workspace_id, "channel_id": channel.id}
    rows = [key | {"member_id": each} for each in await _known(session, channel, (user,))]
    if rows:
        await session.execute(insert_into(session, ChannelMember).on_conflict_do_nothing(), rows)


async def left(session: Session, channel: Channel, user: str) -> None:
    """Somebody left a channel, and with it shares nothing there any more."""
    await _forget(session, channel, await _known(session, channel, (user,)))


async def has(session: Session, me: Me, channel: Channel) -> bool:
    """Whether I am in a channel."""
    mine = _in_channel.c.member_id == me.id
    asked = select(_in_channel.c.member_id).where(*_of(_in_channel, channel), mine)
    return (await session.execute(asked)).first() is not None


def _batched(these: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(these), MANY):
        yield these[start : start + MANY]


async def has_user(session: Session, channel: Channel, user: str) -> bool:
    """Whether somebody, by the platform's id, is in a channel and known to us."""
    theirs = _in_channel.c.member_id.in_(await _known(session, channel, (user,)))
    asked = select(_in_channel.c.member_id).where(*_of(_in_channel, channel), theirs)
    return (await session.execute(asked)).first() is not None


async def _known(session: Session, channel: Channel, users: Sequence[str]) -> list[int]:
    asked = select(_members.c.id).where(
        _members.c.workspace_id == channel.workspace_id, _members.c.external_id.in_(users)
    )
    return list((await session.execute(asked)).scalars())


async def _forget(session: Session, channel: Channel, gone: Sequence[int]) -> None:
    for each in (_in_channel, _shares):
        await session.execute(delete(each).where(*_of(each, channel), each.c.member_id.in_(gone)))


def _of(of: Table, channel: Channel) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return of.c.workspace_id == channel.workspace_id, of.c.channel_id == channel.id
