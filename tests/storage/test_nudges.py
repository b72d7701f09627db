"""A choice of when the weekly message comes is its owner's alone, and what it silences is silent at once."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from storage import members, nudges
from storage.database import Database
from storage.members import Me
from storage.nudges import ASKED, FEWER_AFTER, OFF, ON, PAUSED, Choice
from storage.tables import Delivery, NudgeChoice, NudgeSlot, table
from tests.storage.counting import rows
from tests.storage.people import ALICE, BOB, NAMESAKE, NOON, found, greeted
from tests.storage.test_presence import is_due, weeks

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
MONDAY = dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC)
YES = Choice(ON)
EVERYTHING = Choice(ON, 4, 870, 15, dt.date(2026, 12, 24), "DE-BY", 2, NOON + WEEK)


async def chooses(
    database: Database, me: Me, choice: Choice, due: dt.datetime = MONDAY, at: dt.datetime = NOON
) -> None:
    """Choose, in a transaction of its own."""
    async with database.writing() as session:
        await nudges.choose(session, me, choice, due, at)


async def chosen(database: Database, me: Me) -> Choice | None:
    async with database.reading() as session:
        return await nudges.mine(session, me)


async def asked(database: Database, me: Me) -> bool:
    async with database.writing() as session:
        return await nudges.ask(session, me, NOON)


async def row(database: Database, me: Me) -> Any:
    """Somebody's choice as it is kept."""
    kept = table(NudgeChoice)
    async with database.reading() as session:
        return (await session.execute(select(kept).where(kept.c.member_id == me.id))).one()


async def slots(database: Database) -> list[tuple[str, int, int, dt.datetime]]:
    """The moments that somebody chose, and when they come next."""
    kept = table(NudgeSlot).c
    columns = kept.zone, kept.weekday, kept.minute, kept.next_due
    async with database.reading() as session:
        return [tuple(each) for each in await session.execute(select(*columns).order_by(kept.id))]


@pytest.fixture
async def alice(database: Database) -> Me:
    return await greeted(database, ALICE)


@pytest.fixture
async def bob(database: Database) -> Me:
    return await greeted(database, BOB)


async def test_nobody_chose_anything_before_they_were_asked(database: Database, alice: Me) -> None:
    assert await chosen(database, alice) is None


async def test_everybody_is_asked_once_however_many_ask_at_the_same_moment(database: Database, alice: Me) -> None:
    assert sorted(await asyncio.gather(*(asked(database, alice) for _ in range(5)))) == [False] * 4 + [True]
    assert await chosen(database, alice) == Choice(ASKED)


async def test_whoever_chose_by_themselves_is_not_asked(database: Database, alice: Me, bob: Me) -> None:
    await chooses(database, alice, EVERYTHING)
    assert not await asked(database, alice)
    assert await chosen(database, alice) == EVERYTHING
    assert await asked(database, bob)


async def test_a_choice_is_kept_whole_and_the_next_takes_its_place(database: Database, alice: Me) -> None:
    await chooses(database, alice, EVERYTHING)
    assert await chosen(database, alice) == EVERYTHING
    await chooses(database, alice, YES)
    assert await chosen(database, alice) == YES
    assert await rows(database, NudgeChoice) == 1


async def test_people_who_choose_the_same_share_a_slot(database: Database, alice: Me, bob: Me) -> None:
    await chooses(database, alice, YES)
    await chooses(database, bob, YES)
    await chooses(database, await greeted(database, NAMESAKE), replace(YES, minute=541))
    assert await slots(database) == [("UTC", 0, 540, MONDAY), ("UTC", 0, 541, MONDAY)]
    assert (await row(database, alice)).slot_id == (await row(database, bob)).slot_id


