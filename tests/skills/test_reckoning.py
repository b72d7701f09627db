"""Which levels somebody's depths meet: counts and names for each level of the ladder, and never a score."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skills.catalogue import Catalogue
from skills.library import Library, open_library
from skills.reckoning import LevelCount, reckon
from skills.scale import SAYABLE
from tests.skills.printed import SCALE, ladders, rows, wants

MLOPS = "mlops-engineer"
ROWS = rows(MLOPS)
LEVELS = ladders(MLOPS)[0]
CATALOGUE = open_library().catalogue


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def met(catalogue: Catalogue, depths: dict[str, str]) -> list[str]:
    """The levels that are met."""
    return [count.level for count in reckon(catalogue, MLOPS, depths) if count.is_met]


@pytest.mark.parametrize(
    ("depth", "levels"),
    [
        ("none", []), ("awareness", LEVELS[:1]), ("working", LEVELS[:2]), ("advanced", LEVELS[:3]),
        ("expert", LEVELS), ("skip", []),
    ],
)  # fmt: skip
def test_the_same_depth_everywhere_meets_the_levels_up_to_it(
    catalogue: Catalogue, depth: str, levels: list[str]
) -> None:
    assert met(catalogue, dict.fromkeys(ROWS, depth)) == levels


def test_one_row_below_is_named_and_keeps_a_level_from_being_met(catalogue: Catalogue) -> None:
    counts = reckon(catalogue, MLOPS, dict.fromkeys(ROWS, "working") | {"docker": "awareness"})
    junior, middle, *_ = counts
    assert (junior.is_met, middle.is_met) == (True, False)
    assert (len(middle.met), middle.below, middle.unknown) == (55, ("docker",), ())


def test_one_row_nobody_spoke_of_keeps_a_level_from_being_met_and_is_not_below(catalogue: Catalogue) -> None:
    depths = {row: "expert" for row in ROWS if row != "docker"}
    assert met(catalogue, depths) == []
    assert {(count.below, count.unknown) for count in reckon(catalogue, MLOPS, depths)} == {((), ("docker",))}


def test_what_is_not_for_the_job_does_not_count(catalogue: Catalogue) -> None:
    depths = dict.fromkeys(ROWS, "working") | {"docker": "skip", "mlflow": "skip"}
    assert met(catalogue, depths) == ["junior", "middle"]
    assert len(reckon(catalogue, MLOPS, depths)[1].met) == 54


def test_where_nothing_was_said_nothing_is_met(catalogue: Catalogue) -> None:
    counts = reckon(catalogue, MLOPS, {})
    assert [(count.level, count.met, count.below, len(count.unknown)) for count in counts] == [
        (level, (), (), 56) for level in LEVELS
    ]  # fmt: skip
    assert met(catalogue, {}) == []


def test_tools_without_a_row_count_for_no_level(catalogue: Catalogue) -> None:
    assert reckon(catalogue, MLOPS, {"onnx": "none", "vllm": "expert"}) == reckon(catalogue, MLOPS, {})


@pytest.mark.parametrize("role", ["data-scientist", "llm-engineer", "ai-full-stack-engineer", "ai-platform-engineer"])
def test_a_role_without_a_matrix_has_nothing_to_reckon(catalogue: Catalogue, role: str) -> None:
    assert reckon(catalogue, role, dict.fromkeys(ROWS, "expert")) == ()


def test_there_is_no_score() -> None:
    assert {field.name for field in dataclasses.fields(LevelCount)} == {"level", "met", "below", "unknown"}


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(st.dictionaries(st.sampled_from([*ROWS, "onnx"]), st.sampled_from(SAYABLE)))
def test_every_row_that_counts_is_in_one_place_and_in_the_right_one(depths: dict[str, str]) -> None:
    counts = reckon(CATALOGUE, MLOPS, depths)
    assert [count.level for count in counts] == LEVELS
    counted = [row for row in ROWS if depths.get(row) != "skip"]
    for count in counts:
        said = {row: SCALE.index(depths[row]) - SCALE.index(wants(MLOPS, count.level)[row])
                for row in counted if row in depths}  # fmt: skip
        assert count.met == tuple(row for row, over in said.items() if over >= 0)
        assert count.below == tuple(row for row, over in said.items() if over < 0)
        assert count.unknown == tuple(row for row in counted if row not in depths)
        assert count.is_met is (0 < len(count.met) == len(counted))
