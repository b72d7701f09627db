"""The planner and the ledger through flights, changes of clocks, silences with their reasons, and two planners."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from jobs import weekly_nudge
from skills import calendar
from skills.calendar import NoSuchZone
from storage import planning
from storage.database import Database
from storage.members import Who
from storage.nudges import OFF, ON
from storage.tables import Delivery, NudgeSlot, table
from tests.jobs.planned import DAY, HOUR, MINUTE, NINE, SUNDAY, THURSDAY, TUESDAY, WEEK, Person, next_dues, send, tick
from tests.storage.counting import rows
from tests.storage.people import ALICE, BOB

LONDON, TAIPEI, LOS_ANGELES = "Europe/London", "Asia/Taipei", "America/Los_Angeles"
KIRITIMATI, PAGO_PAGO = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[arg-type, misc]


NEW_YEAR = utc(2026, 1, 1, 12)  # a Thursday
FIRST = utc(2026, 1, 5, 9)  # the Monday after, at nine in London


@pytest.fixture
def alice(database: Database) -> Person:
    return Person(database, ALICE)


@pytest.fixture
def bob(database: Database) -> Person:
    return Person(database, BOB)


async def came(database: Database, person: Person, *at: dt.datetime) -> list[dt.datetime]:
    """Tick at these moments; returns when the person's messages came."""
    for each in at:
        await tick(database, each)
    return [row.came for row in await person.rows() if row.state == "sent"]


async def mondays(database: Database, count: int, since: dt.datetime = FIRST) -> None:
    """Tick at nine in London on so many Mondays."""
    for number in range(count):
        await tick(database, calendar.next_due(LONDON, 0, NINE, since + number * WEEK - DAY))


async def test_from_taipei_to_los_angeles_on_a_monday(database: Database, alice: Person) -> None:
    await alice.says_yes(utc(2026, 3, 1), TAIPEI)
    assert await came(database, alice, utc(2026, 3, 2, 0, 59), utc(2026, 3, 2, 1)) == [utc(2026, 3, 2, 1)]
    await alice.flies(utc(2026, 3, 2, 3), LOS_ANGELES)
    again, next_week = utc(2026, 3, 2, 17), utc(2026, 3, 9, 16)  # the clocks have gone forward in between
    assert await came(database, alice, again, next_week - MINUTE, next_week) == [utc(2026, 3, 2, 1), next_week]
    assert await alice.weeks() == {"2026-W10": "sent", "2026-W11": "sent"}


@pytest.mark.parametrize(
    ("minute", "before", "moment", "again"),
    [
        # 02:30 does not exist: 03:30 EDT.
        (150, utc(2026, 3, 7, 12), utc(2026, 3, 8, 7, 30), utc(2026, 3, 15, 6, 30)),
        # 01:30 comes twice: the first, EDT.
        (90, utc(2026, 10, 31, 12), utc(2026, 11, 1, 5, 30), utc(2026, 11, 8, 6, 30)),
    ],
)
async def test_new_york_when_its_clocks_change(
    database: Database, alice: Person, minute: int, before: dt.datetime, moment: dt.datetime, again: dt.datetime
) -> None:
    await alice.says_yes(before, "America/New_York", SUNDAY, minute)
    around = [moment + number * HOUR / 2 for number in range(-4, 5)]
    assert await came(database, alice, *around, again - MINUTE, again) == [moment, again]


async def test_the_week_that_only_some_years_have(database: Database, alice: Person) -> None:
    await alice.says_yes(utc(2026, 12, 24), LONDON, SUNDAY)
    await came(database, alice, *(utc(2026, 12, 27, 9) + number * WEEK for number in range(3)))
    assert await alice.weeks() == dict.fromkeys(("2026-W52", "2026-W53", "2027-W01"), "sent")


async def test_the_two_ends_of_the_world_have_the_same_monday_a_day_apart(
    database: Database, alice: Person, bob: Person
) -> None:
    for person, zone in ((alice, KIRITIMATI), (bob, PAGO_PAGO)):
        await person.says_yes(utc(2026, 3, 1), zone)
    first, second = utc(2026, 3, 1, 19), utc(2026, 3, 2, 20)
    assert await came(database, alice, first, second) == [first]
    assert await came(database, bob) == [second]
    assert await alice.weeks() == await bob.weeks() == {"2026-W10": "sent"}


