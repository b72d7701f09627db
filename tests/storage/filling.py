"""A row of one person in every table that can hold one, so that no test has to know which tables there are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Integer, Table, insert, select, update
from sqlmodel.sql.sqltypes import AutoString

from storage import channels
from storage.channel_tables import Crowd
from storage.database import Database, Session
from storage.leaving import personal_tables
from storage.members import Me
from storage.tables import Member, UtcTime, Workspace, table
from tests.storage.people import NOON

CHANNEL = "filled"
_WHO = {"workspace_id", "member_id", "external_id"}


def tables_of_a_member() -> list[Table]:
    """The personal tables apart from the members themselves."""
    return [each for each in personal_tables() if each.name != "members"]


def a_row(of: Table, me: Me, mark: str) -> dict[str, Any]:
    """A row of a person in which every text is the mark, every moment noon, and every number 1."""
    filled = {column.name: _value(column, mark) for column in of.columns if not _points_elsewhere(column)}
    return filled | {"workspace_id": me.workspace_id, "member_id": me.id}


async def fills_every_table(database: Database, me: Me, mark: str) -> None:
    """Give a person one row in each of their tables, and let them have chosen everything about themselves."""
    people = table(Member)
    chosen = {name: value for name, value in a_row(people, me, mark).items() if name not in _WHO}
    async with database.writing() as session:
        await session.execute(update(people).where(people.c.id == me.id).values(chosen))
        there = await _channel_and_crowd(session, me)
        for of in tables_of_a_member():
            points_at = {name: there[name] for name in there if name in of.columns}
            await session.execute(insert(of).values(a_row(of, me, mark) | points_at))


async def _channel_and_crowd(session: Session, me: Me) -> dict[str, int]:
    """What rows about channels point at."""
    channel = await channels.meet(session, *await _workspace(session, me), "C0FILLED", CHANNEL, NOON)
    crowd = insert(table(Crowd)).values(workspace_id=me.workspace_id, size=7, anew_at=NOON).returning(table(Crowd).c.id)
    return {"channel_id": channel.id, "crowd_id": (await session.execute(crowd)).scalar_one()}


async def _workspace(session: Session, me: Me) -> tuple[str, str]:
    asked = select(table(Workspace)).where(table(Workspace).c.id == me.workspace_id)
    row = (await session.execute(asked)).one()
    return row.platform, row.external_id


def _points_elsewhere(column: Column[Any]) -> bool:
    return bool(column.foreign_keys) or column.name == "id"


def _value(column: Column[Any], mark: str) -> Any:
    match column.type:
        case AutoString() if column.name == "snoozed_until":  # a day, not a text
            return NOON.date().isoformat()
        case AutoString():
            return mark
        case UtcTime():
            return NOON
        case Integer():
            return 1
        case Boolean():
            return True
    raise TypeError(f"a new kind of column: {column!r}")