async def test_many_who_choose_the_same_at_once_make_one_slot(url: str, database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    replica = Database(url)
    try:
        await asyncio.gather(*(chooses(each, me, YES) for each in (database, replica) for me in (alice, bob)))
    finally:
        await replica.close()
    assert await slots(database) == [("UTC", 0, 540, MONDAY)]


async def test_a_slot_that_waits_to_be_planned_keeps_its_moment_when_somebody_joins(
    database: Database, alice: Me, bob: Me
) -> None:
    await chooses(database, alice, YES, MONDAY)
    await chooses(database, bob, YES, MONDAY + WEEK, MONDAY)
    assert await slots(database) == [("UTC", 0, 540, MONDAY)]


async def test_a_slot_that_is_further_ahead_than_its_next_moment_comes_back(
    database: Database, alice: Me, bob: Me
) -> None:
    await chooses(database, alice, YES, MONDAY + WEEK)
    await chooses(database, bob, YES, MONDAY)
    assert await slots(database) == [("UTC", 0, 540, MONDAY)]


async def test_a_slot_is_in_the_persons_own_zone(database: Database, alice: Me) -> None:
    async with database.writing() as session:
        await members.choose_zone(session, alice, "Asia/Taipei")
    await chooses(database, await found(database, ALICE), YES)
    assert [zone for zone, *_ in await slots(database)] == ["Asia/Taipei"]


@pytest.mark.parametrize(
    ("change", "since"),
    [
        ({"minutes": 15, "holidays": "TW", "snoozed_until": dt.date(2026, 4, 1)}, NOON),
        ({"minute": 600}, NOON + DAY),
        ({"weekday": 1}, NOON + DAY),
        ({"state": OFF}, NOON + DAY),
    ],
)
async def test_since_when_a_day_and_time_is_ones_own(
    database: Database, alice: Me, change: dict[str, Any], since: dt.datetime
) -> None:
    await chooses(database, alice, YES)
    await chooses(database, alice, replace(YES, **change), at=NOON + DAY)
    assert (await row(database, alice)).chosen_at == since


async def test_a_stop_silences_what_was_planned_for_its_owner_and_nothing_else(
    database: Database, alice: Me, bob: Me
) -> None:
    everybody = (alice, bob, await greeted(database, NAMESAKE))
    for me in everybody:
        await chooses(database, me, YES)
        for week, state in (("2026-W09", "sent"), ("2026-W10", "sending"), ("2026-W11", "planned")):
            await is_due(database, me, week, state)
    await chooses(database, alice, replace(YES, state=OFF))
    before = [("2026-W09", "sent", None), ("2026-W10", "sending", None)]
    assert await weeks(database, alice) == [*before, ("2026-W11", "silent", "off")]
    for me in everybody[1:]:
        assert await weeks(database, me) == [*before, ("2026-W11", "planned", None)]
        assert await chosen(database, me) == YES


async def test_a_new_snooze_silences_what_is_planned(database: Database, alice: Me) -> None:
    await chooses(database, alice, YES)
    await is_due(database, alice)
    await chooses(database, alice, replace(YES, snoozed_until=dt.date(2026, 4, 1)))
    assert await weeks(database, alice) == [("2026-W11", "silent", "snoozed")]


async def test_a_snooze_that_ended_long_ago_silences_nothing(database: Database, alice: Me) -> None:
    """Slack tells of every change of a profile, and each of them makes the choice anew."""
    snoozed = replace(YES, snoozed_until=dt.date(2025, 12, 24))
    await chooses(database, alice, snoozed)
    await is_due(database, alice)
    await chooses(database, alice, snoozed)
    await chooses(database, alice, replace(snoozed, minutes=15, weekday=3))
    await chooses(database, alice, replace(snoozed, snoozed_until=None))
    assert await weeks(database, alice) == [("2026-W11", "planned", None)]


async def test_another_day_leaves_what_is_planned(database: Database, alice: Me) -> None:
    await chooses(database, alice, YES)
    await is_due(database, alice)
    await chooses(database, alice, replace(YES, weekday=3))
    assert await weeks(database, alice) == [("2026-W11", "planned", None)]


async def test_a_forged_person_can_neither_read_nor_choose(database: Database, alice: Me) -> None:
    """Alice's id with another company's workspace is nobody."""
    await chooses(database, alice, EVERYTHING)
    await is_due(database, alice)
    forged = replace(alice, workspace_id=(await greeted(database, NAMESAKE)).workspace_id)
    assert await chosen(database, forged) is None
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await chooses(database, forged, replace(YES, state=OFF))
    assert await chosen(database, alice) == EVERYTHING
    assert await weeks(database, alice) == [("2026-W11", "planned", None)]


async def test_a_pause_is_a_state_of_its_own(database: Database, alice: Me) -> None:
    assert FEWER_AFTER == 3
    await chooses(database, alice, YES)
    kept = table(NudgeChoice)
    async with database.writing() as session:
        await session.execute(update(kept).values(state=PAUSED, ignored=7, resting_until=MONDAY))
    assert await chosen(database, alice) == replace(YES, state=PAUSED, ignored=7, resting_until=MONDAY)
    assert await rows(database, Delivery) == 0