async def test_nine_is_nine_in_london_before_and_after_the_change_of_march(database: Database, alice: Person) -> None:
    await alice.says_yes(utc(2026, 3, 20), LONDON)
    hours = [utc(2026, 3, 23, 8) + hour * HOUR for hour in (0, 1, 2, 7 * 24 - 1, 7 * 24, 7 * 24 + 1)]
    assert await came(database, alice, *hours) == [utc(2026, 3, 23, 9), utc(2026, 3, 30, 8)]


async def test_a_flight_over_the_date_line_after_sundays_message_brings_none_for_what_is_that_week_over_there(
    database: Database, alice: Person
) -> None:
    await alice.says_yes(utc(2026, 2, 28), PAGO_PAGO, SUNDAY, 23 * 60)
    sent = utc(2026, 3, 2, 10)  # in Kiritimati it is Tuesday already
    await tick(database, sent)
    await alice.flies(sent + HOUR, KIRITIMATI)
    await came(database, alice, utc(2026, 3, 8, 9), utc(2026, 3, 15, 9))
    assert await alice.weeks() == {"2026-W09": "sent", "2026-W10": "moved", "2026-W11": "sent"}


async def test_a_message_that_do_not_disturb_held_back_counts_when_it_came(database: Database, alice: Person) -> None:
    await alice.says_yes(utc(2026, 2, 27), PAGO_PAGO, 5, 20 * 60)  # Saturday evening, Sunday in Kiritimati
    due, sent = utc(2026, 3, 1, 7), utc(2026, 3, 1, 10, 30)
    await alice.is_quiet(due - HOUR, sent)
    await came(database, alice, due, sent)  # by now it is Monday in Kiritimati
    await alice.flies(sent + HOUR, KIRITIMATI)
    await tick(database, utc(2026, 3, 7, 6))
    assert await alice.weeks() == {"2026-W09": "sent", "2026-W10": "moved"}


async def test_a_week_in_which_nothing_could_be_due_has_no_row(database: Database, alice: Person) -> None:
    """The first days before one's choice, and the days between two choices."""
    await alice.says_yes(NEW_YEAR, LONDON, TUESDAY)
    await came(database, alice, utc(2026, 1, 6, 9), utc(2026, 1, 13, 9))
    await alice.changes(utc(2026, 1, 19, 12), weekday=0)  # Tuesday is still to come, Monday has been
    await came(database, alice, utc(2026, 1, 20, 9), utc(2026, 1, 26, 9))
    assert await alice.weeks() == {"2026-W02": "sent", "2026-W03": "sent", "2026-W05": "sent"}


async def test_another_day_of_a_week_that_had_its_message_brings_no_second(database: Database, alice: Person) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await tick(database, FIRST)
    await alice.changes(FIRST + HOUR, weekday=THURSDAY)
    assert await came(database, alice, FIRST + 3 * DAY, FIRST + 10 * DAY) == [FIRST, FIRST + 10 * DAY]


async def test_whoever_comes_after_the_moment_and_before_the_tick_waits_for_the_next(
    database: Database, alice: Person, bob: Person
) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await bob.says_yes(FIRST + MINUTE, LONDON)
    assert await came(database, bob, FIRST + 2 * MINUTE, FIRST + WEEK) == [FIRST + WEEK]
    assert await came(database, alice) == [FIRST + 2 * MINUTE, FIRST + WEEK]


async def test_a_machine_asleep_for_weeks_says_late_for_each_and_sends_todays(
    database: Database, alice: Person
) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await tick(database, FIRST + 3 * WEEK + 14 * HOUR)  # 23:00
    assert list((await alice.weeks()).values()) == ["late", "late", "late", "sent"]
    await tick(database, FIRST + 4 * WEEK + 15 * HOUR)  # midnight
    assert (await alice.weeks())["2026-W06"] == "late"


async def test_a_clock_that_jumps_back_and_forth_sends_nothing_twice(database: Database, alice: Person) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    jumps = [FIRST, FIRST - DAY, FIRST + DAY, FIRST - DAY, FIRST, FIRST + 60 * DAY, FIRST + MINUTE, FIRST + WEEK]
    for at in jumps:
        await tick(database, at)
        assert all(at < due <= at + 8 * DAY for due in await next_dues(database))
    kept = await alice.weeks()
    assert (kept["2026-W02"], kept["2026-W03"]) == ("sent", "late")  # the clock said that it was March
    assert list(kept.values()).count("sent") == 1


