"""The weekly message comes to who said yes, at their minute and not before, once a week, until they have enough."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.messages.nudge import wording
from bot.when import weekly
from jobs import weekly_nudge
from sandbox import Sandbox
from tests.conftest import Installed
from tests.journeys.asking import EN, HANS, HANT, ask, buttons, last, lines, press, tell
from tests.journeys.keeping import rows_of, rows_per_table
from tests.journeys.nudging import (
    DIRECT,
    FRIDAY,
    MINUTE,
    MONDAY,
    NUDGE,
    WEEK,
    came,
    newest,
    presses,
    reads,
    says_yes,
    skills,
    tick,
    ticks,
    weeks,
)  # fmt: skip

SECOND = dt.timedelta(seconds=1)
STOPS = ("stop", "Stop.", "停止", "停", "停！", "/rung stop", "/rung nudges off", "the button")
pytestmark = pytest.mark.usefixtures("clock")


async def test_a_whole_year_passes_without_a_message_for_who_never_said_yes(installed: Installed) -> None:
    slack = installed.slack
    slack.clock.set(FRIDAY)
    await ask(slack, "bob", "role mlops-engineer middle", "/level")
    await ask(slack, "bob", "set docker working", "/level")
    await ask(slack, "bob", "", "/gaps")  # which asks
    await ask(slack, "dana", "nudges minutes 45", "/rung")
    await ask(slack, "dana", "nudges holidays TW", "/rung")
    for week in range(52):
        await ticks(installed, MONDAY + week * WEEK, MONDAY + week * WEEK + dt.timedelta(days=2))
    assert slack.posted(NUDGE) == []
    assert (await rows_per_table(installed.rung.database))["deliveries"] == 0


@pytest.mark.parametrize("answer", ["Yes, Monday 09:00", "Another time", "No, thank you", None])
async def test_gaps_asks_once_and_never_again_whatever_was_answered(slack: Sandbox, answer: str | None) -> None:
    await ask(slack, "bob", "role mlops-engineer middle", "/level")
    assert EN("nudges-offer", minutes=30) not in await ask(slack, "bob", "", "/gaps")  # nothing to bring up yet
    await ask(slack, "bob", "set docker working", "/level")
    assert EN("nudges-offer", minutes=30) in await ask(slack, "bob", "", "/gaps")
    if answer is not None:
        await slack.press("bob", last(slack, "bob"), answer)
        await slack.settled()
    for _ in range(3):
        slack.clock.advance(weeks=10)
        assert EN("nudges-offer", minutes=30) not in await ask(slack, "bob", "", "/gaps")


async def test_who_chose_by_themselves_is_not_asked(slack: Sandbox) -> None:
    await says_yes(slack)
    assert EN("nudges-offer", minutes=30) not in await ask(slack, "bob", "", "/gaps")
    await ask(slack, "bob", "stop", "/rung")
    assert EN("nudges-offer", minutes=30) not in await ask(slack, "bob", "", "/gaps")


async def test_a_yes_to_the_question_of_gaps_is_a_yes(installed: Installed) -> None:
    slack = installed.slack
    slack.clock.set(FRIDAY)
    await ask(slack, "bob", "role mlops-engineer middle", "/level")
    await ask(slack, "bob", "set docker working", "/level")
    await ask(slack, "bob", "", "/gaps")
    said = await press(slack, "bob", "Yes, Monday 09:00")
    assert "Monday 09:00" in said
    assert EN("nudges-who-sees") in said
    await tick(installed, MONDAY)
    assert skills(slack) == ["docker"]


async def test_it_is_there_at_nine_on_monday_where_its_reader_is_and_not_before(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await ticks(installed, FRIDAY + MINUTE, MONDAY - dt.timedelta(hours=8), MONDAY - SECOND)
    assert came(slack) == []
    await tick(installed, MONDAY)
    assert len(came(slack)) == 1
    assert came(slack)[0] | {"key": ""} == {"key": "", "kind": "gap", "skill": "mlflow", "minutes": 30}


async def test_there_is_one_a_week_however_often_the_clock_ticks(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    for minutes in range(4):
        await tick(installed, MONDAY + minutes * MINUTE)
    await ask(slack, "bob", "nudges on wednesday 10:00", "/rung")
    await tick(installed, MONDAY + dt.timedelta(days=2, hours=3))
    assert len(came(slack)) == 1
    await tick(installed, MONDAY + dt.timedelta(days=9, hours=3))
    assert len(came(slack)) == 2


async def test_the_yes_and_the_first_message_say_what_when_who_sees_it_and_how_to_stop(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    said = slack.text_of(last(slack, "bob"))
    assert EN("nudges-on") in said
    assert "Monday 09:00" in said
    assert "23 November 2026 09:00 (America/Los_Angeles)" in said
    assert EN("nudges-who-sees") in said
    await tick(installed, MONDAY)
    first = EN("nudge-first", moment=weekly(EN, 0, 540))
    assert first in reads(slack)
    await tick(installed, MONDAY + WEEK)
    assert first not in reads(slack)
    assert EN("nudge-note") in reads(slack)


async def test_it_says_why_this_and_one_thing_to_do_and_each_press_is_there(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await tick(installed, MONDAY)
    said = reads(slack)
    assert "MLflow" in said
    assert EN("depth-awareness") in said
    assert EN(f"task-working-30-{wording('mlflow')}", skill="MLflow") in said
    ways = lines(newest(slack))
    assert len(ways) == 8
    assert ways[1] == "lab start mlflow-working 2026-W48"  # which takes longer than half an hour
    assert all(line == "rung stop" or line.endswith(" 2026-W48 mlflow") for line in [ways[0], *ways[2:]])


async def test_it_goes_to_its_reader_s_own_conversation_and_nobody_else_sees_it(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await tick(installed, MONDAY)
    assert [each.person for each in slack.posted(NUDGE)] == [slack.people["bob"].id]
    for who in ("dana", "alice"):
        assert not any("MLflow" in slack.text_of(each) for each in slack.seen_by(who, "#ml-platform"))
        assert slack.seen_by(who, DIRECT) == []


@pytest.mark.parametrize(
    "word", ["stop", "Stop.", "停止", "停", "停！", "/rung stop", "/rung nudges off", "the button"]
)
async def test_stop_stops_it_at_once_also_what_is_planned_for_this_minute(installed: Installed, word: str) -> None:
    slack, rung = installed.slack, installed.rung
    await says_yes(slack)
    await tick(installed, MONDAY)
    slack.clock.set(MONDAY + WEEK)
    rung.drain.stopping = True  # planned, and not on its way yet
    assert await weekly_nudge.plan(rung.database, slack.clock.utc()) == 1
    if word == "the button":
        said = await presses(slack, EN("button-stop-nudges"))
    elif word.startswith("/rung "):
        said = await ask(slack, "bob", word.removeprefix("/rung "), "/rung")
    else:
        said = await tell(slack, "bob", word)
    assert said.startswith((EN("nudges-stopped"), HANT("nudges-stopped"), HANS("nudges-stopped")))
    rung.drain.stopping = False
    for week in range(1, 8):
        await tick(installed, MONDAY + week * WEEK)
    assert len(came(slack)) == 1
    assert await weeks(installed) == [("2026-W48", "sent", None), ("2026-W49", "silent", "off")]


async def test_who_stopped_may_start_again_in_the_same_place(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack, typed="on friday 14:30")
    await tell(slack, "bob", "stop")
    said = await press(slack, "bob", EN("button-nudges-again"), DIRECT)
    assert "Friday 14:30" in said
    slack.clock.set(FRIDAY + dt.timedelta(hours=1))
    await tick(installed, FRIDAY + dt.timedelta(hours=2, minutes=30))
    assert len(came(slack)) == 1


async def test_one_persons_stop_is_nobody_else_s(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await says_yes(slack, "emil")
    await tell(slack, "emil", "stop")
    await ticks(installed, MONDAY - dt.timedelta(hours=9), MONDAY)
    assert (len(came(slack)), len(came(slack, "emil"))) == (1, 0)


@pytest.mark.parametrize(("who", "words"), [("alice", HANT), ("chen", HANS)])
async def test_a_colleague_reads_it_in_her_language(installed: Installed, who: str, words: object) -> None:
    slack, own = installed.slack, HANT if who == "alice" else HANS
    assert own is words
    await says_yes(slack, who)
    said = slack.text_of(last(slack, who))
    assert own("nudges-on") in said
    assert "星期一 09:00" in said
    await tick(installed, MONDAY - dt.timedelta(hours=16))  # nine o'clock in Taipei and in Shanghai
    said = reads(slack, who)
    assert own("nudge-first", moment="星期一 09:00") in said
    assert own(f"task-working-30-{wording('mlflow')}", skill="MLflow") in said
    assert buttons(newest(slack, who))[0] == own("button-start")
    assert own("nudge-title-start", skill="MLflow") in await presses(slack, own("button-start"), who)
    assert own("nudges-stopped") in await tell(slack, who, "停")


async def test_messages_nobody_answers_become_fewer_and_end_with_one_line(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    for week in range(30):
        await tick(installed, MONDAY + week * WEEK)
    assert len(came(slack)) == 7
    assert came(slack)[-1]["kind"] == "pause"
    assert reads(slack).startswith(EN("nudge-pause"))
    assert EN("nudges-are-paused") in await ask(slack, "bob", "nudges", "/rung")
    assert "Monday 09:00" in await presses(slack, EN("button-nudges-again"))
    await tick(installed, MONDAY + 30 * WEEK)
    assert len(came(slack)) == 8
    assert came(slack)[-1]["kind"] in ("gap", "unknown")


async def test_one_press_brings_them_back_every_week(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    for week in range(7):  # the fourth comes in the seventh week
        await tick(installed, MONDAY + week * WEEK)
    assert len(came(slack)) == 4
    await presses(slack, "Hint")
    await tick(installed, MONDAY + 7 * WEEK)
    assert len(came(slack)) == 5


async def test_without_a_role_it_asks_for_one_once_and_then_keeps_silent_until_there_is_one(
    installed: Installed,
) -> None:
    slack = installed.slack
    slack.clock.set(FRIDAY)
    said = await ask(slack, "dana", "nudges on", "/rung")
    assert EN("nudges-need-role") in said
    nine_in_london = MONDAY - dt.timedelta(hours=8)
    await tick(installed, nine_in_london)
    assert came(slack, "dana")[0]["kind"] == "role"
    for week in range(1, 40):
        await tick(installed, nine_in_london + week * WEEK)
    assert len(came(slack, "dana")) == 1
    await ask(slack, "dana", "role data-scientist junior", "/level")
    await ticks(installed, *(nine_in_london + week * WEEK for week in (40, 41)))
    assert [each["kind"] for each in came(slack, "dana")[1:]] == ["unknown", "unknown"]


async def test_who_is_away_gets_none_and_on_return_one_that_says_so(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await tick(installed, MONDAY)
    back = MONDAY + 2 * WEEK + dt.timedelta(days=1)
    await slack.update_profile("bob", status_text="On vacation", status_expiration=int(back.timestamp()))
    await slack.settled()
    await ticks(installed, *(MONDAY + week * WEEK for week in (1, 2, 3)))
    assert len(came(slack)) == 2
    assert EN("nudge-back") in reads(slack)
    await tick(installed, MONDAY + 4 * WEEK)
    assert EN("nudge-back") not in reads(slack)


async def test_it_moves_along_with_its_reader(installed: Installed) -> None:
    """Sent in Los Angeles on Monday; the next is Monday's nine o'clock in Taipei, not the same Monday's again."""
    slack = installed.slack
    await says_yes(slack)
    await tick(installed, MONDAY)
    await slack.update_profile("bob", tz="Asia/Taipei")
    await slack.settled()
    in_taipei = dt.datetime(2026, 11, 30, 1, tzinfo=dt.UTC)
    await ticks(installed, MONDAY + dt.timedelta(hours=8), in_taipei - SECOND)
    assert len(came(slack)) == 1
    await tick(installed, in_taipei)
    assert len(came(slack)) == 2


