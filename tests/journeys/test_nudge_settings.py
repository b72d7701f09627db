"""Day, time, minutes, breaks and holidays: said by command, button or form, understood in three languages."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.subjects import moments
from bot.when import date
from bot.words import Words
from sandbox import Sandbox
from tests.conftest import Installed
from tests.journeys.asking import EN, HANS, HANT, ask, buttons, last, press, window, windows_text
from tests.journeys.keeping import rows_of
from tests.journeys.nudging import FRIDAY, MONDAY, WEEK, came, says_yes, tick, ticks, weeks

pytestmark = pytest.mark.usefixtures("clock")
DAY = dt.timedelta(days=1)


async def says(slack: Sandbox, text: str, who: str = "bob") -> str:
    return await ask(slack, who, f"nudges {text}".strip(), "/rung")


async def chosen(installed: Installed, who: str = "bob") -> dict[str, object]:
    """What is kept of somebody's choice."""
    (row,) = (await rows_of(installed, who))["nudge_choices"]
    return row


async def moment(installed: Installed, who: str = "bob") -> tuple[object, object, object]:
    row = await chosen(installed, who)
    return row["state"], row["weekday"], row["minute"]


async def saved(slack: Sandbox, values: dict[str, str], who: str = "bob") -> str:
    """What somebody reads after sending the form with these picks."""
    await slack.command(who, "#ml-platform", "/rung", "nudges form")
    await slack.settled()
    await slack.submit(who, window(slack, who), values)
    await slack.settled()
    return windows_text(slack, who)


async def test_typed_pressed_and_filled_in_are_the_same(installed: Installed) -> None:
    slack = installed.slack
    slack.clock.set(FRIDAY)
    typed = await says(slack, "on monday 09:00", "bob")
    await says(slack, "", "emil")
    pressed = await press(slack, "emil", "Yes, Monday 09:00")
    day, time, minutes = EN("nudges-form-day"), EN("nudges-form-time"), EN("nudges-form-minutes")
    filled = await saved(slack, {day: "Monday", time: "09:00", minutes: "30 minutes"}, "dana")
    same = {"state": "on", "weekday": 0, "minute": 540, "minutes": 30}
    for who in ("bob", "emil", "dana"):
        assert same.items() <= (await chosen(installed, who)).items()
    for said in (typed, pressed, filled):
        assert EN("nudges-on") in said
        assert "Monday 09:00" in said
        assert EN("nudges-who-sees") in said


async def test_the_form_shows_what_is_chosen_and_changes_only_what_was_changed(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack, typed="on friday 14:35")
    await says(slack, "minutes 20")
    said = await saved(slack, {EN("nudges-form-day"): "Thursday"})
    assert "Thursday 14:35" in said
    assert {"weekday": 3, "minute": 875, "minutes": 20}.items() <= (await chosen(installed)).items()
    await says(slack, "minutes 60")
    assert "Thursday 10:00" in await saved(slack, {EN("nudges-form-time"): "10:00"})
    assert {"weekday": 3, "minute": 600, "minutes": 60}.items() <= (await chosen(installed)).items()


@pytest.mark.parametrize(
    ("typed", "weekday", "minute"),
    [
        ("on", 0, 540), ("on friday", 4, 540), ("on 14:30", 0, 870), ("friday 2:30 pm", 4, 870), ("tue 8", 1, 480),
        ("每週三上午10點", 2, 600), ("開 週五 下午兩點半", 4, 870), ("周日 20:15", 6, 1215), ("开 星期二 9点", 1, 540),
    ],
)  # fmt: skip
async def test_day_and_time_are_understood_as_people_write_them(
    installed: Installed, typed: str, weekday: int, minute: int
) -> None:
    installed.slack.clock.set(FRIDAY)
    await says(installed.slack, typed)
    assert await moment(installed) == ("on", weekday, minute)


