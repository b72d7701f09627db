"""What the library of labs covers: every skill of the matrix at three depths, the switch, the map and the list."""

from __future__ import annotations

import pytest

from skills.catalogue import Catalogue
from skills.library import Library
from skills.shapes import DEPTHS

DEAD_ENDS = {
    "section:ai-full-stack-engineer/growth-route",
    "section:ai-full-stack-engineer/cheat-sheet",
}  # no abilities


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def test_each_skill_of_the_matrix_has_a_lab_to_every_depth_but_the_first(catalogue: Catalogue) -> None:
    matrix = [entry.id for entry in catalogue.entries.values() if entry.matrix]
    assert len(matrix) == 56
    missing = [
        f"{skill} to {depth}"
        for skill in matrix
        for depth in DEPTHS[1:]
        if depth not in {lab.facts.to for lab in catalogue.labs.of(skill)}
    ]
    assert missing == []


def test_each_step_of_a_switch_each_domain_and_each_section_has_a_lab(catalogue: Catalogue) -> None:
    wanted = {entry.id for entry in catalogue.of_kind("step", "domain", "section")} - DEAD_ENDS
    covered = {each for lab in catalogue.labs if lab.facts.retired is None for each in lab.facts.covers}
    assert wanted - covered == set()


def test_thirty_labs_and_more_can_be_checked(catalogue: Catalogue) -> None:
    assert sum(lab.checked for lab in catalogue.labs) >= 30


def test_no_two_labs_share_their_title_or_their_objective(catalogue: Catalogue) -> None:
    for language in ("en", "zh-Hant", "zh-Hans"):
        titles = [lab.facts.title.in_(language) for lab in catalogue.labs]
        assert len(set(titles)) == len(titles)
        objectives = [lab.words(language).objective for lab in catalogue.labs]
        assert len(set(objectives)) == len(objectives)


def test_no_two_labs_have_the_same_steps(catalogue: Catalogue) -> None:
    """A library from a template would show here first."""
    steps = [tuple(step.id for step in lab.facts.steps) for lab in catalogue.labs]
    assert len(set(steps)) == len(steps)


def test_every_depth_takes_an_evening_at_most(catalogue: Catalogue) -> None:
    assert all(20 <= lab.facts.minutes <= 90 for lab in catalogue.labs)
    assert all(lab.facts.memory <= 4 for lab in catalogue.labs)
