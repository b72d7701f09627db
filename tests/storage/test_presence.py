"""Who is away, quiet or gone is not written to; who is gone for 30 days is forgotten, unless they come back in time."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from storage import confirmations, events, evidence, members, presence
from storage.database import Database
from storage.members import Me, Who
from storage.presence import KEPT
from storage.tables import Delivery, Member, SeenEvent, SkillDepth, Workspace, table
from tests.storage.counting import rows
from tests.storage.filling import fills_every_table, tables_of_a_member
from tests.storage.people import ALICE, BOB, NAMESAKE, NOON, ON_TEAMS, depths_of, greeted, knows

DAY = dt.timedelta(days=1)
TICK = dt.timedelta(microseconds=1)
FOREVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 3, 9, 1, tzinfo=dt.UTC)


async def follow(
    database: Database, who: Who, away_until: dt.datetime | None = None, gone: bool = False, now: dt.datetime = NOON
) -> None:
    """What the platform says of somebody, in a transaction of its own."""
    async with database.writing() as session:
        await presence.follow(session, who, away_until, gone, now)


async def closes(database: Database, who: Who, now: dt.datetime = NOON) -> None:
    """Somebody's account is closed."""
    await follow(database, who, gone=True, now=now)


async def removes(database: Database, who: Who, now: dt.datetime = NOON) -> None:
    """Somebody's workspace removes the app."""
    async with database.writing() as session:
        await presence.app_removed(session, who.platform, who.workspace, now)


async def installs(database: Database, who: Who) -> None:
    """Somebody's workspace installs the app again."""
    async with database.writing() as session:
        await presence.app_is_back(session, who.platform, who.workspace)


async def forgotten(database: Database, now: dt.datetime) -> int:
    async with database.writing() as session:
        return await presence.forget_gone(session, now)


async def about(database: Database, me: Me, *columns: str) -> tuple[Any, ...]:
    """These columns of somebody's row."""
    people = table(Member)
    async with database.reading() as session:
        row = await session.execute(select(*(people.c[each] for each in columns)).where(people.c.id == me.id))
        return tuple(row.one())


async def removed_since(database: Database, me: Me) -> dt.datetime | None:
    """Since when somebody's workspace does without the app."""
    places = table(Workspace)
    async with database.reading() as session:
        found = await session.execute(select(places.c.gone_at).where(places.c.id == me.workspace_id))
        moment: dt.datetime | None = found.scalar_one()
        return moment


async def is_due(database: Database, me: Me, week: str = "2026-W11", state: str = "planned") -> None:
    """A message of somebody's, of one week."""
    moments = {"due_at": MONDAY, "not_before": MONDAY, "until": MONDAY + DAY, "planned_at": NOON}
    values = {"workspace_id": me.workspace_id, "member_id": me.id, "week": week, "state": state, "attempts": 0}
    async with database.writing() as session:
        await session.execute(insert(table(Delivery)).values(values | moments))


async def weeks(database: Database, me: Me) -> list[tuple[str, str, str | None]]:
    """Somebody's weeks: which one, how it stands, and why."""
    kept = table(Delivery)
    mine = kept.c.workspace_id == me.workspace_id, kept.c.member_id == me.id
    async with database.reading() as session:
        found = await session.execute(
            select(kept.c.week, kept.c.state, kept.c.reason).where(*mine).order_by(kept.c.week)
        )
        return [(row.week, row.state, row.reason) for row in found]


@pytest.fixture
async def alice(database: Database) -> Me:
    return await greeted(database, ALICE)


@pytest.fixture
async def bob(database: Database) -> Me:
    return await greeted(database, BOB)


@pytest.mark.parametrize("until", [NOON + DAY, FOREVER])
async def test_somebody_is_away_until_they_are_back(database: Database, alice: Me, bob: Me, until: dt.datetime) -> None:
    await follow(database, ALICE, until)
    assert await about(database, alice, "away_until", "gone_at") == (until, None)
    assert await about(database, bob, "away_until", "gone_at") == (None, None)
    await follow(database, ALICE)
    assert await about(database, alice, "away_until", "gone_at") == (None, None)


