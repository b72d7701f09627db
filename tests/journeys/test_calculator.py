"""People reckon up which level their depths meet: counts and names, a guide for a talk and never a score."""

from __future__ import annotations

import re

from sandbox import Sandbox
from skills.columns import column
from skills.library import Library
from tests.conftest import Installed
from tests.journeys.asking import EN, ask, buttons, last


async def level(slack: Sandbox, text: str, who: str = "bob") -> str:
    return await ask(slack, who, text, "/level")


async def stands_at(slack: Sandbox, library: Library, rung: str) -> None:
    """Bob sets every skill to what a level of MLOps engineers expects."""
    wants = column(library.catalogue, "mlops-engineer", rung).wants
    await level(slack, "set " + " ".join(f"{skill}={want.depth}" for skill, want in wants.items() if want.row))


async def test_it_says_which_level_is_met_and_what_exactly_is_missing_for_the_next(
    installed: Installed, library: Library
) -> None:
    slack = installed.slack
    await level(slack, "role mlops engineer middle")
    await stands_at(slack, library, "middle")
    await level(slack, "set docker advanced, helm skip, terraform awareness, mlflow unknown")
    said = await level(slack, "calculator")
    assert EN("calculator-meets", level="Junior") not in said  # MLflow is unknown, and unknown is not met
    assert "54 met, 0 below, 1 not assessed" in said  # against Junior
    assert "53 met, 1 below, 1 not assessed" in said  # against Middle
    await level(slack, "set mlflow working, terraform working")
    said = await level(slack, "calculator")
    assert EN("calculator-meets", level="Middle") in said
    assert "55 met, 0 below, 0 not assessed" in said
    assert "1 met, 54 below, 0 not assessed" in said  # against Senior: Docker alone
    assert "Below Senior: 54" in said
    assert "Kubernetes Core" in said


async def test_it_counts_and_never_scores(installed: Installed, library: Library) -> None:
    slack = installed.slack
    await level(slack, "role mlops engineer middle")
    await stands_at(slack, library, "senior")
    for who, guide in (("bob", "not a promotion checklist"), ("alice", "不是升遷"), ("chen", "不是晋升")):
        await level(slack, "role mlops engineer middle", who)
        said = await level(slack, "calculator", who)
        assert guide in said
        assert not re.search(r"%|％|percent|score|分數|分数", said)


async def test_it_does_not_change_the_level_one_chose(installed: Installed, library: Library) -> None:
    slack = installed.slack
    await level(slack, "role mlops engineer junior")
    await stands_at(slack, library, "principal")
    assert EN("calculator-meets", level="Principal") in await level(slack, "calculator")
    assert "*Level*: Junior" in await level(slack, "")


async def test_where_there_is_nothing_to_count_it_says_so(slack: Sandbox) -> None:
    assert "Tell me your role first" in await level(slack, "calculator")
    assert "MLOps Engineer" in buttons(last(slack, "bob"))
    for role in ("ai platform engineer", "data scientist lead", "ai full-stack engineer entry"):
        await level(slack, f"role {role}")
        assert "so there is nothing to count" in await level(slack, "calculator")


async def test_it_goes_by_its_names_in_chinese(slack: Sandbox) -> None:
    await level(slack, "role mlops engineer middle", "alice")
    assert (await level(slack, "試算", "alice")).startswith("等級試算：MLOps 工程師")
    await level(slack, "role mlops engineer middle", "chen")
    assert (await level(slack, "试算", "chen")).startswith("级别测算：MLOps 工程师")