async def test_another_day_takes_effect_at_once(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await says(slack, "on tuesday 10:00")
    await tick(installed, MONDAY)
    assert came(slack) == []
    await tick(installed, MONDAY + DAY + dt.timedelta(hours=1))
    assert len(came(slack)) == 1


@pytest.mark.parametrize(("typed", "minutes"), [("15", 15), ("an hour", 60), ("半小時", 30), ("兩小時", 120)])
async def test_the_task_is_as_long_as_somebody_has(installed: Installed, typed: str, minutes: int) -> None:
    slack = installed.slack
    await says_yes(slack)
    await says(slack, f"minutes {typed}")
    assert EN("nudges-are-on", moment="Monday 09:00", minutes=minutes) in await says(slack, "")
    await tick(installed, MONDAY)
    assert came(slack)[0]["minutes"] == minutes


async def test_a_break_ends_by_itself_or_at_a_word(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    said = await says(slack, "snooze 2026-12-14")
    assert EN("nudges-snoozed", day="14 December 2026") in said
    assert "14 December 2026 09:00" in said
    await ticks(installed, *(MONDAY + week * WEEK for week in range(4)))
    assert [state for _, state, _ in await weeks(installed)] == ["silent", "silent", "silent", "sent"]
    await says(slack, "snooze 2 weeks")
    assert EN("nudges-snoozed", day=date(EN, dt.date(2026, 12, 28))) in slack.text_of(last(slack, "bob"))
    await press(slack, "bob", EN("button-nudges-unsnooze"))
    await tick(installed, MONDAY + 4 * WEEK)
    assert len(came(slack)) == 2


async def test_a_break_takes_back_what_is_planned_for_this_minute(installed: Installed) -> None:
    slack, drain = installed.slack, installed.rung.drain
    await says_yes(slack)
    drain.stopping = True
    await tick(installed, MONDAY)
    await says(slack, "snooze 2 weeks")
    drain.stopping = False
    await tick(installed, MONDAY + dt.timedelta(minutes=1))
    assert await weeks(installed) == [("2026-W48", "silent", "snoozed")]


async def test_public_holidays_are_kept_free_where_somebody_says(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack, "dana")
    assert "United Kingdom" in await says(slack, "holidays England", "dana")
    assert (await chosen(installed, "dana"))["holidays"] == "GB-ENG"
    boxing_day_in_lieu = dt.datetime(2026, 12, 28, 9, tzinfo=dt.UTC)
    slack.clock.set(boxing_day_in_lieu - 6 * DAY)
    await says(slack, "on monday 09:00", "dana")
    await tick(installed, boxing_day_in_lieu)
    assert (await weeks(installed, "dana"))[-1] == ("2026-W53", "silent", "holiday")
    await says(slack, "holidays off", "dana")
    assert (await chosen(installed, "dana"))["holidays"] is None
    await tick(installed, boxing_day_in_lieu + WEEK)
    assert len(came(slack, "dana")) == 1


@pytest.mark.parametrize("typed", ["off", "no", "stop", "停", "停止", "關", "关", "不要"])
async def test_off_is_understood_as_people_write_it(installed: Installed, typed: str) -> None:
    await says_yes(installed.slack)
    await says(installed.slack, typed)
    assert (await chosen(installed))["state"] == "off"


async def test_asked_without_more_it_says_what_is_chosen_and_how_to_change_it(installed: Installed) -> None:
    slack = installed.slack
    slack.clock.set(FRIDAY)
    assert EN("nudges-are-off") in await says(slack, "", "dana")
    await says_yes(slack, typed="on friday 14:30")
    said = await says(slack, "")
    assert EN("nudges-are-on", moment="Friday 14:30", minutes=30) in said
    assert EN("nudges-how") in said
    assert buttons(last(slack, "bob")) == [
        EN("button-nudges-form"), EN("button-nudges-snooze"), EN("button-nudges-why"), EN("button-stop-nudges"),
    ]  # fmt: skip


BAD: list[tuple[str, str, dict[str, object]]] = [
    ("on blursday 9", "sorry-read-weekday", {"typed": "blursday"}),
    ("on monday friday", "sorry-read-weekday", {"typed": "monday friday"}),
    ("on monday 25:00", "sorry-read-time", {"typed": "25:00"}),
    ("on monday 9:75", "sorry-read-time", {"typed": "9:75"}),
    ("monday whenever", "sorry-read-time", {"typed": "whenever"}),
    ("snooze someday", "sorry-read-day", {"typed": "someday"}),
    ("snooze 2027-02-30", "sorry-read-no-such-day", {"typed": "2027-02-30"}),
    ("snooze 03/04", "sorry-read-ambiguous", {"typed": "03/04"}),
    ("snooze 2020-01-01", "sorry-read-past", {"typed": "2020-01-01"}),
    ("snooze 2036-01-01", "sorry-read-far", {"typed": "2036-01-01"}),
    ("snooze", "sorry-read-day", {"typed": ""}),
    ("minutes 5", "sorry-nudge-minutes", {"typed": "5", "least": moments.LEAST, "most": moments.MOST}),
    ("minutes 600", "sorry-nudge-minutes", {"typed": "600", "least": moments.LEAST, "most": moments.MOST}),
    ("minutes soup", "sorry-nudge-minutes", {"typed": "soup", "least": moments.LEAST, "most": moments.MOST}),
    ("holidays Atlantis", "sorry-holidays", {"typed": "Atlantis"}),
    ("holidays", "sorry-holidays", {"typed": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "sentence", "facts"), BAD)
async def test_what_nobody_can_read_is_said_back_with_examples_and_changes_nothing(
    installed: Installed, typed: str, sentence: str, facts: dict[str, object]
) -> None:
    slack = installed.slack
    await says_yes(slack, typed="on friday 14:30")
    before = await chosen(installed)
    said = await says(slack, typed)
    assert EN(sentence, **facts) in said
    assert len(buttons(last(slack, "bob"))) >= 1
    assert await chosen(installed) == before


@pytest.mark.parametrize(("typed", "sentence", "facts"), BAD)
async def test_bad_input_gives_no_yes(
    installed: Installed, typed: str, sentence: str, facts: dict[str, object]
) -> None:
    installed.slack.clock.set(FRIDAY)
    assert EN(sentence, **facts) in await says(installed.slack, typed)
    assert (await rows_of(installed, "bob"))["nudge_choices"] == []


async def test_each_example_that_is_offered_works(installed: Installed) -> None:
    slack = installed.slack
    for typed, sentence, _ in BAD:
        await says_yes(slack)
        await says(slack, typed)
        for button in buttons(last(slack, "bob")):
            await says(slack, typed)
            said = await press(slack, "bob", button)
            assert sentence not in said
            assert not any(said.startswith(EN(other, **facts)) for _, other, facts in BAD), (typed, button, said)


@pytest.mark.parametrize(("who", "words"), [("alice", HANT), ("chen", HANS)])
async def test_bad_input_is_answered_in_the_reader_s_language(installed: Installed, who: str, words: Words) -> None:
    slack = installed.slack
    await says_yes(slack, who)
    for typed, sentence, facts in BAD:
        assert words(sentence, **facts) in await says(slack, typed, who)


async def test_a_zone_nobody_knows_changes_nothing(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    before = await chosen(installed)
    said = await ask(slack, "bob", "zone Atlantis/Center", "/rung")
    assert EN("sorry-zone", typed="Atlantis/Center", line="").split("\n")[0][:30] in said
    assert await chosen(installed) == before
    await tick(installed, MONDAY)
    assert len(came(slack)) == 1


async def test_home_shows_day_and_time_and_changes_at_once(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await slack.open_home("bob")
    await slack.settled()

    def home() -> str:
        shown = slack.home_of("bob")
        assert shown is not None
        return slack.text_of(shown)

    assert "Monday 09:00" in home()
    await says(slack, "on friday 14:30")
    await slack.wait_for(lambda: "Friday 14:30" in home())
    await says(slack, "minutes 45")
    await slack.wait_for(lambda: EN("nudges-are-on", moment="Friday 14:30", minutes=45) in home())
    shown = slack.home_of("bob")
    assert shown is not None
    await slack.press("bob", shown, EN("button-stop-nudges"))
    await slack.wait_for(lambda: EN("nudges-are-off") in home())
    assert "Friday 14:30" not in home()


async def test_the_next_one_is_promised_for_a_day_that_is_no_holiday(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack, typed="on friday 15:30")
    await says(slack, "holidays taiwan")
    said = await says(slack, "snooze 24 December")
    assert "1 January" not in said  # a holiday, as is the Friday before
    assert "8 January 2027" in said


async def test_the_next_one_is_promised_for_a_week_that_has_none_yet(installed: Installed) -> None:
    slack = installed.slack
    await says_yes(slack)
    await tick(installed, MONDAY)
    slack.clock.set(MONDAY + DAY)
    assert "4 December 2026" in await says(slack, "on friday 15:30")
