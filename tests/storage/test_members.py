"""People are met once, however many requests they send at the same moment, and keep what they chose."""

from __future__ import annotations

import asyncio
import datetime as dt

from storage import members
from storage.database import Database
from storage.members import STRANGER, Who
from storage.tables import Member, Workspace
from tests.storage.counting import rows
from tests.storage.people import ALICE, BOB, NAMESAKE, NOON, chooses, found, greeted


async def test_nobody_is_known_before_the_first_contact(database: Database) -> None:
    async with database.reading() as session:
        assert await members.find(session, ALICE) is None
    assert not STRANGER.known


async def test_the_first_contact_keeps_what_the_platform_says_and_chooses_nothing(database: Database) -> None:
    async with database.writing() as session:
        alice = await members.greet(session, ALICE, NOON, "zh-TW", "Asia/Taipei")
    assert alice == await found(database, ALICE)
    assert alice.known
    assert (alice.locale, alice.time_zone) == ("zh-TW", "Asia/Taipei")
    assert (alice.language, alice.role, alice.level) == (None, None, None)


async def test_greeting_again_neither_doubles_nor_changes_anybody(database: Database) -> None:
    async with database.writing() as session:
        alice = await members.greet(session, ALICE, NOON, "zh-TW", "Asia/Taipei")
        await members.choose_language(session, alice, "en")
    async with database.writing() as session:
        again = await members.greet(session, ALICE, NOON, "de-DE", "Europe/Berlin")
    assert again.id == alice.id
    assert (again.locale, again.time_zone, again.language) == ("zh-TW", "Asia/Taipei", "en")
    assert await rows(database, Member) == 1


async def test_150_first_greetings_at_once_make_one_person(database: Database) -> None:
    met = await asyncio.gather(*(greeted(database, ALICE) for _ in range(150)))
    assert len({me.id for me in met}) == 1
    assert all(me.known for me in met)
    assert await rows(database, Member) == 1
    assert await rows(database, Workspace) == 1


async def test_a_whole_team_that_arrives_at_once_is_kept_apart(database: Database) -> None:
    team = [Who("slack", "T0ACME", f"U{number}") for number in range(60)]
    met = await asyncio.gather(*(greeted(database, who) for who in team))
    assert len({me.id for me in met}) == 60
    assert len({me.workspace_id for me in met}) == 1
    assert await rows(database, Member) == 60


async def test_a_chosen_role_and_level_are_kept_and_can_be_taken_back(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    await chooses(database, alice, "mlops-engineer", "senior")
    assert (await found(database, ALICE)).role == "mlops-engineer"
    assert (await found(database, ALICE)).level == "senior"
    await chooses(database, alice, "data-scientist", None)
    assert (await found(database, ALICE)).role == "data-scientist"
    assert (await found(database, ALICE)).level is None
    assert await found(database, BOB) == bob


async def test_a_chosen_language_is_kept_until_the_platform_is_followed_again(database: Database) -> None:
    alice = await greeted(database, ALICE)
    async with database.writing() as session:
        await members.choose_language(session, alice, "zh-Hant")
    assert (await found(database, ALICE)).language == "zh-Hant"
    async with database.writing() as session:
        await members.choose_language(session, alice, None)
    assert (await found(database, ALICE)).language is None


async def test_days_are_counted_in_the_chosen_zone_then_the_platforms_then_utc(database: Database) -> None:
    alice = await greeted(database, ALICE)
    assert alice.zone == "UTC"
    async with database.writing() as session:
        await members.follow_profile(session, ALICE, None, "Europe/London")
        await members.choose_zone(session, alice, "Asia/Taipei")
    assert (await found(database, ALICE)).zone == "Asia/Taipei"
    async with database.writing() as session:
        await members.choose_zone(session, alice, None)
    assert (await found(database, ALICE)).zone == "Europe/London"


async def test_when_somebody_was_asked_about_an_old_depth_is_their_own(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    async with database.writing() as session:
        assert await members.last_asked(session, alice) is None
        for moment in (NOON, NOON + dt.timedelta(days=40)):
            await members.note_asked(session, alice, moment)
            assert await members.last_asked(session, alice) == moment
        assert await members.last_asked(session, bob) is None


async def test_a_changed_profile_is_followed_and_silence_changes_nothing(database: Database) -> None:
    async with database.writing() as session:
        alice = await members.greet(session, ALICE, NOON, "zh-TW", "Asia/Taipei")
        await members.choose_language(session, alice, "en")
        await members.follow_profile(session, ALICE, "en-US", "America/Los_Angeles")
    moved = await found(database, ALICE)
    assert (moved.id, moved.locale, moved.time_zone) == (alice.id, "en-US", "America/Los_Angeles")
    assert moved.language == "en"
    async with database.writing() as session:
        await members.follow_profile(session, ALICE, None, "Europe/London")
        await members.follow_profile(session, ALICE, "", "")
    silent = await found(database, ALICE)
    assert (silent.locale, silent.time_zone) == ("en-US", "Europe/London")


async def test_a_strangers_profile_is_not_kept(database: Database) -> None:
    await greeted(database, ALICE)
    async with database.writing() as session:
        await members.follow_profile(session, BOB, "en-US", "Europe/London")
        await members.follow_profile(session, NAMESAKE, "en-US", "Europe/London")
    assert await rows(database, Member) == 1
    assert await rows(database, Workspace) == 1
    assert (await found(database, ALICE)).locale is None


async def test_one_workspace_is_made_once_and_platforms_have_their_own(database: Database) -> None:
    async def home(platform: str, workspace: str) -> int:
        async with database.writing() as session:
            return await members.workspace_id(session, platform, workspace, NOON)

    same = await asyncio.gather(*(home("slack", "T0ACME") for _ in range(30)))
    other = {await home("teams", "T0ACME"), await home("slack", "T0GLOBEX")}
    assert len(set(same)) == 1
    assert len(other | set(same)) == 3


async def test_a_workspace_that_is_asked_for_often_uses_up_no_ids(database: Database) -> None:
    """Every event asks for its workspace; PostgreSQL's integer keys end at 2,147,483,647."""
    first = await greeted(database, ALICE)
    for _ in range(20):
        async with database.writing() as session:
            await members.workspace_id(session, "slack", "T0ACME", NOON)
    globex = await greeted(database, NAMESAKE)
    assert globex.workspace_id == first.workspace_id + 1
