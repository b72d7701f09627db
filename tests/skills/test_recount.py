"""The catalogue holds as many of each thing as the five documents do: somebody counted those by hand."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from skills.catalogue import Catalogue, reading
from skills.library import Library
from skills.role_files import AbilityRow, RoleFile

LEVELS = ("junior", "middle", "senior", "lead", "principal")


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


@pytest.fixture
def platform(catalogue: Catalogue) -> RoleFile:
    return catalogue.roles["ai-platform-engineer"]


@pytest.fixture
def full_stack(catalogue: Catalogue) -> RoleFile:
    return catalogue.roles["ai-full-stack-engineer"]


@pytest.fixture
def mlops(catalogue: Catalogue) -> RoleFile:
    return catalogue.roles["mlops-engineer"]


def rows_of(file: RoleFile) -> list[AbilityRow]:
    inside = [row for section in file.sections for part in section.subsections for row in part.abilities]
    return [*(row for section in file.sections for row in section.abilities), *inside]


def test_five_documents_and_five_roles(catalogue: Catalogue) -> None:
    assert [document.id for document in catalogue.documents] == ["000", "001", "002", "003", "004"]
    assert sorted(catalogue.roles) == [
        "ai-full-stack-engineer", "ai-platform-engineer", "data-scientist", "llm-engineer", "mlops-engineer",
    ]  # fmt: skip


def test_the_skill_map(platform: RoleFile) -> None:
    mentions = [mention for domain in platform.domains for group in domain.groups for mention in group.mentions]
    assert [len(domain.groups) for domain in platform.domains] == [3, 4, 4, 3, 4]
    assert len(mentions) == 51
    assert len({mention.skill for mention in mentions}) == 50
    assert sum(len(domain.languages) for domain in platform.domains) == 10
    assert len(platform.advice) == 3
    assert platform.schemes == ()  # this document names no levels, and none is made up


def test_the_roadmap(mlops: RoleFile) -> None:
    stages = ("roadmap-junior", "roadmap-middle", "roadmap-senior")
    areas = Counter(area.level for area in mlops.areas)
    bullets = Counter(area.level for area in mlops.areas for _ in area.bullets)
    assert [areas[stage] for stage in stages] == [4, 5, 6]
    assert [bullets[stage] for stage in stages] == [10, 11, 12]
    assert [style.level for style in mlops.styles] == list(stages)
    assert [row.from_level for row in mlops.build_up] == list(stages)


def test_the_switch_path_has_seven_steps(catalogue: Catalogue) -> None:
    (path,) = catalogue.paths.values()
    assert len(path.steps) == 7
    assert path.to_role == "mlops-engineer"


def test_the_checklist(catalogue: Catalogue, full_stack: RoleFile) -> None:
    rows = rows_of(full_stack)
    assert len(full_stack.sections) == 8
    assert sum(len(section.subsections) for section in full_stack.sections) == 11
    assert sum(len(row.tools) for row in rows) == 81
    assert sum(len(row.scenarios) for row in rows) == 58
    assert len(full_stack.cheat_sheet) == 7
    assert [level.years for level in full_stack.schemes[0].levels] == ["0–1", "2–3", "3+"]
    assert len(catalogue.roles["ai-full-stack-engineer"].schemes) == 1


def test_one_ability_is_printed_twice_and_kept_as_two(catalogue: Catalogue, full_stack: RoleFile) -> None:
    skills = [row.skill for row in rows_of(full_stack)]
    # Ours is the bracket that tells the second 数据隐私与合规 from the first.
    printed = Counter(re.sub(r"（.+）$", "", catalogue[skill].names.zh_hans) for skill in skills)
    assert len(skills) == len(set(skills)) == 29
    assert len(printed) == 28
    assert printed["数据隐私与合规"] == 2


def test_the_matrix(mlops: RoleFile) -> None:
    assert mlops.matrix is not None
    rows = [row for category in mlops.matrix.categories for row in category.rows]
    assert len(mlops.matrix.categories) == 13
    assert len(rows) == len({row.skill for row in rows}) == 56
    assert {row.letters for row in rows} == {"AWAEE"}
    assert (mlops.matrix.cells, mlops.matrix.mandatory_cells) == (280, 123)


def test_every_cell_is_read_the_same_way(catalogue: Catalogue, mlops: RoleFile) -> None:
    assert mlops.matrix is not None
    skills = [row.skill for category in mlops.matrix.categories for row in category.rows]
    cells = [reading(catalogue, "mlops-engineer", level, skill) for skill in skills for level in LEVELS]
    assert len([cell for cell in cells if cell]) == 280
    read = [tuple(cell.depth for cell in cells[at : at + 5] if cell) for at in range(0, 280, 5)]
    assert set(read) == {("awareness", "working", "advanced", "expert", "expert")}
    differently = {level for level, cell in zip(LEVELS * 56, cells, strict=True) if cell and cell.read_differently}
    assert differently == {"senior"}


def test_stack_and_focus_of_each_level(mlops: RoleFile) -> None:
    stack, focus = Counter(item.level for item in mlops.stack), Counter(item.level for item in mlops.focus)
    assert [stack[level] for level in LEVELS] == [8, 8, 7, 5, 4]
    assert [focus[level] for level in LEVELS] == [5, 5, 5, 4, 4]


def test_ten_expectations_of_ml_deployment_one_of_them_boilerplate(catalogue: Catalogue) -> None:
    roles = [catalogue.roles[role] for role in ("data-scientist", "llm-engineer")]
    expectations = [each for file in roles for each in file.expectations]
    assert [[each.level for each in file.expectations] for file in roles] == [list(LEVELS)] * 2
    assert {each.skill for each in expectations} == {"ml-deployment"}
    assert [each.level for each in expectations if each.boilerplate] == ["junior"]


def test_every_source_is_a_line_of_a_document(catalogue: Catalogue) -> None:
    place = re.compile(r"line \d+|lines \d+–\d+(, \d+(–\d+)?)*")
    odd = {
        f"{entry.id}: {at.place}"
        for entry in catalogue.entries.values()
        for at in entry.places
        if not place.fullmatch(at.place)
    }
    assert odd == set()
    assert [entry.id for entry in catalogue.entries.values() if not entry.places and not entry.is_concept] == []


def test_every_relation_leads_to_an_entry(catalogue: Catalogue) -> None:
    for entry in catalogue.entries.values():
        related = (*entry.tools, *entry.parents, *entry.contents, *entry.part_of, *entry.tool_of, *entry.near)
        related += (*entry.same_as, *entry.needs, *(seen.container for seen in entry.appearances))
        assert [other for other in related if other not in catalogue.entries] == [], entry.id
