"""A colleague confirms one depth with a code that its owner gave them: once, within 14 days, and only that."""

from __future__ import annotations

import asyncio
import datetime as dt
import re

import pytest

from storage import confirmations, evidence, leaving
from storage.confirmations import LAPSES, Asked
from storage.database import Database
from storage.evidence import Evidence
from storage.members import STRANGER, Me, Who
from storage.tables import Confirmation
from storage.tables import Evidence as EvidenceRow
from tests.storage.counting import rows
from tests.storage.people import ALICE, BOB, NAMESAKE, NOON, depths_of, greeted, history_of, knows

CAROL = Who("slack", "T0ACME", "U0CAROL")
TICK = dt.timedelta(microseconds=1)
DAY = dt.timedelta(days=1)


async def asks(database: Database, me: Me, skill: str = "docker", depth: str = "working") -> str:
    """Ask for a code about a depth, in a transaction of its own."""
    async with database.writing() as session:
        return await confirmations.ask(session, me, skill, depth, "c1", NOON)


async def reads(database: Database, me: Me, code: str, now: dt.datetime = NOON) -> Asked | None:
    """What somebody is shown for a code."""
    async with database.reading() as session:
        return await confirmations.handed_over(session, me, code, now)


async def answers(database: Database, me: Me, code: str, seen: bool = True, now: dt.datetime = NOON) -> bool | None:
    """Answer a code, in a transaction of its own."""
    async with database.writing() as session:
        return await confirmations.answer(session, me, code, seen, "c2", now)


async def open_questions(database: Database, me: Me, now: dt.datetime = NOON) -> list[str]:
    """The codes somebody waits for."""
    async with database.reading() as session:
        return [each.code for each in await confirmations.mine(session, me, now)]


async def evidence_of(database: Database, me: Me) -> list[Evidence]:
    """What speaks for somebody's depths."""
    async with database.reading() as session:
        return await evidence.mine(session, me)


@pytest.fixture
async def alice(database: Database) -> Me:
    """Alice, who set Docker to Working."""
    me = await greeted(database, ALICE)
    await knows(database, me, "docker", "working")
    return me


@pytest.fixture
async def bob(database: Database) -> Me:
    """Bob, her colleague."""
    return await greeted(database, BOB)