async def test_a_message_planned_for_somebody_away_is_left_to_the_sender(database: Database, alice: Me) -> None:
    await is_due(database, alice)
    await follow(database, ALICE, FOREVER)
    assert await weeks(database, alice) == [("2026-W11", "planned", None)]


async def test_do_not_disturb_is_followed_and_ends(database: Database, alice: Me, bob: Me) -> None:
    quiet = ("quiet_from", "quiet_until")
    async with database.writing() as session:
        await presence.follow_quiet(session, ALICE, NOON, NOON + DAY)
    assert await about(database, alice, *quiet) == (NOON, NOON + DAY)
    assert await about(database, bob, *quiet) == (None, None)
    await follow(database, ALICE, FOREVER)
    assert await about(database, alice, *quiet) == (NOON, NOON + DAY)
    async with database.writing() as session:
        await presence.follow_quiet(session, ALICE, None, None)
    assert await about(database, alice, *quiet) == (None, None)
    assert await about(database, alice, "away_until") == (FOREVER,)


async def test_a_stranger_stays_one(database: Database) -> None:
    await follow(database, ALICE, FOREVER)
    await closes(database, ALICE)
    async with database.writing() as session:
        await presence.follow_quiet(session, ALICE, NOON, NOON + DAY)
    await removes(database, ALICE)
    await installs(database, ALICE)
    assert [await rows(database, model) for model in (Member, Workspace)] == [0, 0]


async def test_a_closed_account_gets_nothing_any_more_and_no_one_else_is_touched(
    database: Database, alice: Me, bob: Me
) -> None:
    others = [bob, await greeted(database, NAMESAKE), await greeted(database, ON_TEAMS)]
    for me in (alice, *others):
        await is_due(database, me)
        await is_due(database, me, "2026-W10", "sending")
        await is_due(database, me, "2026-W09", "sent")
    await closes(database, ALICE)
    assert await about(database, alice, "gone_at") == (NOON,)
    # What is on its way is its sender's to settle, and what was sent was sent.
    before = [("2026-W09", "sent", None), ("2026-W10", "sending", None)]
    assert await weeks(database, alice) == [*before, ("2026-W11", "silent", "gone")]
    for me in others:
        assert await about(database, me, "gone_at") == (None,)
        assert await weeks(database, me) == [*before, ("2026-W11", "planned", None)]


async def test_the_moment_of_leaving_is_kept_however_often_it_is_told(database: Database, alice: Me) -> None:
    await closes(database, ALICE, NOON)
    await closes(database, ALICE, NOON + 3 * DAY)
    assert await about(database, alice, "gone_at") == (NOON,)


async def test_whoever_comes_back_and_leaves_again_has_30_days_again(database: Database, alice: Me) -> None:
    await closes(database, ALICE, NOON)
    await follow(database, ALICE, now=NOON + DAY)
    assert await about(database, alice, "gone_at") == (None,)
    await closes(database, ALICE, NOON + 20 * DAY)
    assert await forgotten(database, NOON + KEPT + DAY) == 0
    assert await about(database, alice, "gone_at") == (NOON + 20 * DAY,)


async def test_a_removed_app_sends_nothing_in_that_workspace_alone(database: Database, alice: Me, bob: Me) -> None:
    elsewhere = [await greeted(database, NAMESAKE), await greeted(database, ON_TEAMS)]
    for me in (alice, bob, *elsewhere):
        await is_due(database, me)
        await is_due(database, me, "2026-W10", "sending")
    await removes(database, ALICE)
    await removes(database, ALICE, NOON + DAY)
    assert await removed_since(database, alice) == NOON
    for me in (alice, bob):
        assert await weeks(database, me) == [("2026-W10", "sending", None), ("2026-W11", "silent", "removed")]
        assert await about(database, me, "gone_at") == (None,)
    for me in elsewhere:
        assert await removed_since(database, me) is None
        assert await weeks(database, me) == [("2026-W10", "sending", None), ("2026-W11", "planned", None)]


