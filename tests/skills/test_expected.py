"""What a role expects of a skill: from its matrix, its expectations, its lines, or the nearest skill that has one."""

from __future__ import annotations

import pytest

from skills.catalogue import Catalogue, Place, reading
from skills.expected import Expected, expected, kin
from skills.library import Library

LEVELS = ("junior", "middle", "senior", "lead", "principal")


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def found(catalogue: Catalogue, role: str, level: str, skill: str) -> Expected:
    answer = expected(catalogue, role, level, skill)
    assert answer is not None
    return answer


def test_a_junior_on_mlflow_reads_the_matrix_with_letter_and_source(catalogue: Catalogue) -> None:
    answer = found(catalogue, "mlops-engineer", "junior", "mlflow")
    assert (answer.depth, answer.letter, answer.skill) == ("awareness", "A", "mlflow")
    assert answer.place == Place("003", "line 117")
    depths = catalogue["mlflow"].depths
    assert depths is not None
    assert answer.text == depths.awareness
    assert not answer.read_differently


def test_the_letters_of_the_five_levels(catalogue: Catalogue) -> None:
    answers = [found(catalogue, "mlops-engineer", level, "mlflow") for level in LEVELS]
    assert [each.letter for each in answers] == ["A", "W", "A", "E", "E"]
    assert [each.depth for each in answers] == ["awareness", "working", "advanced", "expert", "expert"]
    assert [each.read_differently for each in answers] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("tool", "skill"),
    [("kserve", "model-serving"), ("bentoml", "model-serving"), ("eks", None)],
)
def test_a_tool_borrows_from_what_it_serves(catalogue: Catalogue, tool: str, skill: str | None) -> None:
    answer = found(catalogue, "mlops-engineer", "junior", tool)
    assert answer.skill != tool
    assert answer.skill in kin(catalogue, tool)
    assert skill in (None, answer.skill)
    assert answer.depth == "awareness"


def test_what_is_borrowed_comes_from_the_nearest_kin_with_a_row(catalogue: Catalogue) -> None:
    borrowed = 0
    for tool in catalogue.of_kind("tool"):
        relatives = kin(catalogue, tool.id)
        assert tool.id not in relatives
        assert len(relatives) == len(set(relatives))
        answer = expected(catalogue, "mlops-engineer", "junior", tool.id)
        rows = [each for each in relatives if catalogue[each].matrix]
        if answer is not None and answer.skill != tool.id and rows:
            assert answer.skill == rows[0], tool.id
            borrowed += 1
    assert borrowed > 20


def test_a_skill_of_the_matrix_never_borrows(catalogue: Catalogue) -> None:
    rows = [entry for entry in catalogue.entries.values() if entry.matrix]
    assert len(rows) == 56
    assert all(found(catalogue, "mlops-engineer", "lead", row.id).skill == row.id for row in rows)


def test_what_a_level_names_itself_is_not_borrowed(catalogue: Catalogue) -> None:
    focus = [item for item in catalogue.roles["mlops-engineer"].focus if "dvc" in item.mentions]
    answer = found(catalogue, "mlops-engineer", focus[0].level, "dvc")
    assert (answer.skill, answer.place.place, answer.depth) == ("dvc", focus[0].place, None)


def test_a_data_scientist_on_ml_deployment(catalogue: Catalogue) -> None:
    junior, *others = (found(catalogue, "data-scientist", level, "ml-deployment") for level in LEVELS)
    assert junior.boilerplate
    assert not any(other.boilerplate for other in others)
    assert {each.place.document for each in (junior, *others)} == {"004"}
    assert len({each.place for each in (junior, *others)}) == 5
    assert all(each.depth is None and each.letter is None for each in (junior, *others))


def test_ml_deployment_has_no_row_for_mlops_engineers(catalogue: Catalogue) -> None:
    assert [reading(catalogue, "mlops-engineer", level, "ml-deployment") for level in LEVELS] == [None] * 5
    answers = [found(catalogue, "mlops-engineer", level, "ml-deployment") for level in LEVELS]
    assert [answer.skill for answer in answers] == ["model-serving"] * 5  # the nearest row, as the card says


def test_the_roadmap_of_the_same_role_is_a_ladder_of_its_own(catalogue: Catalogue) -> None:
    answer = found(catalogue, "mlops-engineer", "roadmap-junior", "mlflow")
    assert answer.place.document == "001"
    assert answer.depth is None  # a roadmap prints no letters
    assert not answer.read_differently


def test_a_checklist_s_stage_says_what_its_lines_say(catalogue: Catalogue) -> None:
    file = catalogue.roles["ai-full-stack-engineer"]
    line = next(line for line in file.stage_lines if line.mentions)
    answer = found(catalogue, "ai-full-stack-engineer", line.level, line.mentions[0])
    assert answer.place.document == "002"
    assert answer.depth is None


def test_a_role_whose_documents_say_nothing_expects_nothing(catalogue: Catalogue) -> None:
    assert expected(catalogue, "data-scientist", "junior", "mlflow") is None
    assert expected(catalogue, "llm-engineer", "principal", "docker") is None


def test_a_role_without_levels_has_none_to_ask_about(catalogue: Catalogue) -> None:
    assert catalogue.roles["ai-platform-engineer"].schemes == ()
    assert expected(catalogue, "ai-platform-engineer", "junior", "mlflow") is None
    with pytest.raises(KeyError, match="ai-platform-engineer has no level junior"):
        catalogue.scheme_of("ai-platform-engineer", "junior")


def test_every_answer_has_a_source_and_a_sentence(catalogue: Catalogue) -> None:
    for role, file in catalogue.roles.items():
        rungs = [(rung.id, scheme.document) for scheme in file.schemes for rung in scheme.levels]
        for level, document in rungs:
            for entry in catalogue.of_kind("skill", "ability"):
                answer = expected(catalogue, role, level, entry.id)
                if answer is not None:
                    assert answer.place.document == document, (role, level, entry.id)
                    assert answer.text.en
                    assert (answer.depth is None) is (answer.letter is None)


def test_the_rung_above(catalogue: Catalogue) -> None:
    above = [catalogue.next_level("mlops-engineer", level) for level in LEVELS]
    assert [rung.id if rung else None for rung in above] == ["middle", "senior", "lead", "principal", None]
    assert catalogue.next_level("mlops-engineer", "roadmap-senior") is None  # one ladder does not lead into another