async def test_it_is_in_my_data_and_goes_with_me(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack, typed="on friday 14:30")
    await tick(installed, FRIDAY + dt.timedelta(hours=2, minutes=30))
    await ask(slack, "bob", "nudges minutes 45", "/rung")
    mine = await rows_of(installed, "bob")
    (choice,), (week,) = mine["nudge_choices"], mine["deliveries"]
    assert (choice["state"], choice["weekday"], choice["minute"], choice["minutes"]) == ("on", 4, 870, 45)
    assert (week["week"], week["state"], week["skill"]) == ("2026-W47", "sent", "mlflow")
    await ask(slack, "bob", "export", "/rung")
    await slack.settled()
    (files,) = [each.files for each in slack.seen_by("bob", DIRECT) if each.files]
    told = "".join(slack.slack.workspace.files[each["id"]].content.decode() for each in files)
    assert '"minutes": 45' in told
    assert '"2026-W47"' in told
    assert EN("table-nudge_choices") in told
    await ask(slack, "bob", "delete me for good", "/rung")
    for week_later in range(1, 5):
        await tick(installed, FRIDAY + week_later * WEEK + dt.timedelta(hours=2, minutes=30))
    assert len(came(slack)) == 1
    counted = await rows_per_table(installed.rung.database)
    assert (counted["nudge_choices"], counted["deliveries"]) == (0, 0)
