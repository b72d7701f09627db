"""Which picture a person's Home shows, so that it is drawn again only when it would look different."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from storage.database import Session
from storage.members import Me
from storage.tables import Picture as PictureRow
from storage.tables import table
from storage.upsert import insert_into

_pictures = table(PictureRow)


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
