"""Which pictures a person is shown, in their Home and of channels, so that none is drawn twice or left behind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from storage.channel_tables import ChannelPicture
from storage.channels import Channel
from storage.database import Session
from storage.members import Me
from storage.tables import Picture as PictureRow
from storage.tables import table
from storage.upsert import insert_into

_pictures, _of_channels = table(PictureRow), table(ChannelPicture)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture the platform keeps for us: a digest of what it shows, and the platform's id of the file."""

    digest: str
    file: str


async def mine(session: Session, me: Me) -> Picture | None:
    """The picture of my Home."""
    asked = select(_pictures.c.digest, _pictures.c.file).where(
        _pictures.c.workspace_id == me.workspace_id, _pictures.c.member_id == me.id
    )
    row = (await session.execute(asked)).first()
    return None if row is None else Picture(row.digest, row.file)


async def keep(session: Session, me: Me, picture: Picture, now: dt.datetime) -> None:
    """Remember the picture in place of the one before."""
    key = {"workspace_id": me.workspace_id, "member_id": me.id}
    values = {"digest": picture.digest, "file": picture.file, "made_at": now}
    statement = insert_into(session, PictureRow).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


async def of_channel(session: Session, me: Me, channel: Channel) -> Picture | None:
    """The picture I was last shown of a channel I lead."""
    asked = select(_of_channels.c.digest, _of_channels.c.file).where(
        _of_channels.c.workspace_id == me.workspace_id,
        _of_channels.c.channel_id == channel.id,
        _of_channels.c.member_id == me.id,
    )
    row = (await session.execute(asked)).first()
    return None if row is None else Picture(row.digest, row.file)


async def keep_of_channel(session: Session, me: Me, channel: Channel, picture: Picture, now: dt.datetime) -> None:
    """Remember the picture of a channel in place of the one before."""
    key = {"workspace_id": me.workspace_id, "channel_id": channel.id, "member_id": me.id}
    values = {"digest": picture.digest, "file": picture.file, "made_at": now}
    statement = insert_into(session, ChannelPicture).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


async def files(session: Session, me: Me) -> list[str]:
    """The platform's ids of every picture it keeps for me."""
    found: list[str] = []
    for each in (_pictures, _of_channels):
        asked = select(each.c.file).where(each.c.workspace_id == me.workspace_id, each.c.member_id == me.id)
        found += (await session.execute(asked)).scalars()
    return found
