"""The weekly message brings a lab where one fits: the next depth, the minutes, not done, not paused."""

from __future__ import annotations

import pytest

from sandbox import Sandbox
from skills.library import Library
from tests.conftest import Installed
from tests.journeys.asking import EN, ask, buttons, last, lines
from tests.journeys.keeping import rows_of
from tests.journeys.nudging import FRIDAY, MONDAY, WEEK, came, newest, tick

pytestmark = pytest.mark.usefixtures("clock")

LAB = "structured-logging-working"
SKILL = "structured-logging"


async def says_yes(slack: Sandbox, minutes: int) -> None:
    """Bob says yes to messages for as many minutes, and that structured logging is his goal."""
    slack.clock.set(FRIDAY)
    await ask(slack, "bob", "role mlops-engineer middle", "/level")
    await ask(slack, "bob", f"set {SKILL} awareness", "/level")
    await ask(slack, "bob", f"goal {SKILL}", "/gaps")
    await ask(slack, "bob", "nudges on", "/rung")
    await ask(slack, "bob", f"nudges minutes {minutes}", "/rung")


async def test_a_lab_that_fits_comes_and_starts_with_one_press(
    slack: Sandbox, installed: Installed, library: Library
) -> None:
    title = library.catalogue.labs.by_id[LAB].facts.title.in_("en")
    await says_yes(slack, 45)
    await tick(installed, MONDAY)
    message = newest(slack)
    assert [each["skill"] for each in came(slack)] == [SKILL]
    assert f"{title} · {EN('lab-minutes', minutes=40)}" in slack.text_of(message)
    assert buttons(message)[0] == EN("button-start-lab")
    await slack.press("bob", message, EN("button-start-lab"))
    await slack.wait_for(lambda: last(slack, "bob", "@Rung").files)
    kept = await rows_of(installed, "bob")
    assert [(row["lab"], row["state"]) for row in kept["lab_starts"]] == [(LAB, "open")]
    assert [row["outcome"] for row in kept["deliveries"]] == ["start"]
    await ask(slack, "bob", f"word {LAB}", "/lab")
    assert [row["outcome"] for row in (await rows_of(installed, "bob"))["deliveries"]] == ["done"]


async def test_a_lab_of_another_skill_says_nothing_of_the_week(slack: Sandbox, installed: Installed) -> None:
    await says_yes(slack, 45)
    await tick(installed, MONDAY)
    await ask(slack, "bob", "start code-review-expert 2026-W48", "/lab")
    (week,) = (await rows_of(installed, "bob"))["deliveries"]
    assert (week["skill"], week["outcome"]) == (SKILL, None)


async def test_a_lab_that_is_too_long_comes_beside_something_to_read(
    slack: Sandbox, installed: Installed, library: Library
) -> None:
    title = library.catalogue.labs.by_id[LAB].facts.title.in_("en")
    await says_yes(slack, 30)
    await tick(installed, MONDAY)
    assert EN("nudge-task", minutes="30") in slack.text_of(newest(slack))
    assert EN("nudge-longer", title=title, minutes=40) in slack.text_of(newest(slack))
    assert buttons(newest(slack))[:2] == [EN("button-start"), EN("button-start-lab")]
    assert f"lab start {LAB} 2026-W48" in lines(newest(slack))


async def test_a_lab_that_is_done_does_not_come_again(slack: Sandbox, installed: Installed) -> None:
    await says_yes(slack, 45)
    await ask(slack, "bob", f"start {LAB}", "/lab")
    await ask(slack, "bob", f"word {LAB}", "/lab")
    await tick(installed, MONDAY)
    assert f"lab start {LAB}" not in str(newest(slack).blocks)


async def test_a_paused_lab_comes_to_nobody(slack: Sandbox, installed: Installed) -> None:
    for who in ("dana", "emil"):
        await ask(slack, who, f"start {LAB}", "/lab")
        await ask(slack, who, f"report {LAB} check", "/lab")
    await says_yes(slack, 45)
    await tick(installed, MONDAY)
    assert [each["skill"] for each in came(slack)] == [SKILL]
    assert f"lab start {LAB}" not in str(newest(slack).blocks)


async def test_another_brings_its_own_lab_or_something_to_read(slack: Sandbox, installed: Installed) -> None:
    await says_yes(slack, 90)
    await tick(installed, MONDAY)
    await slack.press("bob", newest(slack), EN("button-another"))
    await slack.settled()
    shown = newest(slack)
    instead = (await rows_of(installed, "bob"))["deliveries"][0]["skill"]
    assert instead != SKILL
    line = next(each for each in lines(shown) if each.startswith(("lab start", "rung nudge start")))
    assert instead in line
    await tick(installed, MONDAY + WEEK)
    assert len(came(slack)) == 2
