"""Each button of the weekly message does what it says, and changes what comes next."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.messages import nudge
from sandbox import Clock, Sandbox
from tests.conftest import Installed
from tests.journeys.asking import EN, ask, buttons, lines, press
from tests.journeys.keeping import depths_of, rows_of
from tests.journeys.nudging import (
    DIRECT,
    MONDAY,
    WEEK,
    came,
    newest,
    presses,
    says_yes,
    skills,
    tick,
    ticks,
)  # fmt: skip


@pytest.fixture(autouse=True)
async def monday(installed: Installed, clock: Clock) -> None:
    """Bob's first message is there; it is about MLflow."""
    await says_yes(installed.slack)
    await tick(installed, MONDAY)
    assert skills(installed.slack) == ["mlflow"]


async def outcome(installed: Installed, week: str = "2026-W48") -> str | None:
    rows = (await rows_of(installed, "bob"))["deliveries"]
    found: str | None = next(row["outcome"] for row in rows if row["week"] == week)
    return found


async def types(slack: Sandbox, line: str, name: str = "bob") -> str:
    """What somebody reads after a line that a button of old may stand for."""
    return await ask(slack, name, line.removeprefix("rung "), "/rung")


async def test_start_leaves_the_task_and_how_it_went(installed: Installed) -> None:
    said = await presses(installed.slack, EN("button-start"))
    assert EN("nudge-title-start", skill="MLflow") in said
    assert EN(f"task-working-30-{nudge.wording('mlflow')}", skill="MLflow") in said
    assert {EN("button-done"), EN("button-hint"), EN("button-too-easy"), EN("button-too-hard")} <= set(
        buttons(newest(installed.slack))
    )
    assert await outcome(installed) == "start"


async def test_hint_says_where_to_look(installed: Installed) -> None:
    said = await presses(installed.slack, EN("button-hint"))
    assert "Python" in said  # which it builds on
    assert await outcome(installed) == "hint"
    assert "MLflow" in await press(installed.slack, "bob", "skill mlflow", DIRECT)


async def test_done_is_noted_and_asks_one_question_that_may_stay_open(installed: Installed) -> None:
    slack = installed.slack
    said = await presses(slack, EN("button-done"))
    assert EN("nudge-done", skill="MLflow") in said
    assert said.count("?") == 1
    assert (await depths_of(installed, "bob"))["mlflow"] == "awareness"
    await presses(slack, EN("button-set-to", depth=EN("depth-working")))
    assert (await depths_of(installed, "bob"))["mlflow"] == "working"
    for week in range(1, 12):
        await tick(installed, MONDAY + week * WEEK)
        await presses(slack, EN("button-done"))
    assert skills(slack).count("mlflow") == 1


async def test_after_a_hint_done_is_done(installed: Installed) -> None:
    await presses(installed.slack, EN("button-done"))
    await types(installed.slack, "rung nudge hint 2026-W48 mlflow")
    await types(installed.slack, "rung nudge start 2026-W48 mlflow")
    assert await outcome(installed) == "done"


async def test_another_brings_something_else_and_again_something_else(installed: Installed) -> None:
    slack = installed.slack
    said = await presses(slack, EN("button-another"))
    assert "MLflow" not in said.splitlines()[0]
    first = lines(newest(slack))[0].split()[-1]
    await presses(slack, EN("button-another"))
    second = lines(newest(slack))[0].split()[-1]
    assert len({"mlflow", first, second}) == 3
    assert await outcome(installed) == "another"
    assert len(came(slack)) == 1  # asked for, so it is no second message of the week


async def test_next_week_brings_it_again_next_week(installed: Installed) -> None:
    slack = installed.slack
    assert EN("nudge-noted-next", skill="MLflow") in await presses(slack, EN("button-next-week"))
    await tick(installed, MONDAY + WEEK)
    assert skills(slack) == ["mlflow", "mlflow"]
    await tick(installed, MONDAY + 2 * WEEK)
    assert skills(slack)[-1] != "mlflow"


@pytest.mark.parametrize(("said", "kept"), [("next", "mlflow"), ("hard", "model-training-basics")])
async def test_asking_for_another_does_not_take_back_what_was_said(installed: Installed, said: str, kept: str) -> None:
    slack = installed.slack
    await types(slack, f"rung nudge {said} 2026-W48 mlflow")
    assert "MLflow" not in (await press(slack, "bob", EN("button-another"))).splitlines()[0]
    (week,) = (await rows_of(installed, "bob"))["deliveries"]
    assert (week["outcome"], week["passed"]) == ("another", f"mlflow:{said}")
    await tick(installed, MONDAY + WEEK)
    assert skills(slack)[-1] == kept


