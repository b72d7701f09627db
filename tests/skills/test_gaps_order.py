"""Which gap comes first, with the reason for each place, and what a gap builds on."""

from __future__ import annotations

import pytest

from skills.catalogue import Catalogue
from skills.gaps import next_rung
from skills.library import Library
from tests.skills.engineers import MLOPS, all_at, gap_of, order, ordered


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def test_below_the_current_level_comes_before_what_the_next_one_names(catalogue: Catalogue) -> None:
    depths = all_at("working", code_review="awareness")
    assert ordered(catalogue, "middle", depths)[0] == "code-review"
    assert ordered(catalogue, "junior", depths | {"docker": "awareness"})[0] == "docker"


def test_what_stack_and_focus_name_comes_before_relatives_of_it_and_these_before_the_rest(catalogue: Catalogue) -> None:
    standing = next_rung(catalogue, MLOPS, "middle", all_at("working"))
    naming = [gap.wanted.naming for gap in standing.gaps]
    assert naming == sorted(naming)
    assert {0, 1, 2} == set(naming)
    assert order(standing).index("prometheus-grafana") < order(standing).index("mlflow"), "which more documents name"


def test_what_nothing_is_missing_for_comes_before_what_still_waits(catalogue: Catalogue) -> None:
    depths = {"helm": "awareness", "structured-logging": "awareness"}
    assert ordered(catalogue, "junior", depths | {"kubernetes-core": "working"}) == ["helm", "structured-logging"]
    waits = ordered(catalogue, "junior", depths | {"kubernetes-core": "awareness"})
    assert waits == ["kubernetes-core", "structured-logging", "helm"]


def test_more_documents_come_first_then_more_of_it_then_the_name(catalogue: Catalogue) -> None:
    depths = {"structured-logging": "working", "task-queues": "working", "mlflow": "working", "helm": "working"}
    assert ordered(catalogue, "middle", depths) == ["mlflow", "helm", "structured-logging", "task-queues"]
    wishes = {"task-queues": "more", "structured-logging": "less"}
    assert ordered(catalogue, "middle", depths, wishes) == ["mlflow", "helm", "task-queues", "structured-logging"]


def test_more_and_less_never_move_a_skill_past_what_documents_say(catalogue: Catalogue) -> None:
    depths = {"mlflow": "working", "task-queues": "working", "prometheus-grafana": "working"}
    wishes = {"task-queues": "more", "mlflow": "less", "prometheus-grafana": "less"}
    assert ordered(catalogue, "middle", depths, wishes) == ["prometheus-grafana", "mlflow", "task-queues"]


def test_a_goal_comes_first_even_before_what_it_builds_on(catalogue: Catalogue) -> None:
    depths = all_at("none")
    assert ordered(catalogue, "junior", depths).index("docker") < ordered(catalogue, "junior", depths).index("helm")
    standing = next_rung(catalogue, MLOPS, "junior", depths, {"helm": "goal"})
    assert order(standing)[0] == "helm"
    assert gap_of(standing, "helm").first == ("kubernetes-core",), "and what it builds on is still named"


def test_several_goals_stand_in_the_usual_order_among_themselves(catalogue: Catalogue) -> None:
    wishes = {"task-queues": "goal", "mlflow": "goal", "code-review": "goal"}
    assert ordered(catalogue, "middle", all_at("working"), wishes)[:3] == ["mlflow", "code-review", "task-queues"]


def test_what_is_wanted_later_comes_last_and_stays_a_gap(catalogue: Catalogue) -> None:
    depths = all_at("working")
    before = ordered(catalogue, "middle", depths)
    after = ordered(catalogue, "middle", depths, {before[0]: "later"})
    assert after == [*before[1:], before[0]]


def test_later_wins_over_below_the_current_level(catalogue: Catalogue) -> None:
    depths = all_at("working", code_review="none")
    assert ordered(catalogue, "middle", depths, {"code-review": "later"})[-1] == "code-review"


def test_a_wish_for_what_is_met_or_unknown_makes_no_gap_of_it(catalogue: Catalogue) -> None:
    wishes = {"docker": "goal", "mlflow": "goal"}
    assert ordered(catalogue, "middle", {"docker": "advanced"}, wishes) == []


def test_docker_at_working_does_not_hold_model_serving_back(catalogue: Catalogue) -> None:
    gap = gap_of(next_rung(catalogue, MLOPS, "middle", all_at("working")), "model-serving")
    assert (gap.first, gap.ready) == ((), ("docker", "rest-api-design"))


def test_what_is_too_low_for_the_next_step_comes_first(catalogue: Catalogue) -> None:
    depths = all_at("working", docker="awareness", rest_api_design="none")
    standing = next_rung(catalogue, MLOPS, "middle", depths)
    gap = gap_of(standing, "model-serving")
    assert (gap.first, gap.ready) == (("docker", "rest-api-design"), ())
    found = order(standing)
    assert max(found.index("docker"), found.index("rest-api-design")) < found.index("model-serving")


def test_one_step_needs_one_step_less(catalogue: Catalogue) -> None:
    gap = gap_of(next_rung(catalogue, MLOPS, "junior", {"helm": "none", "kubernetes-core": "awareness"}), "helm")
    assert (gap.first, gap.ready) == ((), ("kubernetes-core",))
    gap = gap_of(next_rung(catalogue, MLOPS, "junior", {"helm": "awareness", "kubernetes-core": "awareness"}), "helm")
    assert (gap.first, gap.ready) == (("kubernetes-core",), ())


@pytest.mark.parametrize("below", [{}, {"kubernetes-core": "skip"}])
def test_what_is_unknown_or_not_for_the_job_holds_nothing_back(catalogue: Catalogue, below: dict[str, str]) -> None:
    gap = gap_of(next_rung(catalogue, MLOPS, "junior", {"helm": "none", **below}), "helm")
    assert (gap.first, gap.ready) == ((), ())


def test_among_equals_the_ground_floor_comes_first(catalogue: Catalogue) -> None:
    found = ordered(catalogue, "middle", all_at("working"))
    assert found.index("network-fundamentals") < found.index("aws")
    assert gap_of(next_rung(catalogue, MLOPS, "middle", all_at("working")), "aws").first == ()


def test_the_ground_floor_comes_first_even_while_it_waits_itself(catalogue: Catalogue) -> None:
    depths = {"helm": "working", "kubernetes-core": "working", "docker": "none"}
    standing = next_rung(catalogue, MLOPS, "middle", depths)
    assert (gap_of(standing, "kubernetes-core").first, gap_of(standing, "helm").first) == (("docker",), ())
    assert order(standing) == ["docker", "kubernetes-core", "helm"]
