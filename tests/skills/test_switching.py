"""The switch to MLOps in seven steps, with credit for what somebody knows already."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skills.catalogue import Catalogue
from skills.library import Library
from skills.scale import SAYABLE
from skills.switching import Credit, StepStanding, credit, steps
from tests.skills.printed import SCALE

PATH = "backend-to-mlops"


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def standing(catalogue: Catalogue, **depths: str) -> tuple[StepStanding, ...]:
    """The steps of somebody with these depths; names with underscores for hyphens."""
    return steps(catalogue, PATH, {skill.replace("_", "-"): depth for skill, depth in depths.items()})


def test_there_are_seven_steps_in_the_documents_order(catalogue: Catalogue) -> None:
    found = standing(catalogue)
    assert [each.number for each in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [each.step.place for each in found] == [f"line {number}" for number in range(125, 132)]


def test_who_said_nothing_has_nothing_credited_and_nothing_held_against_them(catalogue: Catalogue) -> None:
    for each in standing(catalogue):
        assert (each.credit.has, each.credit.low) == ((), ())
        assert each.credit.unknown == each.step.mentions
        assert not each.credit.whole


def test_a_back_end_engineer_is_credited_docker_and_kubernetes(catalogue: Catalogue) -> None:
    found = standing(catalogue, docker="working", kubernetes_core="advanced", ci_cd="expert", mlflow="awareness")
    assert [each.credit.has for each in found] == [(), ("docker",), ("ci-cd",), ("kubernetes-core",), (), (), ()]
    assert found[0].credit.low == ("mlflow",)


@pytest.mark.parametrize("depth", ["none", "awareness"])
def test_below_working_is_no_credit(catalogue: Catalogue, depth: str) -> None:
    assert standing(catalogue, docker=depth)[1].credit == Credit((), ("docker",), ("model-packaging", "ml-deployment"))


def test_a_skill_said_once_counts_in_every_step_that_names_it(catalogue: Catalogue) -> None:
    """GP5: one skill, one state."""
    found = standing(catalogue, ml_deployment="working")
    assert [each.number for each in found if "ml-deployment" in each.credit.has] == [2, 3]


def test_a_step_is_whole_when_nothing_is_left_to_learn_or_to_say(catalogue: Catalogue) -> None:
    assert standing(catalogue, mlflow="working", experiment_tracking="working")[0].credit.whole
    assert not standing(catalogue, mlflow="working")[0].credit.whole
    assert not standing(catalogue, mlflow="working", experiment_tracking="awareness")[0].credit.whole


def test_what_is_not_for_the_job_is_left_out(catalogue: Catalogue) -> None:
    first = standing(catalogue, mlflow="skip", experiment_tracking="working")[0].credit
    assert (first, first.whole) == (Credit(("experiment-tracking",), (), ()), True)


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(
    st.lists(st.sampled_from(["docker", "mlflow", "ci-cd", "airflow"]), unique=True),
    st.dictionaries(st.sampled_from(["docker", "mlflow", "ci-cd", "airflow", "go"]), st.sampled_from(SAYABLE)),
)
def test_every_skill_that_counts_is_in_one_place_in_its_order(skills: list[str], depths: dict[str, str]) -> None:
    found = credit(skills, depths)
    rank = {skill: SCALE.index(depth) for skill, depth in depths.items() if depth != "skip"}
    assert found.has == tuple(skill for skill in skills if rank.get(skill, 0) >= 2)
    assert found.low == tuple(skill for skill in skills if skill in rank and rank[skill] < 2)
    assert found.unknown == tuple(skill for skill in skills if skill not in depths)
    assert found.whole is (len(found.has) == len([skill for skill in skills if depths.get(skill) != "skip"]))
