"""People set two roles, or two levels of a role, side by side."""

from __future__ import annotations

from sandbox import Sandbox
from tests.journeys.asking import EN, ask, buttons, last, lines

LEVELS = 'compare "mlops engineer" "lead" "principal"'


async def test_two_roles_on_a_skill_and_two_levels_of_a_role_side_by_side(slack: Sandbox) -> None:
    roles = await ask(slack, "bob", "compare data scientist, llm engineer on ml deployment")
    assert "Data Scientist · Junior" in roles
    assert "LLM Engineer · Principal" in roles
    assert "general wording in the source" in roles
    levels = await ask(slack, "bob", "compare mlops engineer: lead, principal")
    assert "No letter changes between these two levels" in levels
    assert "LLM infrastructure (vLLM, TGI)" in levels


async def test_levels_without_a_stack_are_compared_by_what_their_document_asks(slack: Sandbox) -> None:
    llm = await ask(slack, "bob", "compare llm engineer: junior, middle")
    assert "Junior · What it asks for" in llm
    assert "[004, line 49]" in llm
    stages = await ask(slack, "bob", "compare ai full-stack engineer: entry, expert")
    assert "Expert stage · What it asks for" in stages
    assert buttons(last(slack, "bob"))[-1] == "Browse"


async def test_roles_without_shared_levels_are_compared_by_where_they_name_it(slack: Sandbox) -> None:
    answer = await ask(slack, "bob", "compare mlops engineer, ai platform engineer on kubernetes")
    assert "[000, line" in answer
    assert "nothing said" not in answer


async def test_a_comparison_that_fails_offers_nothing_that_would_change_a_level(slack: Sandbox) -> None:
    answer = await ask(slack, "bob", "compare mlops engineer: junior, grandmaster")
    assert "has no level “grandmaster”" in answer
    assert all(not line.startswith("level role") for line in lines(last(slack, "bob")))
    without = await ask(slack, "bob", "compare ai platform engineer: junior, senior")
    assert "The documents give AI Platform Engineer no levels" in without
    assert len(lines(last(slack, "bob"))) >= 1


async def test_roles_are_compared_as_people_write_it(slack: Sandbox) -> None:
    for typed in (
        'compare "data scientist" "llm engineer" ml deployment',
        "compare “data scientist” “llm engineer” ml deployment",
        "compare data scientist, llm engineer on ml deployment",
        "比較 「資料科學家」「LLM 工程師」 ml deployment",
    ):
        said = await ask(slack, "bob", typed, "/gaps")
        assert "Data Scientist" in said or "資料科學家" in said
        assert "[004, line 48]" in said or "［004 第 48 行］" in said
    assert EN("compare-no-change") in await ask(slack, "bob", LEVELS, "/gaps")
    assert "two roles and a skill" in await ask(slack, "bob", "compare docker", "/gaps")
