"""/rung why: each week somebody remembers, sent or silent, with its reason in words."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.words import Words
from sandbox import Sandbox
from tests.conftest import Installed
from tests.journeys.asking import EN, HANS, HANT, ask, buttons, last, press
from tests.journeys.nudging import FRIDAY, MONDAY, WEEK, came, newest, person, presses, says_yes, tick, ticks

pytestmark = pytest.mark.usefixtures("clock")
DAY = dt.timedelta(days=1)


async def why(slack: Sandbox, who: str = "bob") -> list[str]:
    """What somebody reads after /rung why, line by line."""
    return (await ask(slack, who, "why", "/rung")).splitlines()


async def test_before_the_first_week_it_says_so(installed: Installed) -> None:
    slack = installed.slack
    slack.clock.set(FRIDAY)
    said = await why(slack)
    assert EN("weeks-none") in said
    assert EN("nudges-are-off") in said
    await says_yes(slack)
    said = await why(slack)
    assert EN("weeks-none") in said
    assert any(line.startswith("Monday 09:00") for line in said)


async def test_a_week_that_was_sent_says_when_about_what_and_what_came_of_it(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await tick(installed, MONDAY)
    sent = EN("weeks-sent-about", skill="MLflow", moment="23 November 2026 09:00")
    assert any(sent in line and "23 November 2026" in line for line in await why(slack))
    await presses(slack, EN("button-next-week"))
    assert any(sent in line and EN("outcome-next") in line for line in await why(slack))


@pytest.mark.parametrize("said", ["start", "hint", "done", "another", "next", "less", "more", "easy", "hard"])
async def test_every_answer_can_be_read_back(installed: Installed, said: str) -> None:
    slack = installed.slack
    await says_yes(slack)
    await tick(installed, MONDAY)
    await ask(slack, "bob", f"nudge {said} 2026-W48 mlflow", "/rung")
    assert any(EN(f"outcome-{said}") in line for line in await why(slack))


async def silent(installed: Installed, reason: str, who: str = "bob") -> None:
    """Bring about a silent week of this reason, as somebody would."""
    slack, monday = installed.slack, MONDAY
    match reason:
        case "snoozed":
            await ask(slack, who, "nudges snooze 2 weeks", "/rung")
        case "holiday":
            await ask(slack, who, "nudges holidays US", "/rung")
            monday = dt.datetime(2027, 1, 18, 17, tzinfo=dt.UTC)  # Martin Luther King Jr. Day
            slack.clock.set(monday - DAY)
            await ask(slack, who, "nudges on monday 09:00", "/rung")
        case "away":
            await slack.update_profile(who, status_text="On vacation", status_emoji=":palm_tree:")
            await slack.settled()
        case "quiet":
            slack.clock.set(monday - dt.timedelta(minutes=5))
            await slack.update_profile(who, dnd_until=(monday + DAY).timestamp())
            await slack.settled()
        case "late":
            monday += DAY  # Rung was down that long
        case "off":
            installed.rung.drain.stopping = True
            await tick(installed, monday)
            await ask(slack, who, "stop", "/rung")
            installed.rung.drain.stopping = False
        case "resting":
            await ticks(installed, *(monday + week * WEEK for week in range(3)))
            monday += 3 * WEEK
        case "paused":
            await ticks(installed, *(monday + week * WEEK for week in range(19)))
            monday += 19 * WEEK
        case "nothing":
            answer = installed.rung.slack.reception.answer
            for entry in installed.rung.slack.reception.catalogue.entries.values():
                if entry.is_concept:
                    await answer(person(slack, who), f"gaps less {entry.id}")
    await tick(installed, monday)


BROUGHT_ABOUT = ("snoozed", "holiday", "away", "quiet", "late", "off", "resting", "paused", "nothing")


@pytest.mark.parametrize("reason", BROUGHT_ABOUT)
async def test_a_silent_week_has_its_reason_in_words(installed: Installed, reason: str) -> None:
    slack = installed.slack
    await says_yes(slack)
    await silent(installed, reason)
    newest_week = next(line for line in await why(slack) if line.startswith("• "))
    assert newest_week.endswith(EN(f"silent-{reason}"))


@pytest.mark.parametrize(("who", "words"), [("alice", HANT), ("chen", HANS)])
@pytest.mark.parametrize("reason", ["snoozed", "away", "late"])
async def test_the_reason_is_in_the_reader_s_language(
    installed: Installed, who: str, words: Words, reason: str
) -> None:
    slack = installed.slack
    await says_yes(slack, who)
    await silent(installed, reason, who)
    assert any(line.endswith(words(f"silent-{reason}")) for line in await why(slack, who))


async def test_without_a_role_the_weeks_after_the_question_say_so(installed: Installed) -> None:
    slack = installed.slack
    slack.clock.set(FRIDAY)
    await ask(slack, "dana", "nudges on", "/rung")
    await ticks(installed, MONDAY, MONDAY + WEEK)
    first, second = [line for line in await why(slack, "dana") if line.startswith("• ")]
    assert first.endswith(EN("silent-norole"))
    assert EN("weeks-sent-role", moment="23 November 2026 17:00") in second


async def test_who_moved_and_had_this_week_s_already_is_told_so(installed: Installed) -> None:
    """Sunday's message of Auckland, and the Sunday that is still the same day in Honolulu."""
    slack = installed.slack
    await slack.update_profile("bob", tz="Pacific/Auckland")
    await says_yes(slack, typed="on monday 00:30")
    monday_in_auckland = dt.datetime(2026, 11, 22, 11, 30, tzinfo=dt.UTC)
    await tick(installed, monday_in_auckland)
    assert len(came(slack)) == 1
    await slack.update_profile("bob", tz="Pacific/Honolulu")
    await slack.settled()
    await tick(installed, dt.datetime(2026, 11, 23, 10, 30, tzinfo=dt.UTC))
    assert len(came(slack)) == 1
    assert sum(line.startswith("• ") for line in await why(slack)) == 1  # one week, which was sent


async def test_the_latest_weeks_come_first_and_lead_to_the_settings(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    for week in range(12):
        await tick(installed, MONDAY + week * WEEK)
        await slack.press("bob", newest(slack), EN("button-hint"))
        await slack.settled()
    listed = [line for line in await why(slack) if line.startswith("• ")]
    assert len(listed) == 8
    assert "8 February 2027" in listed[0]
    assert EN("button-nudges-form") in buttons(last(slack, "bob"))


async def test_it_is_asked_by_a_button_too_and_belongs_to_one_person(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await tick(installed, MONDAY)
    await ask(slack, "bob", "nudges", "/rung")
    assert "MLflow" in await press(slack, "bob", EN("button-nudges-why"))
    assert not any("MLflow" in line for line in await why(slack, "dana"))
