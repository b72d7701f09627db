"""People say what they want of a skill: a goal, more of it, less of it, not now; the order of gaps follows."""

from __future__ import annotations

import re

from sandbox import Clock, Sandbox
from tests.conftest import Installed
from tests.journeys.asking import EN, ask, buttons, last, press
from tests.journeys.keeping import rows_of


async def gaps(slack: Sandbox, text: str = "", who: str = "bob") -> str:
    return await ask(slack, who, text, "/gaps")


async def in_order(slack: Sandbox) -> list[str]:
    """Bob's gaps, the first first."""
    return re.findall(r"^\*\d+\. (.*)\*", await gaps(slack), re.MULTILINE)


async def wants_senior(slack: Sandbox) -> None:
    """Bob is at Middle, with four gaps toward Senior."""
    await ask(slack, "bob", "role mlops engineer middle", "/level")
    await ask(slack, "bob", "set graphql design working, aws working, redis working, terraform working", "/level")


async def test_a_goal_comes_first_and_says_so(slack: Sandbox) -> None:
    await wants_senior(slack)
    before = await in_order(slack)
    assert before.index("GraphQL Design") > 0
    await gaps(slack, "goal graphql design")
    assert (await in_order(slack))[0] == "GraphQL Design"
    assert EN("reason-goal") in await gaps(slack)
    await gaps(slack, "drop graphql design")
    assert await in_order(slack) == before


async def test_not_now_comes_last_and_wears_off_after_four_weeks(slack: Sandbox, clock: Clock) -> None:
    await wants_senior(slack)
    before = await in_order(slack)
    await gaps(slack, f"later {before[0]}")
    assert (await in_order(slack))[-1] == before[0]
    clock.advance(weeks=4, hours=-1)
    assert (await in_order(slack))[-1] == before[0]
    clock.advance(hours=2)
    assert await in_order(slack) == before


async def test_more_and_less_weigh_among_equals_and_outweigh_no_reason(slack: Sandbox) -> None:
    await wants_senior(slack)
    before = await in_order(slack)
    await gaps(slack, f"less {before[0]}")
    await gaps(slack, f"more {before[-1]}")
    assert sorted(await in_order(slack)) == sorted(before)
    said = await gaps(slack)
    assert EN("reason-less") in said
    assert EN("reason-more") in said


async def test_a_fourth_goal_is_refused_and_the_three_are_offered_to_drop(installed: Installed) -> None:
    slack = installed.slack
    await wants_senior(slack)
    for skill in ("graphql design", "redis", "aws"):
        await gaps(slack, f"goal {skill}")
    assert EN("sorry-goals", most=3) in await gaps(slack, "goal terraform")
    assert len(buttons(last(slack, "bob"))) == 3
    assert EN("sorry-goals", most=3) not in await gaps(slack, "goal redis")  # one of the three, said again
    await gaps(slack, "drop redis")
    await gaps(slack, "goal terraform")
    goals = {row["skill"] for row in (await rows_of(installed, "bob"))["wishes"] if row["wish"] == "goal"}
    assert goals == {"graphql-design", "aws", "terraform"}


async def test_wishes_are_made_in_the_menu_beside_a_gap_and_taken_back_by_a_button(slack: Sandbox) -> None:
    await wants_senior(slack)
    first = (await in_order(slack))[0]
    await press(slack, "bob", "Not now")
    await press(slack, "bob", "My next rung")
    assert (await in_order(slack))[-1] == first
    said = await gaps(slack, "goals")
    assert first in said
    await press(slack, "bob", f"Drop {first}")
    assert (await in_order(slack))[0] == first
    assert EN("wishes-none", most=3) in await gaps(slack, "goals")


async def test_a_wish_needs_no_role_and_no_depth(slack: Sandbox) -> None:
    await gaps(slack, "goal mlflow")
    assert "MLflow" in await gaps(slack, "goals")
    assert "MLflow" not in await gaps(slack, "goals", "dana")


async def test_wishes_can_be_said_in_chinese(slack: Sandbox) -> None:
    assert "Docker" in await gaps(slack, "目標 docker", "alice")
    assert "Helm" in await gaps(slack, "多 helm", "chen")
    assert "Redis" in await gaps(slack, "以后 redis", "chen")
    assert "Docker" in await gaps(slack, "goals", "alice")
    kept = await gaps(slack, "goals", "chen")
    assert "Helm" in kept
    assert "Redis" in kept