async def test_whoever_takes_a_slot_that_a_fast_clock_already_planned_gets_its_next_moment(
    database: Database, alice: Person, bob: Person
) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await tick(database, FIRST + HOUR)  # the clock is a day fast: it is still Sunday
    await bob.says_yes(FIRST - 12 * HOUR, LONDON)
    await tick(database, FIRST)
    assert await alice.weeks() == await bob.weeks() == {"2026-W02": "sent"}


async def test_todays_rules_of_a_zone_count_not_those_of_when_the_moment_was_written_down(
    database: Database, alice: Person, bob: Person
) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await bob.says_yes(NEW_YEAR, TAIPEI)
    slots = table(NudgeSlot)
    for zone, wrong in ((LONDON, -HOUR), (TAIPEI, HOUR)):
        due = calendar.next_due(zone, 0, NINE, NEW_YEAR) + wrong
        async with database.writing() as session:
            await session.execute(update(slots).where(slots.c.zone == zone).values(next_due=due))
    taipei = FIRST - 8 * HOUR
    # Bob's is found an hour late, when the wrong moment comes; Alice's is not sent an hour early.
    assert await came(database, bob, taipei, taipei + HOUR) == [taipei + HOUR]
    assert await came(database, alice, FIRST - HOUR, FIRST) == [FIRST]
    assert [(row.week, row.due_at) for row in await bob.rows()] == [("2026-W02", taipei)]
    assert await next_dues(database) == [FIRST + WEEK, taipei + WEEK]


# Why a week is silent


async def why(database: Database, person: Person, at: dt.datetime = FIRST) -> str:
    """Tick, and say how the week of that moment ended."""
    await tick(database, at)
    return (await person.weeks())[calendar.iso_week(LONDON, FIRST)]


async def test_snoozed_until_a_day_and_from_that_day_on_again(database: Database, alice: Person) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await alice.changes(NEW_YEAR, snoozed_until=dt.date(2026, 1, 12))
    await mondays(database, 3)
    assert await alice.weeks() == {"2026-W02": "snoozed", "2026-W03": "sent", "2026-W04": "sent"}


async def test_a_holiday_where_somebody_keeps_them_and_nowhere_else(
    database: Database, alice: Person, bob: Person
) -> None:
    for person, country in ((alice, "GB-ENG"), (bob, "US")):
        await person.says_yes(utc(2026, 4, 1), LONDON)
        await person.changes(utc(2026, 4, 1), holidays=country)
    await mondays(database, 2, utc(2026, 4, 6, 8))  # Easter Monday
    assert await alice.weeks() == {"2026-W15": "holiday", "2026-W16": "sent"}
    assert await bob.weeks() == {"2026-W15": "sent", "2026-W16": "sent"}


@pytest.mark.parametrize(("back", "then"), [(FIRST, "sent"), (FIRST + MINUTE, "away")])
async def test_away_until_somebody_is_back(database: Database, alice: Person, back: dt.datetime, then: str) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await alice.is_away(back, NEW_YEAR)
    assert await why(database, alice) == then
    await tick(database, FIRST + DAY)
    assert await alice.weeks() == {"2026-W02": then}  # and nothing is made up for


async def test_do_not_disturb_that_ends_the_same_day_holds_the_message_back(database: Database, alice: Person) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await alice.is_quiet(FIRST - HOUR, FIRST + 2 * HOUR)
    assert await came(database, alice, FIRST, FIRST + 2 * HOUR - MINUTE) == []
    (row,) = await alice.rows()
    assert (row.state, row.due_at, row.came) == ("planned", FIRST, FIRST + 2 * HOUR)
    assert await came(database, alice, FIRST + 2 * HOUR) == [FIRST + 2 * HOUR]


@pytest.mark.parametrize(
    ("begins", "ends", "then"),
    [
        (FIRST, FIRST + 15 * HOUR, "quiet"),  # until midnight
        (FIRST, FIRST + 15 * HOUR - MINUTE, "planned"),
        (FIRST - HOUR, FIRST, "sent"),
        (FIRST + MINUTE, FIRST + 20 * HOUR, "sent"),
    ],
)
async def test_do_not_disturb_over_the_whole_day(
    database: Database, alice: Person, begins: dt.datetime, ends: dt.datetime, then: str
) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await alice.is_quiet(begins, ends)
    assert await why(database, alice) == then


