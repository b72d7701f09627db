"""Two roles on a skill, two levels of a role."""

from __future__ import annotations

import pytest

from skills.catalogue import Catalogue
from skills.comparing import level_side, roles_on_skill
from skills.library import Library


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def test_two_roles_of_one_document_meet_at_every_level(catalogue: Catalogue) -> None:
    rows = roles_on_skill(catalogue, "data-scientist", "llm-engineer", "ml-deployment")
    assert [row.level for row in rows] == ["junior", "middle", "senior", "lead", "principal"]
    for row in rows:
        assert row.left
        assert row.right
        assert row.left.place != row.right.place
    assert [bool(row.left and row.left.boilerplate) for row in rows] == [True, False, False, False, False]


def test_a_side_that_says_nothing_stays_empty(catalogue: Catalogue) -> None:
    rows = roles_on_skill(catalogue, "mlops-engineer", "data-scientist", "docker")
    assert all(row.left is not None and row.right is None for row in rows)
    assert len(rows) == 5


@pytest.mark.parametrize("other", ["ai-platform-engineer", "ai-full-stack-engineer"])
def test_roles_without_a_level_in_common_have_no_rows(catalogue: Catalogue, other: str) -> None:
    assert roles_on_skill(catalogue, "mlops-engineer", other, "mlflow") == []


def test_comparing_is_the_same_from_both_sides(catalogue: Catalogue) -> None:
    here = roles_on_skill(catalogue, "data-scientist", "llm-engineer", "ml-deployment")
    there = roles_on_skill(catalogue, "llm-engineer", "data-scientist", "ml-deployment")
    assert [(row.level, row.left, row.right) for row in here] == [(row.level, row.right, row.left) for row in there]


def test_no_letter_changes_between_lead_and_principal(catalogue: Catalogue) -> None:
    lead, principal = (level_side(catalogue, "mlops-engineer", level) for level in ("lead", "principal"))
    assert lead.depths == principal.depths == (("expert", 56),)
    assert {item.printed for item in lead.stack}.isdisjoint(item.printed for item in principal.stack)
    assert {item.id for item in lead.focus}.isdisjoint(item.id for item in principal.focus)


def test_each_other_step_changes_all_of_them(catalogue: Catalogue) -> None:
    sides = [level_side(catalogue, "mlops-engineer", level) for level in ("junior", "middle", "senior", "lead")]
    assert [side.depths for side in sides] == [
        (("awareness", 56),), (("working", 56),), (("advanced", 56),), (("expert", 56),),
    ]  # fmt: skip


def test_a_stage_without_matrix_and_stack_is_empty_not_wrong(catalogue: Catalogue) -> None:
    side = level_side(catalogue, "ai-full-stack-engineer", "entry-stage")
    assert (side.stack, side.focus, side.depths) == ((), (), ())


def test_a_roadmap_stage_does_not_borrow_the_matrix(catalogue: Catalogue) -> None:
    assert level_side(catalogue, "mlops-engineer", "roadmap-junior").depths == ()
