"""Everything can be reached by leafing: shelves, pages, and what a part holds."""

from __future__ import annotations

import pytest

from skills.browsing import PAGE, SHELVES, inside, page_of, shelf
from skills.catalogue import CONCEPTS, Catalogue
from skills.library import Library


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (PAGE, 1), (PAGE + 1, 2), (5 * PAGE, 5)])
def test_pages_are_as_many_as_needed(catalogue: Catalogue, total: int, pages: int) -> None:
    entries = list(catalogue.entries.values())[:total]
    page = page_of(entries, 1)
    assert (page.number, page.pages, page.total) == (1, pages, total)
    assert list(page.entries) == entries[:PAGE]


@pytest.mark.parametrize(("asked", "given"), [(-3, 1), (0, 1), (2, 2), (3, 3), (99, 3)])
def test_a_number_outside_gives_the_nearest_page(catalogue: Catalogue, asked: int, given: int) -> None:
    page = page_of(list(catalogue.entries.values())[: 2 * PAGE + 1], asked)
    assert page.number == given
    assert len(page.entries) == (1 if given == 3 else PAGE)


@pytest.mark.parametrize("name", SHELVES)
def test_leafing_through_a_shelf_shows_every_entry_once(catalogue: Catalogue, name: str) -> None:
    entries = shelf(catalogue, name)
    pages = [page_of(entries, number + 1) for number in range(page_of(entries, 1).pages)]
    leafed = [entry.id for page in pages for entry in page.entries]
    assert leafed
    assert sorted(leafed) == sorted(entry.id for entry in catalogue.of_kind(*SHELVES[name]))


def test_everything_to_learn_stands_on_a_shelf(catalogue: Catalogue) -> None:
    shelved = {entry.id for name in SHELVES for entry in shelf(catalogue, name)}
    assert {entry.id for entry in catalogue.entries.values() if entry.is_concept} <= shelved
    assert {kind for kinds in SHELVES.values() for kind in kinds} >= CONCEPTS


def test_the_skills_of_the_matrix_come_first_each_part_by_name(catalogue: Catalogue) -> None:
    skills = shelf(catalogue, "skills")
    assert [entry.matrix for entry in skills] == sorted((entry.matrix for entry in skills), reverse=True)
    names = [entry.name.casefold() for entry in skills if entry.matrix]
    assert names == sorted(names)


def test_parts_of_a_document_keep_its_order(catalogue: Catalogue) -> None:
    matrix = catalogue.roles["mlops-engineer"].matrix
    assert matrix is not None
    order = [f"category:mlops-engineer/{category.id}" for category in matrix.categories]
    assert [entry.id for entry in shelf(catalogue, "categories")] == order


def test_what_a_part_holds_shows_parts_before_skills_and_no_bullets(catalogue: Catalogue) -> None:
    for entry in catalogue.entries.values():
        held = inside(catalogue, entry)
        assert [part.is_concept for part in held] == sorted(part.is_concept for part in held)
        assert {part.kind for part in held} & {"bullet", "scenario", "expectation"} == set()
        assert {part.id for part in held} <= set(entry.contents)


def test_a_category_holds_its_rows(catalogue: Catalogue) -> None:
    matrix = catalogue.roles["mlops-engineer"].matrix
    assert matrix is not None
    for category in matrix.categories:
        held = inside(catalogue, catalogue[f"category:mlops-engineer/{category.id}"])
        assert [part.id for part in held] == [row.skill for row in category.rows]
