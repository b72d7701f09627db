"""Everything kept about a person, for them to take along, and gone when they say so."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select
from sqlmodel import SQLModel

from storage.channel_tables import Channel
from storage.database import Session
from storage.members import Me
from storage.tables import Member, table

# Numbers of the database, which tell nobody anything, and what the codes of labs are made with.
_INTERNAL = {"id", "workspace_id", "member_id", "by_member_id", "slot_id", "channel_id", "crowd_id", "key", "owner"}


_channels = table(Channel)


async def everything(session: Session, me: Me) -> dict[str, list[dict[str, Any]]]:
    """Every row about me, by table, as values JSON knows; moments are ISO 8601 in UTC."""
    return {each.name: await _rows(session, each, me) for each in personal_tables()}


async def forget(session: Session, me: Me) -> None:
    """Delete me and, by cascade, every row of mine."""
    members = table(Member)
    await session.execute(delete(members).where(members.c.workspace_id == me.workspace_id, members.c.id == me.id))


def personal_tables() -> list[Table]:
    """The tables that hold rows of one person: the members themselves, then every table that points at them."""
    members: Table = table(Member)
    others = (each for each in SQLModel.metadata.sorted_tables if "member_id" in each.columns)
    return [members, *others]


async def _rows(session: Session, of: Table, me: Me) -> list[dict[str, Any]]:
    owner = of.columns["id" if of.name == "members" else "member_id"]
    mine: list[ColumnElement[bool]] = [of.columns["workspace_id"] == me.workspace_id, owner == me.id]
    shown = [column for column in of.columns if column.name not in _INTERNAL]
    asked = select(*shown)
    if "channel_id" in of.columns:  # its number tells nobody anything, its name does
        asked = select(_channels.c.name.label("channel"), *shown).join(_channels, _channels.c.id == of.c.channel_id)
    found = await session.execute(asked.where(*mine).order_by(*of.primary_key.columns))
    return [{name: _plain(value) for name, value in row._mapping.items()} for row in found]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value