async def test_an_app_that_is_back_finds_everything(database: Database, alice: Me) -> None:
    namesake = await greeted(database, NAMESAKE)
    await knows(database, alice, "docker", "working")
    await removes(database, ALICE)
    await removes(database, NAMESAKE)
    await installs(database, ALICE)
    assert await removed_since(database, alice) is None
    assert await removed_since(database, namesake) == NOON
    assert await forgotten(database, NOON + KEPT + TICK) == 1
    assert await depths_of(database, alice) == {"docker": "working"}


async def test_30_days_are_30_days_to_the_moment(database: Database, alice: Me) -> None:
    assert dt.timedelta(days=30) == KEPT
    await closes(database, ALICE)
    assert await forgotten(database, NOON + KEPT) == 0
    assert await rows(database, Member) == 1
    assert await forgotten(database, NOON + KEPT + TICK) == 1
    assert await rows(database, Member) == 0
    assert await forgotten(database, NOON + KEPT + TICK) == 0
    assert await rows(database, Workspace) == 1


async def test_nothing_of_somebody_gone_is_left_and_everything_of_the_others(
    database: Database, alice: Me, bob: Me
) -> None:
    for me, mark in ((alice, "alices"), (bob, "bobs")):
        await fills_every_table(database, me, mark)
    people = table(Member)
    async with database.writing() as session:
        await session.execute(update(people).values(gone_at=None))
    await closes(database, ALICE)
    assert await forgotten(database, NOON + KEPT + TICK) == 1
    async with database.reading() as session:
        assert await members.find(session, ALICE) is None
        for each in tables_of_a_member():
            left = (await session.execute(select(each.c.member_id))).scalars().all()
            assert left == [bob.id], each.name


async def test_what_somebody_confirmed_for_a_colleague_stays_with_the_colleague(
    database: Database, alice: Me, bob: Me
) -> None:
    await knows(database, alice, "docker", "working")
    async with database.writing() as session:
        code = await confirmations.ask(session, alice, "docker", "working", "c1", NOON)
        assert await confirmations.answer(session, bob, code, True, "c1", NOON)
    await closes(database, BOB)
    assert await forgotten(database, NOON + KEPT + TICK) == 1
    async with database.reading() as session:
        assert [each.kind for each in await evidence.mine(session, alice)] == ["peer"]


async def test_a_workspace_that_goes_takes_its_people_and_its_events_along(
    database: Database, alice: Me, bob: Me
) -> None:
    namesake = await greeted(database, NAMESAKE)
    for me in (alice, bob, namesake):
        await knows(database, me, "docker", "working")
        async with database.writing() as session:
            await events.is_new(session, me.workspace_id, f"Ev{me.id}", NOON)
    await removes(database, ALICE)
    await closes(database, BOB)
    assert await forgotten(database, NOON + KEPT) == 0
    assert await forgotten(database, NOON + KEPT + TICK) == 2  # Bob, and the workspace
    assert [await rows(database, each) for each in (Workspace, Member, SkillDepth, SeenEvent)] == [1, 1, 1, 1]
    assert await depths_of(database, namesake) == {"docker": "working"}


async def test_a_whole_office_that_closes_is_forgotten_once_by_two_who_tidy_at_once(
    url: str, database: Database
) -> None:
    for number in range(40):
        who = Who("slack", f"T{number % 4}", f"U{number}")
        await knows(database, await greeted(database, who), "docker", "working")
        await closes(database, who)
        await removes(database, who)
    replica = Database(url)
    try:
        gone = await asyncio.gather(*(forgotten(each, NOON + KEPT + TICK) for each in (database, replica) * 3))
    finally:
        await replica.close()
    assert sum(gone) == 44
    assert [await rows(database, each) for each in (Workspace, Member, SkillDepth)] == [0, 0, 0]
