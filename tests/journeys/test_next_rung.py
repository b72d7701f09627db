"""People ask for their next rung: ranked gaps with reasons, and what is said where there are none."""

from __future__ import annotations

import re

import pytest

from sandbox import Sandbox
from skills.columns import column
from skills.library import Library
from tests.journeys.asking import EN, ask, buttons, last, lines, press

NO_GAPS = EN("gaps-texts-only")


async def gaps(slack: Sandbox, text: str = "", who: str = "bob") -> str:
    return await ask(slack, who, text, "/gaps")


async def level(slack: Sandbox, text: str, who: str = "bob") -> str:
    return await ask(slack, who, text, "/level")


async def stands_at(slack: Sandbox, library: Library, rung: str, who: str = "bob") -> None:
    """Somebody is an MLOps engineer who meets every row of their level."""
    await level(slack, f"role mlops engineer {rung}", who)
    wants = column(library.catalogue, "mlops-engineer", rung).wants
    await level(slack, "set " + " ".join(f"{skill}={want.depth}" for skill, want in wants.items() if want.row), who)


async def every_gap(slack: Sandbox, who: str = "bob") -> list[str]:
    """The names of all gaps, page after page."""
    names = []
    said = await gaps(slack, "", who)
    while True:
        names += re.findall(r"^\*\d+\. (.*)\*", said, re.MULTILINE)
        if "More" not in buttons(last(slack, who)):
            return names
        said = await press(slack, who, "More")


async def test_before_a_role_it_asks_for_one_and_guesses_none(slack: Sandbox) -> None:
    assert "Tell me your role first" in await gaps(slack)
    await press(slack, "bob", "MLOps Engineer")
    await press(slack, "bob", "Middle")
    assert "My next rung" in buttons(last(slack, "bob"))


async def test_what_is_not_assessed_is_never_a_gap(slack: Sandbox) -> None:
    await level(slack, "role mlops engineer middle")
    said = await gaps(slack)
    assert said.startswith("Your next rung: Senior")
    assert "0 gaps, 0 met, 56 not assessed" in said
    await level(slack, "set docker working, helm skip, mlflow advanced")
    said = await gaps(slack)
    assert re.findall(r"^\*\d+\. (.*)\*", said, re.MULTILINE) == ["Docker"]
    assert "1 gap, 1 met, 53 not assessed, 1 not for your job" in said


async def test_from_middle_to_senior_serving_comes_before_algorithms(slack: Sandbox, library: Library) -> None:
    await stands_at(slack, library, "middle")
    names = await every_gap(slack)
    assert len(names) > 50
    first = names[:6]
    assert {"Model Serving", "Prometheus & Grafana", "Kubernetes Advanced"} <= set(first)
    algorithms = [name for name in names if name.startswith(("Algorithms", "Data Structures"))]
    assert algorithms
    assert min(names.index(name) for name in algorithms) > 20
    assert names == await every_gap(slack)  # the same again


async def test_each_gap_tells_from_where_to_where_and_why(slack: Sandbox, library: Library) -> None:
    await stands_at(slack, library, "middle")
    said = await gaps(slack)
    assert "*: Working → Advanced" in said
    assert re.search(r"In the stack of Senior: .*\[003, line 18\]", said)
    assert "Ray Serve" in said
    assert "nothing here is called mandatory" in said
    assert "read as Advanced" in said


async def test_what_the_current_level_already_expects_comes_first(slack: Sandbox, library: Library) -> None:
    await stands_at(slack, library, "middle")
    await level(slack, "set graphql design awareness")
    assert (await every_gap(slack))[0] == "GraphQL Design"
    assert EN("reason-below", level="Middle") in await gaps(slack)


async def test_what_one_should_know_first_comes_first_unless_asked_otherwise(slack: Sandbox, library: Library) -> None:
    await stands_at(slack, library, "middle")
    await level(slack, "set kubernetes core none, kubernetes advanced awareness")
    names = await every_gap(slack)
    assert names.index("Kubernetes Core") < names.index("Kubernetes Advanced")
    assert EN("reason-first", skills="Kubernetes Core") in await gaps(slack, "why kubernetes advanced")
    await gaps(slack, "goal kubernetes advanced")
    assert (await every_gap(slack))[0] == "Kubernetes Advanced"


async def test_from_lead_to_principal_the_change_of_stack_is_shown_because_no_letter_changes(
    slack: Sandbox, library: Library
) -> None:
    await stands_at(slack, library, "lead")
    said = await gaps(slack)
    assert said.startswith("Your next rung: Principal")
    assert EN("compare-no-change") in said
    assert said.index("Lead / Staff · Stack") < said.index("Principal · Stack")
    assert "LLM infrastructure (vLLM, TGI)" in said
    assert all(name not in ("Docker", "Terraform") for name in await every_gap(slack))


