"""People look at their own weeks, newest first, and what they press there is a sign."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from storage import nudges, received
from storage.database import Database
from storage.members import Me
from storage.nudges import ON, Choice
from storage.received import Week
from storage.tables import Delivery, table
from tests.storage.people import ALICE, BOB, NAMESAKE, NOON, greeted
from tests.storage.test_presence import is_due

MONDAY = dt.datetime(2026, 3, 9, 9, tzinfo=dt.UTC)
IGNORED = Choice(ON, ignored=4, resting_until=MONDAY)


async def weeks_of(database: Database, me: Me, most: int = 8) -> list[Week]:
    async with database.reading() as session:
        return await received.mine(session, me, most)


async def one(database: Database, me: Me, week: str) -> Week | None:
    async with database.reading() as session:
        return await received.one(session, me, week)


async def presses(database: Database, me: Me, week: str, outcome: str = "done", at: dt.datetime = NOON) -> None:
    """Press a button, in a transaction of its own."""
    async with database.writing() as session:
        await received.answer(session, me, week, outcome, at)


async def chooses(database: Database, me: Me, choice: Choice) -> None:
    async with database.writing() as session:
        await nudges.choose(session, me, choice, MONDAY, NOON)


async def chosen(database: Database, me: Me) -> Choice | None:
    async with database.reading() as session:
        return await nudges.mine(session, me)


@pytest.fixture
async def alice(database: Database) -> Me:
    return await greeted(database, ALICE)


@pytest.fixture
async def others(database: Database) -> list[Me]:
    """A colleague, and somebody elsewhere with the same user id."""
    return [await greeted(database, BOB), await greeted(database, NAMESAKE)]


async def test_nobody_has_weeks_before_the_first(database: Database, alice: Me) -> None:
    assert await weeks_of(database, alice) == []
    assert await one(database, alice, "2026-W11") is None


async def test_weeks_are_read_newest_first_over_a_new_year_and_no_more_than_asked_for(
    database: Database, alice: Me
) -> None:
    kept = ["2025-W52", "2026-W01", "2026-W09", "2026-W10", "2026-W53", "2027-W01"]
    for week in kept[::2] + kept[1::2]:
        await is_due(database, alice, week)
    assert [each.week for each in await weeks_of(database, alice)] == kept[::-1]
    assert [each.week for each in await weeks_of(database, alice, 2)] == ["2027-W01", "2026-W53"]


async def test_a_week_says_what_it_was_about(database: Database, alice: Me) -> None:
    sent = {
        "workspace_id": alice.workspace_id, "member_id": alice.id, "week": "2026-W11", "state": "sent",
        "due_at": MONDAY, "not_before": MONDAY, "until": MONDAY, "attempts": 1, "planned_at": MONDAY,
        "sent_at": MONDAY + dt.timedelta(seconds=2), "kind": "gap", "skill": "mlflow", "minutes": 15,
        "conversation": "D1", "message": "1.0",
    }  # fmt: skip
    async with database.writing() as session:
        await session.execute(insert(table(Delivery)).values(sent))
    moment = MONDAY + dt.timedelta(seconds=2)
    expected = Week("2026-W11", "sent", None, MONDAY, moment, "gap", "mlflow", 15, None)
    assert await weeks_of(database, alice) == [expected]
    assert await one(database, alice, "2026-W11") == expected
    await presses(database, alice, "2026-W11", "easy")
    assert await one(database, alice, "2026-W11") == replace(expected, outcome="easy")


async def test_an_answer_is_kept_with_its_moment_and_the_latest_counts(database: Database, alice: Me) -> None:
    for week in ("2026-W10", "2026-W11"):
        await is_due(database, alice, week, "sent")
    await presses(database, alice, "2026-W10", "hard")
    await presses(database, alice, "2026-W10", "done", MONDAY)
    kept = table(Delivery).c
    async with database.reading() as session:
        found = await session.execute(select(kept.week, kept.outcome, kept.answered_at).order_by(kept.week))
        assert [tuple(row) for row in found] == [("2026-W10", "done", MONDAY), ("2026-W11", None, None)]


async def test_an_answer_is_a_sign_even_to_a_week_that_was_forgotten(database: Database, alice: Me) -> None:
    await chooses(database, alice, IGNORED)
    await presses(database, alice, "2020-W01")
    assert await chosen(database, alice) == Choice(ON)
    assert await weeks_of(database, alice) == []


async def test_a_sign_changes_nothing_else(database: Database, alice: Me) -> None:
    everything = Choice("paused", 4, 870, 15, dt.date(2026, 12, 24), "DE-BY", 7, MONDAY)
    await chooses(database, alice, everything)
    async with database.writing() as session:
        await received.give_sign(session, alice)
    assert await chosen(database, alice) == replace(everything, ignored=0, resting_until=None)


async def test_nobody_reads_or_answers_the_weeks_of_another(database: Database, alice: Me, others: list[Me]) -> None:
    for me in (alice, *others):
        await is_due(database, me, state="sent")
        await chooses(database, me, IGNORED)
    await presses(database, alice, "2026-W11")
    assert [each.outcome for each in await weeks_of(database, alice)] == ["done"]
    for me in others:
        assert [each.outcome for each in await weeks_of(database, me)] == [None]
        assert await chosen(database, me) == IGNORED


async def test_a_forged_person_reads_and_answers_nothing(database: Database, alice: Me, others: list[Me]) -> None:
    """Alice's id with another company's workspace, and the other way round."""
    await is_due(database, alice, state="sent")
    await chooses(database, alice, IGNORED)
    namesake = others[-1]
    for forged in (replace(alice, workspace_id=namesake.workspace_id), replace(alice, id=namesake.id)):
        assert await weeks_of(database, forged) == []
        assert await one(database, forged, "2026-W11") is None
        await presses(database, forged, "2026-W11")
    assert [each.outcome for each in await weeks_of(database, alice)] == [None]
    assert await chosen(database, alice) == IGNORED