async def test_a_code_is_ten_signs_that_nobody_mistakes_for_others_and_each_is_new(
    database: Database, alice: Me
) -> None:
    codes = [await asks(database, alice) for _ in range(200)]
    assert all(re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{10}", each) for each in codes)
    assert len(set(codes)) == 200
    assert len(set("".join(codes))) == 30


async def test_who_holds_the_code_sees_the_one_depth_it_is_about(database: Database, alice: Me, bob: Me) -> None:
    await knows(database, alice, "mlflow", "expert")
    code = await asks(database, alice)
    assert await reads(database, bob, code) == Asked(code, "docker", "working", "U0ALICE", NOON)
    assert await open_questions(database, alice) == [code]
    assert await open_questions(database, bob) == []


async def test_a_confirmed_depth_is_evidence_with_who_when_and_against_what(
    database: Database, alice: Me, bob: Me
) -> None:
    code = await asks(database, alice)
    assert await answers(database, bob, code, now=NOON + DAY) is True
    assert await evidence_of(database, alice) == [Evidence("docker", "peer", "working", NOON + DAY, "c2", "U0BOB")]
    assert await evidence_of(database, bob) == []


async def test_confirming_changes_nothing_that_the_owner_said(database: Database, alice: Me, bob: Me) -> None:
    before = await history_of(database, alice)
    await answers(database, bob, await asks(database, alice))
    assert await depths_of(database, alice) == {"docker": "working"}
    assert await history_of(database, alice) == before


async def test_a_no_keeps_nothing_and_uses_the_code_up(database: Database, alice: Me, bob: Me) -> None:
    code = await asks(database, alice)
    assert await answers(database, bob, code, seen=False) is False
    assert await evidence_of(database, alice) == []
    assert await rows(database, Confirmation) == 0
    assert await answers(database, bob, code) is None


async def test_a_code_is_answered_once(database: Database, alice: Me, bob: Me) -> None:
    code = await asks(database, alice)
    await answers(database, bob, code)
    carol = await greeted(database, CAROL)
    assert await reads(database, carol, code) is None
    assert await answers(database, carol, code) is None
    assert [each.by for each in await evidence_of(database, alice)] == ["U0BOB"]


async def test_of_many_who_answer_at_once_exactly_one_does(database: Database, alice: Me) -> None:
    colleagues = [await greeted(database, Who("slack", "T0ACME", f"U0COLLEAGUE{number}")) for number in range(12)]
    code = await asks(database, alice)
    said = await asyncio.gather(*(answers(database, each, code, seen=True) for each in colleagues))
    assert sorted(map(str, said)) == [*["None"] * 11, "True"]
    assert [each.by for each in await evidence_of(database, alice)] == [f"U0COLLEAGUE{said.index(True)}"]


async def test_ones_own_code_is_not_for_oneself_and_stays_good_for_others(
    database: Database, alice: Me, bob: Me
) -> None:
    code = await asks(database, alice)
    assert await reads(database, alice, code) is None
    assert await answers(database, alice, code) is None
    assert await evidence_of(database, alice) == []
    assert await answers(database, bob, code) is True


@pytest.mark.parametrize("who", [NAMESAKE, Who("teams", "T0ACME", "U0BOB")])
async def test_a_code_is_worth_nothing_outside_its_workspace(database: Database, alice: Me, who: Who) -> None:
    code = await asks(database, alice)
    outsider = await greeted(database, who)
    assert await reads(database, outsider, code) is None
    assert await answers(database, outsider, code) is None
    assert await answers(database, STRANGER, code) is None
    assert await open_questions(database, alice) == [code]


async def test_a_code_that_never_was_shows_nothing(database: Database, alice: Me, bob: Me) -> None:
    code = await asks(database, alice)
    for wrong in ("", " ", code[:-1], f"{code}2", code.lower(), "%", "_" * 10, "2222222222"):
        assert await reads(database, bob, wrong) is None
        assert await answers(database, bob, wrong) is None
    assert await open_questions(database, alice) == [code]


async def test_asking_again_about_a_skill_makes_the_first_code_worthless(
    database: Database, alice: Me, bob: Me
) -> None:
    first = await asks(database, alice)
    second = await asks(database, alice)
    other = await asks(database, alice, "mlflow")
    assert await answers(database, bob, first) is None
    assert await open_questions(database, alice) == [second, other]
    assert await answers(database, bob, second) is True


@pytest.mark.parametrize(("age", "good"), [(LAPSES - TICK, True), (LAPSES, False), (LAPSES + TICK, False)])
async def test_a_code_lapses_after_14_days_to_the_moment(
    database: Database, alice: Me, bob: Me, age: dt.timedelta, good: bool
) -> None:
    assert dt.timedelta(days=14) == LAPSES
    code = await asks(database, alice)
    assert (await reads(database, bob, code, NOON + age) is not None) is good
    assert (await open_questions(database, alice, NOON + age) == [code]) is good
    assert await answers(database, bob, code, now=NOON + age) is (True if good else None)
    assert bool(await evidence_of(database, alice)) is good


async def test_lapsed_questions_are_forgotten_and_the_others_kept(database: Database, alice: Me, bob: Me) -> None:
    await asks(database, alice)
    async with database.writing() as session:
        fresh = await confirmations.ask(session, bob, "docker", "expert", "c1", NOON + TICK)
        assert await confirmations.forget_lapsed(session, NOON + LAPSES - TICK) == 0
        assert await confirmations.forget_lapsed(session, NOON + LAPSES) == 1
        assert await confirmations.forget_lapsed(session, NOON + LAPSES) == 0
    assert await open_questions(database, bob, NOON + LAPSES) == [fresh]


@pytest.mark.parametrize("since", ["expert", "awareness", "skip", None])
async def test_a_depth_that_its_owner_changed_since_is_not_confirmed(
    database: Database, alice: Me, bob: Me, since: str | None
) -> None:
    code = await asks(database, alice)
    await knows(database, alice, "docker", since)
    assert await answers(database, bob, code) is False
    assert await evidence_of(database, alice) == []
    assert await rows(database, Confirmation) == 0


async def test_a_depth_the_owner_never_said_cannot_be_had_by_asking(database: Database, alice: Me, bob: Me) -> None:
    for skill in ("docker", "kubernetes"):
        assert await answers(database, bob, await asks(database, alice, skill, "expert")) is False
    assert await rows(database, EvidenceRow) == 0


async def test_a_second_confirmation_takes_the_place_of_the_first(database: Database, alice: Me, bob: Me) -> None:
    await answers(database, bob, await asks(database, alice))
    await knows(database, alice, "docker", "expert")
    carol = await greeted(database, CAROL)
    await answers(database, carol, await asks(database, alice, "docker", "expert"), now=NOON + DAY)
    assert await evidence_of(database, alice) == [Evidence("docker", "peer", "expert", NOON + DAY, "c2", "U0CAROL")]


async def test_who_confirmed_sees_what_and_when_and_nobody_else_does(database: Database, alice: Me, bob: Me) -> None:
    await knows(database, alice, "mlflow", "expert")
    await answers(database, bob, await asks(database, alice, "mlflow", "expert"), now=NOON + DAY)
    await answers(database, bob, await asks(database, alice))
    async with database.reading() as session:
        assert await evidence.given(session, bob) == [("docker", NOON), ("mlflow", NOON + DAY)]
        assert await evidence.given(session, alice) == []


async def test_a_colleague_who_leaves_is_no_longer_named(database: Database, alice: Me, bob: Me) -> None:
    await answers(database, bob, await asks(database, alice))
    async with database.writing() as session:
        await leaving.forget(session, bob)
    assert await evidence_of(database, alice) == [Evidence("docker", "peer", "working", NOON, "c2", None)]


async def test_an_owner_who_leaves_takes_the_question_along(database: Database, alice: Me, bob: Me) -> None:
    code = await asks(database, alice)
    async with database.writing() as session:
        await leaving.forget(session, alice)
    assert await reads(database, bob, code) is None
    assert await answers(database, bob, code) is None
    assert await rows(database, EvidenceRow) == 0
