"""Which lab is proposed: of the foremost gap, to the next depth, ready for, short enough, not done; or the nearest."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from skills.catalogue import Catalogue
from skills.labs.lab_files import LabFile
from skills.labs.proposing import Proposal, Reader, every_of, fitting, propose
from skills.labs.shelf import Lab, Labs
from skills.library import Library
from skills.suggesting import Standing, suggestions
from tests.skills.bench_of_labs import FACTS

NONE: frozenset[tuple[str, int]] = frozenset()
BELOW = {"working": "awareness", "advanced": "working", "expert": "advanced"}


def lab(skill: str, to: str, **changes: Any) -> Lab:
    """A lab as the shelf would hold it."""
    facts = FACTS | {"id": f"{skill}-{to}", "skill": skill, "from": BELOW[to], "to": to} | changes
    return Lab(Path("nowhere"), LabFile.model_validate_json(json.dumps(facts)))


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    """Docker and Kubernetes have labs, and so has Helm, which builds on Kubernetes."""
    labs = [
        lab("docker", "working"), lab("docker", "advanced", minutes=60), lab("kubernetes-core", "working", minutes=45),
        lab("kubernetes-core", "advanced"), lab("helm", "working", prerequisites={"kubernetes-core": "working"}),
        lab("mlflow", "expert"), lab("redis", "working", retired="2026-01-01"),
    ]  # fmt: skip
    return replace(library.catalogue, labs=Labs({each.id: each for each in labs}))


def reader(depths: dict[str, str], minutes: int | None = None, *done: str, goal: str | None = None) -> Reader:
    """Somebody at Middle."""
    wishes = {goal: "goal"} if goal else {}
    return Reader(Standing("mlops-engineer", "middle", depths, wishes), depths, minutes, frozenset(done))


def proposed(catalogue: Catalogue, who: Reader, *without: str) -> Proposal:
    found = propose(catalogue, who, NONE, frozenset(without))
    assert found is not None
    return found


def test_the_foremost_gap_that_has_a_lab_to_the_next_depth(catalogue: Catalogue) -> None:
    who = reader({"docker": "working", "kubernetes-core": "working", "helm": "none"})
    found = proposed(catalogue, who)
    order = [each.skill for each in suggestions(catalogue, who.standing)] if who.standing else []
    fit = [each for each in order if fitting(catalogue, who, suggestion(catalogue, who, each), NONE)[0]]
    assert (found.lab.facts.skill, found.fits) == (fit[0], True)
    assert found.lab.facts.from_ in (who.depths.get(fit[0]), "awareness")


def suggestion(catalogue: Catalogue, who: Reader, skill: str):  # type: ignore[no-untyped-def]  # read on the spot
    assert who.standing is not None
    return next(each for each in suggestions(catalogue, who.standing) if each.skill == skill)


def test_a_goal_comes_first(catalogue: Catalogue) -> None:
    depths = {"docker": "awareness", "kubernetes-core": "awareness"}
    for goal in depths:
        assert proposed(catalogue, reader(depths, goal=goal)).lab.facts.skill == goal


def test_what_is_done_or_turned_down_does_not_come(catalogue: Catalogue) -> None:
    depths = {"docker": "awareness"}
    first = proposed(catalogue, reader(depths, goal="docker"))
    assert first.lab.id == "docker-working"
    assert proposed(catalogue, reader(depths, None, "docker-working", goal="docker")).lab.id != "docker-working"
    assert proposed(catalogue, reader(depths, goal="docker"), "docker-working").lab.id != "docker-working"


def test_a_lab_that_is_too_long_is_the_nearest_only_where_nothing_fits(catalogue: Catalogue) -> None:
    depths = {"docker": "working", "kubernetes-core": "awareness", "helm": "skip"}
    found = proposed(catalogue, reader(depths, 20, "docker-working"), "mlflow-expert")
    assert found.misses == ("minutes",)
    assert found.lab.facts.minutes > 20


def test_what_it_builds_on_must_be_there_unless_nobody_asked(catalogue: Catalogue) -> None:
    def of_helm(depths: dict[str, str]) -> Proposal:
        (only,) = every_of(catalogue, reader(depths), "helm", NONE)
        return only

    lacking = of_helm({"helm": "awareness", "kubernetes-core": "awareness"})
    assert (lacking.misses, lacking.needs) == (("needs",), ("kubernetes-core",))
    for enough in ({"kubernetes-core": "working"}, {"kubernetes-core": "skip"}, {}):
        assert of_helm({"helm": "awareness", **enough}).fits


@pytest.mark.parametrize(
    ("have", "misses"),
    [
        (None, [(), ("deep",)]),
        ("none", [(), ("deep",)]),
        ("awareness", [(), ("deep",)]),
        ("working", [("shallow",), ()]),
        ("advanced", [("shallow",), ("shallow",)]),
    ],
)
def test_a_lab_leads_one_depth_further(catalogue: Catalogue, have: str | None, misses: list[tuple[str, ...]]) -> None:
    depths = {"kubernetes-core": have} if have else {}
    found = every_of(catalogue, reader(depths), "kubernetes-core", NONE)
    assert [tuple(each for each in one.misses if each != "gap") for one in found] == misses


def test_a_paused_version_and_a_retired_lab_are_not_shown(catalogue: Catalogue) -> None:
    who = reader({})
    assert [each.lab.id for each in every_of(catalogue, who, "docker", {("docker-working", 1)})] == ["docker-advanced"]
    assert len(every_of(catalogue, who, "docker", {("docker-working", 2)})) == 2
    assert every_of(catalogue, who, "redis", NONE) == []


def test_somebody_without_a_role_sees_the_labs_of_a_skill(catalogue: Catalogue) -> None:
    nobody = Reader(None, {})
    assert propose(catalogue, nobody, NONE) is None
    assert [each.fits for each in every_of(catalogue, nobody, "docker", NONE)] == [True, False]


def test_nothing_is_left_when_all_is_done(catalogue: Catalogue) -> None:
    everything = tuple(each.id for each in catalogue.labs)
    assert propose(catalogue, reader({}, None, *everything), NONE) is None


def test_for_the_weekly_message_a_longer_lab_is_named_where_none_fits(catalogue: Catalogue) -> None:
    def found(minutes: int) -> tuple[str | None, str | None]:
        who = reader({"kubernetes-core": "awareness"}, minutes)
        lab, longer = fitting(catalogue, who, suggestion(catalogue, who, "kubernetes-core"), NONE)
        return lab.id if lab else None, longer.id if longer else None

    assert found(45) == ("kubernetes-core-working", None)
    assert found(30) == (None, "kubernetes-core-working")
