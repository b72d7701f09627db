"""The skills of a role in the groups of its document, and dealt out to forms that people fill in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from skills.catalogue import Catalogue
from skills.library import Library
from skills.shelving import FORM, forms, shelves, skills_of
from tests.skills.printed import ROLES, role, rows

MLOPS = "mlops-engineer"


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def printed(name: str) -> set[str]:
    """Every skill that a role's document lists: rows of the matrix, tools of the groups, abilities, expectations."""
    file = role(name)
    groups = [group for domain in file.get("domains", ()) for group in domain["groups"]]
    abilities = [row["skill"] for section in file.get("sections", ()) for part in parts(section)
                 for row in part.get("abilities", ())]  # fmt: skip
    tools = [mention["skill"] for group in groups for mention in group.get("mentions", ())]
    named = [group["same_as"] for group in groups if group.get("same_as")]
    expected = [each["skill"] for each in file.get("expectations", ())]
    return {*rows(name), *abilities, *tools, *named, *expected}


def parts(section: dict[str, Any]) -> list[dict[str, Any]]:
    """A section and its sub-sections."""
    return [section, *section.get("subsections", ())]


@pytest.mark.parametrize("name", ROLES)
def test_every_skill_of_a_role_stands_on_exactly_one_shelf(catalogue: Catalogue, name: str) -> None:
    found = skills_of(catalogue, name)
    assert len(found) == len(set(found))
    assert set(found) == printed(name)


@pytest.mark.parametrize("name", ROLES)
def test_a_shelf_is_an_entry_with_its_names_and_is_never_empty(catalogue: Catalogue, name: str) -> None:
    for shelf in shelves(catalogue, name):
        assert catalogue[shelf.entry].names == shelf.names
        assert shelf.skills


def test_the_matrix_stands_in_its_thirteen_categories_in_its_own_order(catalogue: Catalogue) -> None:
    categories = role(MLOPS)["matrix"]["categories"]
    assert [(shelf.entry, list(shelf.skills)) for shelf in shelves(catalogue, MLOPS)] == [
        (f"category:{MLOPS}/{each['id']}", [row["skill"] for row in each["rows"]]) for each in categories
    ]  # fmt: skip


def test_the_platforms_groups_stand_in_their_document_s_order(catalogue: Catalogue) -> None:
    groups = [group["id"] for domain in role("ai-platform-engineer")["domains"] for group in domain["groups"]]
    found = [shelf.entry.partition("/")[2] for shelf in shelves(catalogue, "ai-platform-engineer")]
    assert found == groups


@pytest.mark.parametrize("name", ["data-scientist", "llm-engineer"])
def test_a_role_with_expectations_alone_has_one_shelf(catalogue: Catalogue, name: str) -> None:
    assert [(shelf.entry, shelf.skills) for shelf in shelves(catalogue, name)] == [(f"role:{name}", ("ml-deployment",))]


def test_56_rows_are_filled_in_with_three_forms(catalogue: Catalogue) -> None:
    sizes = [sum(len(shelf.skills) for shelf in form) for form in forms(catalogue, MLOPS)]
    assert sizes == [22, 17, 17]
    assert sum(sizes) == 56


@pytest.mark.parametrize("name", ROLES)
def test_forms_are_as_few_as_can_be_about_even_and_whole_shelves_in_order(catalogue: Catalogue, name: str) -> None:
    dealt = forms(catalogue, name)
    assert [shelf for form in dealt for shelf in form] == list(shelves(catalogue, name))
    sizes = [sum(len(shelf.skills) for shelf in form) for form in dealt]
    assert len(sizes) == -(-len(skills_of(catalogue, name)) // FORM)
    assert max(sizes) <= FORM
    assert max(sizes) - min(sizes) <= max(len(shelf.skills) for shelf in shelves(catalogue, name))


def test_a_shelf_goes_to_the_form_in_which_most_of_it_falls(catalogue: Catalogue) -> None:
    file = catalogue.roles[MLOPS]
    assert file.matrix is not None
    every = [row for category in file.matrix.categories for row in category.rows]
    dealt = (every[:10], every[10:30], every[30:50])
    categories = tuple(
        category.model_copy(update={"rows": tuple(some)})
        for category, some in zip(file.matrix.categories[:3], dealt, strict=True)
    )
    matrix = file.matrix.model_copy(update={"categories": categories})
    other = replace(catalogue, roles={MLOPS: file.model_copy(update={"matrix": matrix})})
    assert [[len(shelf.skills) for shelf in form] for form in forms(other, MLOPS)] == [[10], [20], [20]]