async def test_the_top_is_said_to_be_the_top(slack: Sandbox, library: Library) -> None:
    await stands_at(slack, library, "principal")
    said = await gaps(slack)
    assert said.startswith("Principal: the top of the ladder")
    assert EN("gaps-top", level="Principal") in said
    assert await every_gap(slack) == []
    await level(slack, "set docker working")
    assert await every_gap(slack) == ["Docker"]


async def test_without_a_level_it_measures_against_the_lowest_that_asks_more_and_says_so(slack: Sandbox) -> None:
    await level(slack, "role mlops engineer none")
    await level(slack, "set docker working")
    said = await gaps(slack)
    assert EN("gaps-no-level", level="Senior") in said


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("ai platform engineer", ("no levels", "0 of 5 assessed")),
        ("data scientist none", ("ladder",)),
        (
            "llm engineer middle",
            (EN("gaps-next-is", level="Senior"), "[004, line 55]", "optional", NO_GAPS),
        ),
        ("data scientist principal", (EN("gaps-top", level="Principal"),)),
        ("ai full-stack engineer entry", ("Next comes Growth stage", "Years", NO_GAPS)),
        ("mlops engineer roadmap-middle", ("[001, line 80]", "To build up", NO_GAPS)),
    ],
)
async def test_where_a_document_gives_no_depths_its_words_are_told(
    slack: Sandbox, role: str, told: tuple[str, ...]
) -> None:
    await level(slack, f"role {role}")
    said = await gaps(slack)
    assert [part for part in told if part not in said] == []
    assert "gaps," not in said


async def test_my_own_depth_stands_beside_the_words_that_name_the_skill(slack: Sandbox) -> None:
    await level(slack, "role mlops engineer roadmap-middle")
    await level(slack, "set kserve working")
    assert "KServe: Working" in await gaps(slack)


async def test_one_skill_has_one_state_in_every_role_and_language(slack: Sandbox) -> None:
    await level(slack, "role mlops engineer middle")
    await level(slack, "設定 漂移偵測 進階")
    assert "Your depth*: Advanced" in await ask(slack, "bob", "drift detection")
    await level(slack, "role ai platform engineer")
    assert "Drift Detection*: Advanced" in await level(slack, "")


async def test_why_tells_everything_of_one_skill(slack: Sandbox, library: Library) -> None:
    await stands_at(slack, library, "middle")
    said = await gaps(slack, "why model serving")
    assert "Your depth: Working" in said
    assert EN("why-place", place=1, count=56) in said
    assert "Now, at Middle" in said
    assert "Next, at Senior" in said
    assert "*Good to know first*" in said
    await level(slack, "set docker advanced, helm skip, terraform unknown, 3d slicer working")
    assert EN("why-met", level="Senior") in await gaps(slack, "why docker")
    assert EN("why-skipped") in await gaps(slack, "why helm")
    assert EN("why-unknown") in await gaps(slack, "why terraform")
    assert EN("why-not-asked") in await gaps(slack, "why 3d slicer")


async def test_a_menu_beside_each_gap_leads_to_why(slack: Sandbox, library: Library) -> None:
    await stands_at(slack, library, "middle")
    await gaps(slack)
    assert "your next rung" in await press(slack, "bob", "Why?")


async def test_pages_go_on_and_back_and_a_number_beyond_them_is_no_dead_end(slack: Sandbox, library: Library) -> None:
    await stands_at(slack, library, "middle")
    assert "Page 2 of" in await gaps(slack, "page 2")
    assert "Page 1 of" in await press(slack, "bob", "Back")
    assert (await gaps(slack, "page 9999")).count("*1. ") == 0
    assert "Back" in buttons(last(slack, "bob"))
    assert "I do not know" in await gaps(slack, "page x")
    assert lines(last(slack, "bob"))[0] == "gaps"


@pytest.mark.parametrize(
    ("who", "title", "span", "reason"),
    [
        ("alice", "你的下一級 · 資深", "能獨立作業 → 進階", "資深的重點："),
        ("chen", "你的下一级 · 资深", "掌握 → 熟练", "资深的重点："),
    ],
)
async def test_in_chinese_the_reasons_are_chinese(
    slack: Sandbox, library: Library, who: str, title: str, span: str, reason: str
) -> None:
    await stands_at(slack, library, "middle", who)
    said = await gaps(slack, "", who)
    assert said.startswith(title)
    assert span in said
    assert reason in said