async def test_a_zone_that_no_longer_exists_is_silent_and_the_others_have_their_moment(
    database: Database, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await alice.says_yes(NEW_YEAR, PAGO_PAGO, SUNDAY, 23 * 60)
    await bob.says_yes(NEW_YEAR, LONDON)
    await came(database, bob, utc(2026, 1, 5, 10))
    known = calendar.zone_named

    def forgetful(zone: str) -> object:
        if zone == PAGO_PAGO:
            raise NoSuchZone(zone)
        return known(zone)

    with monkeypatch.context() as patched:
        patched.setattr(calendar, "zone_named", forgetful)
        await came(database, bob, utc(2026, 1, 12, 10), utc(2026, 1, 19, 10))
    await came(database, bob, utc(2026, 1, 26, 9), utc(2026, 1, 26, 10))  # it is back
    assert await alice.weeks() == {"2026-W01": "sent", "2026-W02": "zone", "2026-W03": "zone", "2026-W04": "sent"}
    assert list((await bob.weeks()).values()) == ["sent", "sent", "sent", "resting"]
    assert [row.due_at for row in await alice.rows()][-1] == utc(2026, 1, 26, 10)


async def test_a_zone_nobody_ever_knew(database: Database, alice: Person) -> None:
    await alice.says_yes(NEW_YEAR, "Mars/Olympus")
    await mondays(database, 2)
    assert await alice.weeks() == {"2026-W02": "zone", "2026-W03": "zone"}


async def test_of_several_reasons_the_persons_own_word_comes_first(database: Database, alice: Person) -> None:
    """Each reason is taken away in turn, and the next one shows."""
    easter, late = utc(2026, 4, 6, 8), utc(2026, 4, 7, 8)
    zone = "America/New_York"
    await alice.says_yes(utc(2026, 3, 31), zone, SUNDAY, 23 * 60)
    await tick(database, utc(2026, 4, 6, 3))  # Monday morning in London
    await alice.flies(utc(2026, 4, 6, 4), LONDON)
    await alice.changes(
        utc(2026, 4, 6, 4), state="paused", weekday=0, minute=NINE, snoozed_until=dt.date(2026, 5, 1),
        holidays="GB-ENG", ignored=3, resting_until=late,
    )  # fmt: skip
    await alice.is_away(late, easter - 2 * HOUR)
    await alice.is_quiet(easter - HOUR, late + DAY)
    earlier = easter - 4 * HOUR
    story: list[tuple[str, dt.datetime, Callable[[], Awaitable[None]] | None]] = [
        ("paused", late, lambda: alice.changes(earlier, state=ON)),
        ("snoozed", late, lambda: alice.changes(earlier, snoozed_until=None)),
        ("holiday", late, lambda: alice.changes(earlier, holidays=None)),
        ("away", late, lambda: alice.is_away(None, earlier)),
        ("resting", late, lambda: alice.changes(earlier, resting_until=None)),
        ("late", late, None),
        ("quiet", easter, lambda: alice.is_quiet(earlier, earlier + HOUR)),
        ("moved", easter, None),
    ]
    kept, slots = table(Delivery), table(NudgeSlot)
    for reason, at, take_away in story:
        await tick(database, at)
        assert (await alice.weeks())["2026-W15"] == reason
        async with database.writing() as session:  # once more
            await session.execute(delete(kept).where(kept.c.week == "2026-W15"))
            await session.execute(update(slots).where(slots.c.zone == LONDON).values(next_due=easter))
        if take_away is not None:
            await take_away()


# Fewer, then none


async def test_three_without_a_sign_come_every_four_weeks_and_after_three_more_a_farewell(
    database: Database, alice: Person
) -> None:
    """Across the change of clocks in March."""
    await alice.says_yes(NEW_YEAR, LONDON)
    await mondays(database, 22)
    rest = ["resting"] * 3
    assert list((await alice.weeks()).values()) == [
        "sent", "sent", "sent", *rest, "sent", *rest, "sent", *rest, "sent", *rest, "sent", *["paused"] * 3,
    ]  # fmt: skip
    assert [row.kind for row in await alice.rows() if row.state == "sent"] == [None] * 6 + ["pause"]
    assert (await alice.chosen()).state == "paused"


async def test_a_sign_brings_back_every_week(database: Database, alice: Person, bob: Person) -> None:
    for person in (alice, bob):
        await person.says_yes(NEW_YEAR, LONDON)
    await mondays(database, 4)
    await alice.presses("2026-W03", FIRST + 3 * WEEK + HOUR)
    await mondays(database, 2, FIRST + 4 * WEEK)
    assert list((await alice.weeks()).values()) == ["sent", "sent", "sent", "resting", "sent", "sent"]
    assert list((await bob.weeks()).values()) == ["sent", "sent", "sent", "resting", "resting", "resting"]
    assert (await alice.chosen()).ignored == 2


async def test_a_yes_after_the_pause_begins_anew(database: Database, alice: Person) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await mondays(database, 20)
    assert (await alice.chosen()).state == "paused"
    await alice.changes(FIRST + 19 * WEEK + HOUR, state=ON, ignored=0, resting_until=None)
    await mondays(database, 4, FIRST + 20 * WEEK)
    assert list((await alice.weeks()).values())[-5:] == ["paused", "sent", "sent", "sent", "resting"]


async def test_no_messages_after_a_stop_and_no_row_either(database: Database, alice: Person) -> None:
    await alice.says_yes(NEW_YEAR, LONDON)
    await mondays(database, 1)
    await alice.changes(FIRST + HOUR, state=OFF)
    await mondays(database, 2, FIRST + WEEK)
    await alice.changes(FIRST + 2 * WEEK + HOUR, state=ON)
    await mondays(database, 1, FIRST + 3 * WEEK)
    assert await alice.weeks() == {"2026-W02": "sent", "2026-W05": "sent"}


# Trouble, and company


async def everybody(database: Database, zones: tuple[str, ...] = (LONDON,), count: int = 12) -> list[Person]:
    """So many people who said yes, in these zones by turns."""
    people = [Person(database, Who("slack", "T0ACME", f"U{number}")) for number in range(count)]
    for number, person in enumerate(people):
        await person.says_yes(NEW_YEAR, zones[number % len(zones)])
    return people


async def test_a_slot_that_cannot_be_planned_leaves_the_others_their_moment_and_is_tried_again(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    london, lisbon = await everybody(database, (LONDON, "Europe/Lisbon"), 2)
    plan, troubled = planning.plan, True

    async def trouble(session: object, occasion: planning.Occasion, *rest: object) -> int:
        if troubled and occasion.slot.zone == LONDON:
            raise OSError("disk full")
        return await plan(session, occasion, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "plan", trouble)
    monkeypatch.setattr(weekly_nudge, "MANY", 1)  # the one that is read first is the one in trouble
    assert await tick(database, FIRST) == 1
    assert (await london.weeks(), await lisbon.weeks()) == ({}, {"2026-W02": "sent"})
    troubled = False
    assert await tick(database, FIRST + MINUTE) == 1
    assert await london.weeks() == {"2026-W02": "sent"}


async def test_two_planners_at_once_plan_each_person_once(url: str, database: Database) -> None:
    people = await everybody(database, (LONDON, "Europe/Lisbon", "UTC"))
    replica = Database(url)
    try:
        new = await asyncio.gather(*(weekly_nudge.plan(each, FIRST + WEEK) for each in (database, replica) * 3))
    finally:
        await replica.close()
    assert sum(new) == await rows(database, Delivery) == 2 * len(people)
    assert await next_dues(database) == [FIRST + 2 * WEEK] * 3
    await send(database, FIRST + WEEK)
    assert {tuple((await each.weeks()).values()) for each in people} == {("late", "sent")}


async def test_what_a_killed_planner_left_undone_is_done_by_the_next(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = await everybody(database)
    monkeypatch.setattr(planning, "CHUNK", 5)
    plan, chunks = planning.plan, 0

    class Killed(BaseException):
        """The process ends."""

    async def until_killed(*everything: object) -> int:
        nonlocal chunks
        chunks += 1
        if chunks == 2:
            raise Killed
        return await plan(*everything)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(planning, "plan", until_killed)
        with pytest.raises(Killed):
            await weekly_nudge.plan(database, FIRST)
    planned_before = await rows(database, Delivery)
    assert 0 < planned_before < len(people)
    assert await next_dues(database) == [FIRST]
    assert await weekly_nudge.plan(database, FIRST + MINUTE) == len(people) - planned_before
    assert {tuple((await each.weeks()).items()) for each in people} == {(("2026-W02", "planned"),)}
    assert {row.due_at for each in people for row in await each.rows()} == {FIRST}


async def test_a_slot_is_moved_on_only_by_whoever_read_it_last(database: Database) -> None:
    await everybody(database, count=1)
    async with database.writing() as session:
        (slot,) = await planning.due_slots(session, FIRST)
        assert await planning.advance(session, slot, FIRST + WEEK)
        assert not await planning.advance(session, slot, FIRST + 2 * WEEK)
        assert await planning.advance(session, replace(slot, next_due=FIRST + WEEK), FIRST + 2 * WEEK)