async def test_less_never_brings_it_again_until_it_is_taken_back(installed: Installed) -> None:
    slack = installed.slack
    assert EN("nudge-noted-less", skill="MLflow") in await presses(slack, EN("button-less-of"))
    await presses(slack, EN("button-drop-wish"))
    assert (await rows_of(installed, "bob"))["wishes"] == []
    await types(slack, "rung nudge less 2026-W48 mlflow")
    for week in range(1, 27):
        await tick(installed, MONDAY + week * WEEK)
        await presses(slack, EN("button-hint"))
    assert len(came(slack)) == 27
    assert skills(slack).count("mlflow") == 1


async def test_more_brings_it_more_often_but_not_every_week(installed: Installed) -> None:
    slack = installed.slack
    await presses(slack, EN("button-done"))
    assert EN("nudge-noted-more", skill="MLflow") in await presses(slack, EN("button-more-of"))
    for week in range(1, 26):
        await tick(installed, MONDAY + week * WEEK)
        await presses(slack, EN("button-hint"))
    when = [week for week, skill in enumerate(skills(slack)) if skill == "mlflow"]
    assert len(when) >= 5
    assert min(after - before for before, after in pairwise(when)) >= 4


async def test_too_easy_rests_and_offers_the_next_depth(installed: Installed) -> None:
    slack = installed.slack
    await presses(slack, EN("button-start"))
    assert EN("nudge-noted-easy", skill="MLflow") in await presses(slack, EN("button-too-easy"))
    await presses(slack, EN("button-set-to", depth=EN("depth-working")))
    assert (await depths_of(installed, "bob"))["mlflow"] == "working"


async def test_too_hard_rests_and_what_it_builds_on_comes_first(installed: Installed) -> None:
    slack = installed.slack
    await presses(slack, EN("button-start"))
    said = await presses(slack, EN("button-too-hard"))
    assert "Python" in said
    await tick(installed, MONDAY + WEEK)
    assert skills(slack)[-1] == "python"
    for week in range(2, 12):
        await tick(installed, MONDAY + week * WEEK)
        await presses(slack, EN("button-hint"))
    assert skills(slack).count("mlflow") == 1


async def test_stop_in_the_message_stops(installed: Installed) -> None:
    assert EN("nudges-stopped") in await presses(installed.slack, EN("button-stop-nudges"))
    await ticks(installed, *(MONDAY + week * WEEK for week in range(1, 6)))
    assert len(came(installed.slack)) == 1


async def test_the_task_fits_the_minutes_chosen_since(installed: Installed) -> None:
    await ask(installed.slack, "bob", "nudges minutes 10", "/rung")
    assert EN(f"task-working-10-{nudge.wording('mlflow')}", skill="MLflow") in await presses(
        installed.slack, EN("button-start")
    )


async def test_a_button_of_long_ago_still_does_what_it_says(installed: Installed) -> None:
    slack = installed.slack
    old = newest(slack)
    await ticks(installed, *(MONDAY + week * WEEK for week in range(1, 30)))
    await slack.press("bob", old, EN("button-done"))
    await slack.settled()
    assert await outcome(installed) == "done"
    assert await outcome(installed, "2026-W49") is None


async def test_a_button_of_a_message_that_is_no_longer_known_says_so(installed: Installed) -> None:
    slack = installed.slack
    for line in ("done 2020-W01 mlflow", "done 2026-W99 mlflow", "done", "shine 2026-W48 mlflow"):
        assert EN("sorry-nudge-gone") in await types(slack, f"rung nudge {line}")
    assert await outcome(installed) is None


async def test_the_line_of_somebody_else_s_button_does_nothing_to_them(installed: Installed) -> None:
    slack = installed.slack
    await ask(slack, "dana", "role mlops-engineer middle", "/level")
    assert EN("sorry-nudge-gone") in await types(slack, "rung nudge less 2026-W48 mlflow", "dana")
    assert await outcome(installed) is None
    assert (await rows_of(installed, "dana"))["wishes"] == (await rows_of(installed, "bob"))["wishes"] == []


async def test_a_skill_that_left_the_catalogue_is_no_longer_known(installed: Installed) -> None:
    assert EN("sorry-nudge-gone") in await types(installed.slack, "rung nudge done 2026-W48 left-the-catalogue")
    assert await outcome(installed) is None


async def test_who_deleted_everything_is_told_what_is_needed(installed: Installed) -> None:
    slack = installed.slack
    await ask(slack, "bob", "delete me for good", "/rung")
    said = await types(slack, "rung nudge done 2026-W48 mlflow")
    assert EN("sorry-nudge-role") in said


async def test_what_was_done_in_place_of_the_week_s_skill_does_not_come_next_week(installed: Installed) -> None:
    slack = installed.slack
    await presses(slack, EN("button-another"))
    instead = lines(newest(slack))[0].split()[-1]
    await presses(slack, EN("button-done"))
    await tick(installed, MONDAY + WEEK)
    assert skills(slack)[-1] not in ("mlflow", instead)
