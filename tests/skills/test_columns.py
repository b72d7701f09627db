"""One level of a role as a column: its rows, what its stack and focus name, and what they name through a relative."""

from __future__ import annotations

import pytest

from skills.catalogue import Catalogue, Place
from skills.columns import Column, Named, column, matrix_rows
from skills.library import Library
from skills.role_files import FocusItem, StackItem
from tests.skills.printed import ROLES, levels, named, rows, skill_file, wants

MLOPS = "mlops-engineer"
LINES = ("tool_of", "part_of", "same_as")
EVERY_LEVEL = [(role, level) for role in ROLES for level in levels(role)]


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


@pytest.fixture
def senior(catalogue: Catalogue) -> Column:
    return column(catalogue, MLOPS, "senior")


def through(of: Column, skill: str) -> list[str | None]:
    """What names a skill: None for an item that names it itself, else the relative it names."""
    return [each.through for each in of.named.get(skill, ())]


@pytest.mark.parametrize(("role", "level"), EVERY_LEVEL)
def test_a_column_wants_what_is_printed(catalogue: Catalogue, role: str, level: str) -> None:
    found = column(catalogue, role, level)
    assert {skill: want.depth for skill, want in found.wants.items()} == wants(role, level)
    assert [skill for skill, want in found.wants.items() if want.row] == list(found.rows)
    assert list(found.rows) == (rows(role) if wants(role, level) else [])


@pytest.mark.parametrize(("role", "level"), EVERY_LEVEL)
def test_what_an_item_names_itself_is_named_and_the_item_says_where(
    catalogue: Catalogue, role: str, level: str
) -> None:
    found = column(catalogue, role, level)
    assert {skill for skill, items in found.named.items() if any(item.through is None for item in items)} == set(
        named(role, level)
    )
    document = catalogue.scheme_of(role, level).document
    for items in found.named.values():
        assert len({id(item.item) for item in items}) == len(items), "an item names a skill once"
        for item in items:
            assert item.item.level == level
            assert item.place == Place(document, item.item.place)


@pytest.mark.parametrize(("role", "level"), EVERY_LEVEL)
def test_the_rows_an_item_names_through_a_relative_are_those_our_files_draw_a_line_to(
    catalogue: Catalogue, role: str, level: str
) -> None:
    found = column(catalogue, role, level)
    expected = {}
    items: tuple[StackItem | FocusItem, ...] = (*found.stack, *found.focus)
    for item in items:
        skills = named_by(item)
        narrow = not set(skills).isdisjoint(found.rows)
        for row in set(found.rows) - set(skills):
            if relatives := [other for other in skills if related(row, other, narrow)]:
                expected[row, id(item)] = relatives[0]
    named_so = {(skill, id(each.item)): each.through for skill, items in found.named.items() for each in items}
    assert {key: through for key, through in named_so.items() if through is not None} == expected


def named_by(item: StackItem | FocusItem) -> tuple[str, ...]:
    """The skills an item names."""
    return item.skills if isinstance(item, StackItem) else item.mentions


def related(row: str, other: str, narrow: bool) -> bool:
    """Whether our files draw a line from a skill to a row; from the whole to a part only where no row is named."""
    here, there = skill_file(row), skill_file(other)
    parts = [] if narrow else here.get("part_of", [])
    theirs = [skill for line in LINES for skill in there.get(line, [])]
    return row in theirs or other in [*here.get("tool_of", []), *here.get("same_as", []), *parts]


def test_seniors_stack_names_serving_only_through_its_tools_and_its_focus_by_name(senior: Column) -> None:
    assert through(senior, "model-serving") == [
        "vertex-ai", "triton-inference-server", "ray-serve", "triton-inference-server", None,
    ]  # fmt: skip
    assert [each.place.place for each in senior.named["model-serving"]][-1] == "line 34"


def test_kubernetes_with_gpus_means_the_advanced_row_and_not_the_core(senior: Column) -> None:
    assert None in through(senior, "kubernetes-advanced")
    assert through(senior, "kubernetes-core") == []
    assert through(senior, "helm") == [], "a part of Kubernetes is not meant where a row is named"


def test_a_platform_is_meant_with_its_parts(senior: Column) -> None:
    assert through(senior, "feature-stores") == ["ml-platform"]


def test_onnx_is_wanted_without_a_row_and_says_so(senior: Column) -> None:
    assert (senior.wants["onnx"].depth, senior.wants["onnx"].row) == ("advanced", False)
    assert (senior.wants["docker"].depth, senior.wants["docker"].row) == ("advanced", True)


def test_what_is_named_through_a_relative_alone_is_not_wanted_beyond_its_row(catalogue: Catalogue) -> None:
    for level in levels(MLOPS):
        found = column(catalogue, MLOPS, level)
        assert all(
            skill in found.rows or any(item.through is None for item in found.named[skill]) for skill in found.wants
        )


def test_stack_and_focus_are_those_of_the_level_in_their_order(senior: Column) -> None:
    assert [item.printed for item in senior.stack] == [
        "Kubeflow/Vertex AI", "Triton Inference Server", "ONNX/TensorRT", "Kubernetes (GPU scheduling)", "Ray Serve",
        "Custom operators", "Prometheus/Grafana",
    ]  # fmt: skip
    assert [item.id for item in senior.focus][:2] == ["senior-platform-architecture", "senior-inference"]


@pytest.mark.parametrize("level", ["roadmap-junior", "roadmap-middle", "roadmap-senior"])
def test_a_stage_of_the_roadmap_has_no_column(catalogue: Catalogue, level: str) -> None:
    found = column(catalogue, MLOPS, level)
    assert (dict(found.wants), dict(found.named), found.rows, found.stack) == ({}, {}, (), ())


def test_rows_stand_in_the_matrixs_own_order(catalogue: Catalogue) -> None:
    assert list(matrix_rows(catalogue.roles[MLOPS])) == rows(MLOPS)
    assert matrix_rows(catalogue.roles["data-scientist"]) == ()


def test_a_column_is_the_same_for_everybody_and_cannot_be_changed(catalogue: Catalogue, senior: Column) -> None:
    assert column(catalogue, MLOPS, "senior") is senior
    for mapping in (senior.wants, senior.named):
        with pytest.raises(TypeError):
            mapping["docker"] = None  # type: ignore[index]


def test_a_level_that_the_role_does_not_have_is_an_error(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError):
        column(catalogue, "surgeon", "senior")
    assert isinstance(column(catalogue, MLOPS, "senior").named["onnx"][0], Named)
