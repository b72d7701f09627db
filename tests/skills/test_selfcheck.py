"""The self-check asks five things at most, and the order of its sentences gives no depth away."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skills.catalogue import Catalogue
from skills.library import Library, open_library
from skills.scale import SAYABLE
from skills.selfcheck import QUESTIONS, order_of, questions
from skills.shapes import DEPTHS
from tests.skills.printed import ROLES, levels, rows

MLOPS = "mlops-engineer"
ROWS = rows(MLOPS)
CATALOGUE = open_library().catalogue
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


@pytest.mark.parametrize("skill", ROWS)
def test_all_four_depths_are_shown_and_never_from_low_to_high_or_high_to_low(skill: str) -> None:
    order = order_of(skill)
    assert sorted(order) == sorted(DEPTHS)
    assert order not in (DEPTHS, DEPTHS[::-1])


def test_the_order_differs_from_skill_to_skill_and_every_depth_stands_everywhere() -> None:
    orders = [order_of(skill) for skill in ROWS]
    assert len(set(orders)) > 10
    assert max(Counter(orders).values()) < 10
    for place in range(4):
        assert {order[place] for order in orders} == set(DEPTHS)


def test_the_order_depends_on_the_skill_alone_and_stays_in_every_version() -> None:
    """A snapshot of today is shown next year in the order of today."""
    assert [order_of(skill) for skill in ("docker", "mlflow", "model-serving")] == [
        ("awareness", "advanced", "expert", "working"),
        ("advanced", "working", "expert", "awareness"),
        ("working", "awareness", "advanced", "expert"),
    ]  # fmt: skip


def test_who_said_nothing_is_asked_five_things_that_their_next_level_names_first(catalogue: Catalogue) -> None:
    assert QUESTIONS == 5
    asked = questions(catalogue, MLOPS, "middle", {}, {})
    assert asked == ("model-serving", "prometheus-grafana", "kubernetes-advanced", "feature-stores", "model-monitoring")


def test_what_is_not_assessed_comes_before_what_was_said_and_that_by_age(catalogue: Catalogue) -> None:
    said = {row: NOON + dt.timedelta(days=number) for number, row in enumerate(reversed(ROWS))}
    asked = questions(catalogue, MLOPS, "middle", dict.fromkeys(ROWS, "working"), said)
    assert asked == tuple(reversed(ROWS))[:5]
    depths = {row: "working" for row in ROWS if row not in ("helm", "docker")}
    assert questions(catalogue, MLOPS, "middle", depths, said)[:2] == ("docker", "helm")
    assert questions(catalogue, MLOPS, "middle", depths, said)[2:] == tuple(reversed(list(depths)))[:3]


def test_what_is_not_for_the_job_is_never_asked(catalogue: Catalogue) -> None:
    depths = dict.fromkeys(ROWS, "skip") | {"helm": "working"}
    assert questions(catalogue, MLOPS, "senior", depths, {"helm": NOON}) == ("helm",)
    assert questions(catalogue, MLOPS, "senior", dict.fromkeys(ROWS, "skip"), {}) == ()
    assert questions(catalogue, None, None, dict.fromkeys(ROWS, "skip"), {}) == ()


def test_at_the_top_the_top_is_asked_about(catalogue: Catalogue) -> None:
    asked = questions(catalogue, MLOPS, "principal", {}, {})
    assert asked[:2] == ("model-serving", "aws"), "which its LLM infrastructure and several clouds stand for"
    assert len(asked) == 5


def test_without_a_level_the_first_one_decides(catalogue: Catalogue) -> None:
    asked = questions(catalogue, MLOPS, None, {}, {})
    assert asked[:2] == ("mlflow", "docker")
    assert len(asked) == 5


def test_without_a_role_what_most_documents_name_is_asked(catalogue: Catalogue) -> None:
    asked = questions(catalogue, None, None, {}, {})
    documents = [len({place.document for place in catalogue[skill].places}) for skill in asked]
    assert documents == sorted(documents, reverse=True)
    assert len(asked) == 5


def test_a_role_without_a_matrix_is_asked_about_what_its_document_names(catalogue: Catalogue) -> None:
    for skill in questions(catalogue, "ai-platform-engineer", None, {}, {}):
        containers = [catalogue[seen.container] for seen in catalogue[skill].appearances]
        assert "ai-platform-engineer" in {container.role for container in containers}


anybody = st.sampled_from([(role, level) for role in ROLES for level in (*levels(role), None)] + [(None, None)])


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(anybody, st.dictionaries(st.sampled_from(ROWS), st.sampled_from(SAYABLE)))
def test_anybody_is_asked_five_things_at_most_each_with_four_sentences_and_the_newest_last(
    who: tuple[str | None, str | None], depths: dict[str, str]
) -> None:
    said = {skill: NOON + dt.timedelta(days=number * 7 % 31) for number, skill in enumerate(depths)}
    asked = questions(CATALOGUE, *who, depths, said)
    assert len(asked) == len(set(asked)) <= QUESTIONS
    assert all(CATALOGUE[skill].depths is not None for skill in asked)
    assert all(depths.get(skill) != "skip" for skill in asked)
    known = [skill in depths for skill in asked]
    assert known == sorted(known), "what was never asked comes first"
    ages = [said[skill] for skill in asked if skill in depths]
    assert ages == sorted(ages)
