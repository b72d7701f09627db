"""Labs as they are kept: one start goes on, a word may become a code, and of everybody only counts are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from storage import evidence, lab_counts, labs
from storage.database import Database, Session
from storage.lab_counts import Took
from storage.labs import Start
from storage.members import Me, Who
from tests.storage.people import ALICE, BOB, NOON, greeted

HOUR = dt.timedelta(hours=1)


@pytest.fixture
async def session(database: Database) -> AsyncIterator[Session]:
    async with database.writing() as open_session:
        yield open_session


@pytest.fixture
async def alice(database: Database) -> Me:
    return await greeted(database, ALICE)


@pytest.fixture
async def bob(database: Database) -> Me:
    return await greeted(database, BOB)


async def takes_up(session: Session, me: Me, lab: str = "redis-working", version: int = 1) -> Start:
    return await labs.start(session, me, lab, version, "redis", "working", NOON)


async def test_a_lab_that_is_open_goes_on_with_its_key(alice: Me, session: Session) -> None:
    first = await takes_up(session, alice)
    assert await takes_up(session, alice) == first
    newer = await takes_up(session, alice, version=2)
    assert (newer.number, newer.key != first.key) == (2, True)
    assert [each.number for each in await labs.mine(session, alice)] == [2, 1]


async def test_nobody_sees_or_ends_the_start_of_somebody_else(alice: Me, bob: Me, session: Session) -> None:
    begun = await takes_up(session, alice)
    assert await labs.mine(session, bob) == []
    assert not await labs.finish(session, bob, begun.number, "word", NOON)
    await labs.skip(session, bob, begun.number, NOON)
    assert not await labs.took(session, bob, begun.number, 40)
    assert [each.state for each in await labs.mine(session, alice)] == ["open"]


async def test_a_code_says_more_than_a_word_and_each_is_taken_once(alice: Me, session: Session) -> None:
    number = (await takes_up(session, alice)).number
    assert await labs.finish(session, alice, number, "word", NOON)
    assert not await labs.finish(session, alice, number, "word", NOON + HOUR)
    assert await labs.finish(session, alice, number, "code", NOON + HOUR)
    assert not await labs.finish(session, alice, number, "code", NOON + HOUR)
    assert not await labs.finish(session, alice, number, "word", NOON + HOUR)
    (kept,) = await labs.mine(session, alice)
    assert (kept.state, kept.by, kept.ended_at) == ("done", "code", NOON + HOUR)


async def test_what_is_done_is_not_left_any_more(alice: Me, session: Session) -> None:
    number = (await takes_up(session, alice)).number
    await labs.finish(session, alice, number, "word", NOON)
    await labs.skip(session, alice, number, NOON)
    assert [each.state for each in await labs.mine(session, alice)] == ["done"]


async def test_hints_only_go_up(alice: Me, session: Session) -> None:
    number = (await takes_up(session, alice)).number
    for shown in (2, 1):
        await labs.showed_hint(session, alice, number, shown)
    assert [each.hints for each in await labs.mine(session, alice)] == [2]


async def test_evidence_of_a_lab_never_becomes_shallower(alice: Me, session: Session) -> None:
    for depths in (("awareness", "working"), ("awareness", "working", "advanced"), ("awareness", "working")):
        await evidence.keep_lab(session, alice, "redis", "lab", depths, "0123456789ab", NOON)
    assert [(each.kind, each.depth) for each in await evidence.mine(session, alice)] == [("lab", "advanced")]


async def test_two_people_pause_a_version_and_its_successor_is_fine(alice: Me, bob: Me, session: Session) -> None:
    for _ in range(2):
        await labs.tell(session, alice, "redis-working", 1, "", "check", NOON)
        await labs.tell(session, alice, "redis-working", 1, "load", "check", NOON)
    assert await lab_counts.paused(session) == frozenset()
    await labs.tell(session, bob, "redis-working", 1, "", "unclear", NOON)
    assert await lab_counts.paused(session) == frozenset()
    await labs.tell(session, bob, "redis-working", 1, "", "check", NOON)
    assert await lab_counts.paused(session) == {("redis-working", 1)}


async def test_only_known_kinds_of_trouble_are_kept(alice: Me, session: Session) -> None:
    with pytest.raises(ValueError, match="bored is not one of"):
        await labs.tell(session, alice, "redis-working", 1, "", "bored", NOON)


async def test_times_are_told_from_five_people_on_and_each_counts_once(database: Database) -> None:
    people = [await greeted(database, Who("slack", "T0ACME", f"U{number}")) for number in range(6)]
    async with database.writing() as session:
        for place, me in enumerate(people):
            for minutes in (20, (20, 40, 60)[place % 3]):
                begun = await labs.start(session, me, "redis-working", 1, "redis", "working", NOON)
                await labs.finish(session, me, begun.number, "word", NOON)
                assert await labs.took(session, me, begun.number, minutes)
            told = await lab_counts.took(session, ["redis-working", "redis-advanced"])
            assert (told == {}) == (place < 4)
    # 20 40 60 20 40 60, each person's latest
    assert told == {"redis-working": Took(40, 6)}


async def test_a_step_is_told_of_when_three_people_had_trouble_there(database: Database) -> None:
    people = [await greeted(database, Who("slack", "T0ACME", f"U{number}")) for number in range(3)]
    async with database.writing() as session:
        for place, (me, kind) in enumerate(zip(people, ("stuck", "stuck", "left"), strict=True)):
            assert await lab_counts.losses(session) == [], place
            await takes_up(session, me)
            await labs.tell(session, me, "redis-working", 1, "load", kind, NOON)
            await labs.tell(session, me, "redis-working", 1, f"alone-{place}", kind, NOON)
        (loss,) = await lab_counts.losses(session)
    assert (loss.lab, loss.version, loss.step, loss.started) == ("redis-working", 1, "load", 3)
    assert loss.troubles == (("left", 1), ("stuck", 2))
