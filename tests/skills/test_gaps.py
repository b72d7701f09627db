"""The next rung of people one can imagine: what is a gap, what is not, and what it says of itself."""

from __future__ import annotations

import pytest

from skills.catalogue import Catalogue
from skills.comparing import level_side
from skills.gaps import next_rung
from skills.library import Library
from tests.skills.engineers import MLOPS, ROWS, all_at, gap_of, order, ordered


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def test_middle_to_senior_puts_serving_onnx_and_gpus_on_kubernetes_ahead_of_algorithms(catalogue: Catalogue) -> None:
    """GP1, for somebody who has all of Middle and looked into what Senior's stack names."""
    stack = {"onnx": "working", "tensorrt": "awareness", "gpu_scheduling": "awareness"}
    found = ordered(catalogue, "middle", all_at("working", **stack))
    ahead = ["model-serving", "onnx", "tensorrt", "kubernetes-advanced", "gpu-scheduling"]
    assert max(map(found.index, ahead)) < found.index("algorithms-complexity")
    assert max(map(found.index, ahead)) < 10


def test_lead_to_principal_has_no_gap_among_56_rows_and_another_stack_and_focus(catalogue: Catalogue) -> None:
    """GP2."""
    standing = next_rung(catalogue, MLOPS, "lead", all_at("expert"))
    assert (standing.next, standing.gaps, len(standing.met)) == ("principal", (), 56)
    lead, principal = (level_side(catalogue, MLOPS, level) for level in ("lead", "principal"))
    assert {item.printed for item in lead.stack}.isdisjoint(item.printed for item in principal.stack)
    assert {item.id for item in lead.focus}.isdisjoint(item.id for item in principal.focus)


def test_what_principals_stack_names_is_a_gap_once_somebody_spoke_of_it(catalogue: Catalogue) -> None:
    standing = next_rung(catalogue, MLOPS, "lead", all_at("expert", vllm="working"))
    (gap,) = standing.gaps
    assert (gap.skill, gap.have, gap.to, gap.steps, gap.wanted.row) == ("vllm", "working", "expert", 2, False)
    assert [each.item.place for each in gap.wanted.named] == ["line 20"]


def test_above_principal_is_nothing_and_only_what_is_missing_there_is_a_gap(catalogue: Catalogue) -> None:
    """GP2: the top is said to be the top."""
    assert next_rung(catalogue, MLOPS, "principal", all_at("expert")).next is None
    standing = next_rung(catalogue, MLOPS, "principal", all_at("expert", docker="advanced"))
    assert standing.next is None
    assert [(gap.skill, gap.to, gap.below_current) for gap in standing.gaps] == [("docker", "expert", True)]


def test_junior_to_middle_asks_one_step_of_every_row(catalogue: Catalogue) -> None:
    standing = next_rung(catalogue, MLOPS, "junior", all_at("awareness"))
    assert standing.next == "middle"
    assert sorted(order(standing)) == sorted(ROWS)
    assert {(gap.have, gap.to, gap.steps, gap.below_current) for gap in standing.gaps} == {
        ("awareness", "working", 1, False)
    }  # fmt: skip


def test_a_skill_nobody_spoke_of_is_unknown_and_never_a_gap(catalogue: Catalogue) -> None:
    standing = next_rung(catalogue, MLOPS, "middle", {"docker": "working"})
    assert order(standing) == ["docker"]
    assert (standing.met, standing.skipped) == ((), ())
    assert sorted(standing.unknown) == sorted(set(ROWS) - {"docker"})


def test_not_yet_is_something_that_was_said(catalogue: Catalogue) -> None:
    gap = gap_of(next_rung(catalogue, MLOPS, "middle", {"docker": "none"}), "docker")
    assert (gap.have, gap.to, gap.steps, gap.below_current) == ("none", "advanced", 3, True)


def test_not_for_my_job_leaves_gaps_and_counts(catalogue: Catalogue) -> None:
    standing = next_rung(catalogue, MLOPS, "middle", {"docker": "skip", "mlflow": "expert", "onnx": "skip"})
    assert (standing.gaps, standing.met, standing.skipped) == ((), ("mlflow",), ("docker",))
    assert len(standing.unknown) == 54


def test_a_tool_of_the_stack_without_a_row_is_wanted_as_deep_as_the_rows_and_never_unknown(
    catalogue: Catalogue,
) -> None:
    silent = next_rung(catalogue, MLOPS, "middle", {})
    assert "onnx" not in {*order(silent), *silent.met, *silent.unknown, *silent.skipped}
    onnx = gap_of(next_rung(catalogue, MLOPS, "middle", {"onnx": "awareness"}), "onnx").wanted
    assert (onnx.to, onnx.row, onnx.now) == ("advanced", False, None)
    assert [each.item.place for each in onnx.named] == ["line 18", "line 34"]
    assert next_rung(catalogue, MLOPS, "middle", {"onnx": "advanced"}).met == ("onnx",)


def test_a_skill_the_level_does_not_speak_of_is_no_gap(catalogue: Catalogue) -> None:
    """TGI stands in Principal's stack alone."""
    standing = next_rung(catalogue, MLOPS, "middle", {"tgi": "none"})
    assert (standing.gaps, standing.met) == ((), ())


def test_without_a_level_the_lowest_that_asks_for_more_is_measured_against(catalogue: Catalogue) -> None:
    def measured(**depths: str) -> tuple[str | None, list[str]]:
        standing = next_rung(catalogue, MLOPS, None, depths)
        assert standing.level is None
        assert not any(gap.below_current for gap in standing.gaps)
        return standing.next, order(standing)

    assert measured() == (None, [])
    assert measured(docker="none", mlflow="expert") == ("junior", ["docker"])
    assert measured(docker="awareness", mlflow="expert") == ("middle", ["docker"])
    assert measured(docker="awareness", mlflow="working") == ("middle", ["docker"])
    assert measured(docker="advanced", mlflow="working") == ("senior", ["mlflow"])
    assert measured(docker="expert", mlflow="skip") == (None, [])


def test_without_a_level_and_without_a_gap_what_was_said_is_met_up_to_the_top(catalogue: Catalogue) -> None:
    standing = next_rung(catalogue, MLOPS, None, {"docker": "expert", "mlflow": "skip"})
    assert (standing.next, standing.gaps, standing.met, standing.skipped) == (None, (), ("docker",), ("mlflow",))
    assert len(standing.unknown) == 54


@pytest.mark.parametrize(
    ("role", "level", "above"),
    [
        (MLOPS, "roadmap-junior", "roadmap-middle"), (MLOPS, "roadmap-senior", None),
        ("ai-full-stack-engineer", "entry-stage", "growth-stage"), ("data-scientist", "junior", "middle"),
        ("ai-platform-engineer", None, None),
    ],
)  # fmt: skip
def test_where_a_level_has_no_matrix_nothing_is_counted(
    catalogue: Catalogue, role: str, level: str | None, above: str | None
) -> None:
    standing = next_rung(catalogue, role, level, all_at("none"))
    assert standing.next == above
    assert (standing.gaps, standing.met, standing.unknown, standing.skipped) == ((), (), (), ())
