"""Who leaves can take along everything that is kept about them, and afterwards nothing of it is kept."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Table, insert, select
from sqlmodel import SQLModel

from storage import leaving, members
from storage.database import Database
from storage.leaving import personal_tables
from storage.members import STRANGER, Me
from storage.tables import Evidence, Member, Workspace, table
from tests.storage.counting import rows
from tests.storage.filling import CHANNEL, a_row, fills_every_table, tables_of_a_member
from tests.storage.people import ALICE, BOB, NAMESAKE, NOON, found, greeted

# A company, the ids of events, and weekly moments that anybody may have chosen: no row of a person.
# What was published of channels is of nobody either: whose it was stands in a row of theirs, which goes with them.
OF_NOBODY = {
    "workspaces", "seen_events", "nudge_slots", "channels", "publications", "crowds", "published_crowds",
}  # fmt: skip
HIGH = 700_000  # ids of the database that cannot be taken for the number of a batch

Export = dict[str, list[dict[str, Any]]]


async def everything(database: Database, me: Me) -> Export:
    """What somebody is handed."""
    async with database.reading() as session:
        return await leaving.everything(session, me)


async def leaves(database: Database, me: Me) -> None:
    """Delete somebody, in a transaction of its own."""
    async with database.writing() as session:
        await leaving.forget(session, me)


async def rows_of(database: Database, of: Table, me: Me) -> list[dict[str, Any]]:
    """Somebody's rows of a table, read past the functions of storage."""
    owner = of.c["id" if of.name == "members" else "member_id"]
    async with database.reading() as session:
        return [dict(row._mapping) for row in await session.execute(select(of).where(owner == me.id))]


@pytest.fixture
async def alice(database: Database) -> Me:
    """Alice, of whom there is a row in every table, all with ids that are easy to recognise."""
    async with database.writing() as session:
        home = {"id": HIGH, "platform": "slack", "external_id": "T0ACME", "created_at": NOON}
        await session.execute(insert(table(Workspace)).values(home))
        person = {"id": HIGH + 1, "workspace_id": HIGH, "external_id": "U0ALICE", "created_at": NOON}
        await session.execute(insert(table(Member)).values(person))
    me = await found(database, ALICE)
    await fills_every_table(database, me, "alices")
    return me


@pytest.fixture
async def bob(database: Database, alice: Me) -> Me:
    """Bob, her colleague, of whom there is as much; it was Alice who confirmed him."""
    me = await greeted(database, BOB)
    await fills_every_table(database, me, "bobs")
    async with database.writing() as session:
        await session.execute(table(Evidence).update().where(table(Evidence).c.member_id == me.id).values(
            by_member_id=alice.id))  # fmt: skip
    return me


def test_no_table_can_be_forgotten() -> None:
    """Whoever adds a table decides here whether it holds rows of a person."""
    pointing = {
        name for name, each in SQLModel.metadata.tables.items()
        if any(key.column.table.name == "members" for key in each.foreign_keys)
    }  # fmt: skip
    personal = {each.name for each in personal_tables()}
    assert personal == pointing | {"members"}
    assert set(SQLModel.metadata.tables) == personal | OF_NOBODY


@pytest.mark.parametrize("of", tables_of_a_member(), ids=lambda of: of.name)
def test_every_personal_table_goes_with_its_owner(of: Table) -> None:
    owning = [key for key in of.foreign_key_constraints if "member_id" in key.column_keys]
    assert [sorted(key.column_keys) for key in owning] == [["member_id", "workspace_id"]]
    assert [key.ondelete for key in owning] == ["CASCADE"]


