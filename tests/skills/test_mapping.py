"""How the levels of a role's two ladders correspond: by the skills both name, shown with what supports it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skills.catalogue import Catalogue
from skills.library import Library
from skills.mapping import Counterpart, counterparts
from tests.skills.printed import ROLES, ladders, levels, role

MLOPS = "mlops-engineer"
TWO_LADDERS = [level for ladder in ladders(MLOPS) for level in ladder]


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def names(level: str) -> set[str]:
    """Every skill that a level of the MLOps engineer names: stack, focus and the areas of the roadmap."""
    file = role(MLOPS)
    stack = [skill for item in file["stack"] if item["level"] == level for skill in item["skills"]]
    focus = [skill for item in file["focus"] if item["level"] == level for skill in item.get("mentions", ())]
    areas = [bullet for area in file["areas"] if area["level"] == level for bullet in area["bullets"]]
    return {*stack, *focus, *(skill for bullet in areas for skill in bullet.get("mentions", ()))}


def other_ladder(level: str) -> list[str]:
    """The levels of the ladder in which this one does not stand."""
    return next(ladder for ladder in ladders(MLOPS) if level not in ladder)


@pytest.mark.parametrize("level", TWO_LADDERS)
def test_a_level_corresponds_to_those_that_share_most_and_says_which_skills(catalogue: Catalogue, level: str) -> None:
    shared = {other: names(level) & names(other) for other in other_ladder(level)}
    most = max(map(len, shared.values()))
    found = counterparts(catalogue, MLOPS, level)
    assert [each.level.id for each in found] == [other for other, skills in shared.items() if len(skills) == most > 0]
    for each in found:
        assert set(each.shared) == shared[each.level.id]
        assert len(each.shared) == len(set(each.shared))
        assert each.of == len(names(level))


def test_middle_is_nearest_to_the_roadmaps_second_stage_with_eleven_of_nineteen(catalogue: Catalogue) -> None:
    (nearest,) = counterparts(catalogue, MLOPS, "middle")
    assert (nearest.scheme.id, nearest.level.id, nearest.of) == ("roadmap", "roadmap-middle", 19)
    assert len(nearest.shared) == 11
    assert {"mlflow", "docker", "airflow"} <= set(nearest.shared)


def test_where_two_levels_share_as_much_both_are_told(catalogue: Catalogue) -> None:
    found = counterparts(catalogue, MLOPS, "roadmap-senior")
    assert [(each.level.id, len(each.shared)) for each in found] == [("senior", 4), ("lead", 4)]


def test_a_role_with_one_ladder_or_none_has_no_counterparts(catalogue: Catalogue) -> None:
    for name in ROLES:
        if len(ladders(name)) < 2:
            assert [counterparts(catalogue, name, level) for level in levels(name)] == [()] * len(levels(name))
    assert {name for name in ROLES if len(ladders(name)) == 2} == {MLOPS}


def test_ladders_that_name_nothing_in_common_have_no_counterparts(catalogue: Catalogue) -> None:
    without_areas = catalogue.roles[MLOPS].model_copy(update={"areas": ()})
    silent = replace(catalogue, roles={MLOPS: without_areas})
    assert [counterparts(silent, MLOPS, level) for level in TWO_LADDERS] == [()] * len(TWO_LADDERS)


def test_a_level_that_the_role_does_not_have_is_an_error(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError, match="has no level growth-stage"):
        counterparts(catalogue, MLOPS, "growth-stage")


def test_a_counterpart_always_comes_with_its_support(catalogue: Catalogue) -> None:
    every = [each for level in TWO_LADDERS for each in counterparts(catalogue, MLOPS, level)]
    assert all(isinstance(each, Counterpart) and 0 < len(each.shared) <= each.of for each in every)
