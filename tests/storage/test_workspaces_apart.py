"""Two companies in one database never meet, not even when a user id, or a forged member, is the same in both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Table, insert, select
from sqlalchemy.exc import IntegrityError

from storage import confirmations, depths, evidence, leaving, members
from storage.database import Database
from storage.leaving import personal_tables
from storage.members import STRANGER, Me
from storage.tables import Member, SeenEvent, SkillDepth, Workspace, table
from tests.storage.counting import rows
from tests.storage.filling import a_row, fills_every_table, tables_of_a_member
from tests.storage.people import (
    ALICE,
    BOB,
    NAMESAKE,
    NOON,
    ON_TEAMS,
    chooses,
    depths_of,
    found,
    greeted,
    history_of,
    knows,
    takes_back,
)


async def test_the_same_user_id_is_a_person_per_workspace_and_platform(database: Database) -> None:
    people = [await greeted(database, who) for who in (ALICE, NAMESAKE, ON_TEAMS)]
    assert len({me.id for me in people}) == 3
    assert len({me.workspace_id for me in people}) == 3


async def test_what_one_sets_the_other_does_not_see(database: Database) -> None:
    alice, namesake = await greeted(database, ALICE), await greeted(database, NAMESAKE)
    await knows(database, alice, "docker", "expert")
    await chooses(database, alice, "mlops-engineer", "senior")
    async with database.writing() as session:
        await members.choose_language(session, alice, "zh-Hant")
        await members.follow_profile(session, ALICE, "zh-TW", "Asia/Taipei")
    assert await depths_of(database, namesake) == {}
    assert await history_of(database, namesake) == []
    assert await found(database, NAMESAKE) == namesake

    await knows(database, namesake, "docker", "awareness")
    assert await depths_of(database, alice) == {"docker": "expert"}
    assert await depths_of(database, namesake) == {"docker": "awareness"}


async def test_colleagues_do_not_see_each_others_depths(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    await knows(database, alice, "docker", "expert")
    assert await depths_of(database, bob) == {}
    async with database.reading() as session:
        assert await depths.mine(session, bob, "docker") is None


async def forged(database: Database) -> tuple[Me, Me]:
    """Alice, who knows Docker, and a member that carries her id but says Globex."""
    alice, namesake = await greeted(database, ALICE), await greeted(database, NAMESAKE)
    await knows(database, alice, "docker", "expert")
    return alice, replace(alice, workspace_id=namesake.workspace_id)


async def test_a_forged_member_reads_nothing(database: Database) -> None:
    _, forgery = await forged(database)
    assert await depths_of(database, forgery) == {}
    async with database.reading() as session:
        assert await depths.mine(session, forgery, "docker") is None


async def test_a_forged_member_changes_nothing(database: Database) -> None:
    alice, forgery = await forged(database)
    async with database.writing() as session:
        await members.choose_language(session, forgery, "zh-Hans")
        await leaving.forget(session, forgery)
    with pytest.raises(IntegrityError):
        await chooses(database, forgery, "data-scientist", "junior")
    with pytest.raises(IntegrityError):
        await knows(database, forgery, "docker", "awareness")
    assert (await takes_back(database, forgery)).refused == "nothing"
    assert await found(database, ALICE) == alice
    assert await depths_of(database, alice) == {"docker": "expert"}


async def test_a_stranger_can_neither_read_nor_keep_anything(database: Database) -> None:
    await forged(database)
    assert await depths_of(database, STRANGER) == {}
    with pytest.raises(IntegrityError):
        await knows(database, STRANGER, "docker", "expert")
    assert await rows(database, SkillDepth) == 1


async def test_the_tables_themselves_refuse_rows_that_cross(database: Database) -> None:
    """Should a statement ever forget the workspace, the keys do not."""
    alice, namesake = await greeted(database, ALICE), await greeted(database, NAMESAKE)
    crossing = [
        *(insert(of).values(pointing(of) | a_row(of, replace(me, workspace_id=other.workspace_id), "x"))
          for of in tables_of_a_member() for me, other in ((alice, namesake), (namesake, alice))),
        insert(table(Member)).values(workspace_id=999, external_id="U0NOBODY", created_at=NOON),
        insert(table(SeenEvent)).values(workspace_id=999, event_id="Ev1", seen_at=NOON),
    ]  # fmt: skip
    assert len(crossing) > 15
    for statement in crossing:
        with pytest.raises(IntegrityError):
            async with database.writing() as session:
                await session.execute(statement)
    assert [await rows(database, model) for model in (SkillDepth, SeenEvent, Member)] == [0, 0, 2]
    await fills_every_table(database, alice, "x")  # the very same rows are taken from herself


def pointing(of: Table) -> dict[str, int]:
    """A row about a channel points at one."""
    return {name: 1 for name in ("channel_id", "crowd_id") if name in of.columns}


async def test_a_workspace_that_leaves_takes_its_people_and_nobody_elses(database: Database) -> None:
    alice, namesake = await greeted(database, ALICE), await greeted(database, NAMESAKE)
    await knows(database, alice, "docker", "expert")
    await knows(database, namesake, "docker", "awareness")
    await fills_every_table(database, alice, "alices")
    await fills_every_table(database, namesake, "others")
    workspaces = table(Workspace)
    async with database.writing() as session:
        await session.execute(workspaces.delete().where(workspaces.c.id == alice.workspace_id))
    async with database.reading() as session:
        assert await members.find(session, ALICE) is None
    assert await depths_of(database, alice) == {}
    assert await depths_of(database, namesake) == {"docker": "awareness", "others": "others"}
    async with database.reading() as session:
        left = {of.name: (await session.execute(select(of.c.workspace_id))).scalars().all() for of in personal_tables()}
    assert {home for homes in left.values() for home in homes} == {namesake.workspace_id}
    assert all(left.values()), "nobody else lost a row"


async def test_a_code_is_worth_nothing_in_another_workspace(database: Database) -> None:
    alice, namesake = await greeted(database, ALICE), await greeted(database, NAMESAKE)
    await knows(database, alice, "docker", "expert")
    async with database.writing() as session:
        code = await confirmations.ask(session, alice, "docker", "expert", "c1", NOON)
        assert await confirmations.handed_over(session, namesake, code, NOON) is None
        assert await confirmations.answer(session, namesake, code, True, "c1", NOON) is None
    async with database.reading() as session:
        assert await evidence.mine(session, alice) == []
        assert [each.code for each in await confirmations.mine(session, alice, NOON)] == [code]


async def test_the_id_of_somebody_who_left_is_never_given_to_another(database: Database) -> None:
    """A request that is still under way with the old id must not land in a newcomer's rows."""
    await greeted(database, BOB)
    alice = await greeted(database, ALICE)
    people = table(Member)
    async with database.writing() as session:
        await session.execute(people.delete().where(people.c.id == alice.id))
    newcomer = await greeted(database, replace(ALICE, user="U0NEW"))
    assert newcomer.id != alice.id