async def test_every_table_is_in_the_export_with_all_that_it_says(database: Database, alice: Me, bob: Me) -> None:
    export = await everything(database, alice)
    assert list(export) == [each.name for each in personal_tables()]
    for of in tables_of_a_member():
        written = {
            name: value.isoformat() if isinstance(value, dt.datetime) else value
            for name, value in a_row(of, alice, "alices").items()
            if name not in ("workspace_id", "member_id", "key", "owner")  # a key is what codes of labs are made with
        }
        named = {"channel": CHANNEL} if "channel_id" in of.columns else {}
        assert export[of.name] == [named | written], of.name
    (herself,) = export["members"]
    assert (herself["external_id"], herself["language"], herself["role"]) == ("U0ALICE", "alices", "alices")
    assert "bobs" not in str(export)


async def test_the_export_is_json_in_which_moments_have_their_zone(database: Database, alice: Me) -> None:
    export = await everything(database, alice)
    assert json.loads(json.dumps(export)) == export
    assert export["depths"][0]["set_at"] == "2026-03-02T12:00:00+00:00"


async def test_no_number_of_the_database_is_in_the_export(database: Database, alice: Me, bob: Me) -> None:
    """The numbers of her batches and snapshots are her own and may be there."""
    await move_ids_up(database, alice)
    hers, his = await everything(database, alice), await everything(database, bob)  # whom she confirmed
    numbers = [value for export in (hers, his) for value in values_of(export) if isinstance(value, int)]
    assert set(numbers) == {1}


async def move_ids_up(database: Database, me: Me) -> None:
    """Let every row of somebody that has an id have a high one, as her workspace and herself have already."""
    async with database.writing() as session:
        for of in tables_of_a_member():
            if "id" in of.columns:
                await session.execute(of.update().where(of.c.member_id == me.id).values(id=HIGH + 2))


def values_of(export: Export) -> Iterator[Any]:
    """Every value, however deep."""
    return (value for table_rows in export.values() for row in table_rows for value in row.values())


async def test_somebody_of_whom_little_is_known_has_a_short_export(database: Database) -> None:
    export = await everything(database, await greeted(database, ALICE))
    assert {name for name, found_rows in export.items() if found_rows} == {"members"}


async def test_a_stranger_and_a_forged_member_are_handed_nothing(database: Database, alice: Me) -> None:
    namesake = await greeted(database, NAMESAKE)
    for nobody in (STRANGER, replace(alice, workspace_id=namesake.workspace_id)):
        assert [each for table_rows in (await everything(database, nobody)).values() for each in table_rows] == []


async def test_who_leaves_leaves_nothing_behind(database: Database, alice: Me, bob: Me) -> None:
    assert all([await rows_of(database, of, alice) for of in personal_tables()]), "there was something everywhere"
    await leaves(database, alice)
    for of in personal_tables():
        assert await rows_of(database, of, alice) == [], of.name
    async with database.reading() as session:
        assert await members.find(session, ALICE) is None


async def test_nobody_else_loses_a_row_and_only_the_name_of_who_confirmed_goes(
    database: Database, alice: Me, bob: Me
) -> None:
    before = {of.name: await rows_of(database, of, bob) for of in personal_tables()}
    (confirmed,) = before["evidence"]
    assert confirmed["by_member_id"] == alice.id
    await leaves(database, alice)
    after = {of.name: await rows_of(database, of, bob) for of in personal_tables()}
    assert after == before | {"evidence": [confirmed | {"by_member_id": None}]}


async def test_leaving_twice_and_leaving_as_nobody_does_no_harm(database: Database, alice: Me, bob: Me) -> None:
    namesake = await greeted(database, NAMESAKE)
    for nobody in (STRANGER, replace(alice, workspace_id=namesake.workspace_id), replace(alice, id=alice.id + 99)):
        await leaves(database, nobody)
    assert await rows(database, Member) == 3
    await leaves(database, alice)
    await leaves(database, alice)
    assert await rows(database, Member) == 2


async def test_who_comes_back_begins_anew(database: Database, alice: Me) -> None:
    await leaves(database, alice)
    again = await greeted(database, ALICE)
    assert again.id != alice.id
    assert (again.role, again.language, again.own_zone) == (None, None, None)
    export = await everything(database, again)
    assert {name for name, found_rows in export.items() if found_rows} == {"members"}
