"""What follows from how well a channel covers skills, worked out from bands and nothing else."""

from __future__ import annotations

import pytest

from skills.columns import column
from skills.coverage import falling, moved, rising, shelved, team_lab, thin
from skills.library import Library
from skills.shelving import skills_of

ROLE = "mlops-engineer"


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("few", "some", 1), ("few", "many", 1), ("some", "many", 1), ("some", "few", -1), ("many", "some", -1),
        ("few", "few", 0), ("many", "many", 0), ("few", "two", 1), ("two", "few", -1),
        ("two", "many", 0), ("two", "some", 0), ("some", "two", 0), ("many", "two", 0),
    ],
)  # fmt: skip
def test_only_what_is_certain_counts_as_moved(before: str, after: str, way: int) -> None:
    assert moved(before, after) == way


def test_where_everybody_can_everything_nothing_is_thin_and_no_lab_is_needed(library: Library) -> None:
    everything = dict.fromkeys(skills_of(library.catalogue, ROLE), "many")
    assert thin(library.catalogue, ROLE, everything) == ()
    assert team_lab(library.catalogue, ROLE, everything) is None


def test_the_thinnest_come_first_and_of_those_what_more_levels_name(library: Library) -> None:
    catalogue = library.catalogue
    found = thin(catalogue, ROLE, {"docker": "some", "mlflow": "many", "feature-stores": "some"})
    assert "mlflow" not in found
    assert set(found[-2:]) == {"docker", "feature-stores"}
    levels = [level.id for scheme in catalogue.roles[ROLE].schemes for level in scheme.levels]
    named = [sum(skill in column(catalogue, ROLE, level).named for level in levels) for skill in found[:-2]]
    assert named == sorted(named, reverse=True)
    assert named[0] > named[-1], "the documents do name some more often than others"


def test_two_or_more_may_be_everybody_so_it_is_not_called_thin(library: Library) -> None:
    assert "docker" not in thin(library.catalogue, ROLE, {"docker": "two"})


def test_only_what_is_looked_at_is_called_thin(library: Library) -> None:
    assert thin(library.catalogue, ROLE, {}, {"docker", "helm"}) in (("docker", "helm"), ("helm", "docker"))


def test_what_rose_and_fell_comes_in_the_documents_order(library: Library) -> None:
    before, after = {"helm": "some", "docker": "few", "mlflow": "many"}, {"helm": "many", "docker": "some"}
    every = skills_of(library.catalogue, ROLE)
    assert rising(library.catalogue, ROLE, before, after) == tuple(each for each in every if each in ("docker", "helm"))
    assert falling(library.catalogue, ROLE, before, after) == ("mlflow",)


def test_the_team_lab_is_of_a_thin_skill_and_opens_the_way_to_the_most_others(library: Library) -> None:
    catalogue = library.catalogue
    found = team_lab(catalogue, ROLE, {})
    assert found is not None
    assert found.lab.facts.to == "working"
    most = len(found.opens)
    for skill in skills_of(catalogue, ROLE):
        others = {skill: "few"} | {each: "many" for each in skills_of(catalogue, ROLE) if each != skill}
        alone = team_lab(catalogue, ROLE, others)
        assert alone is None or alone.opens == (), "where nothing else is thin, it clears the way to nothing"
    assert most > 1
    assert all(_needs(library, each, found.lab.facts.skill) for each in found.opens)


def test_a_lab_to_which_nobody_is_sent_is_not_the_teams_either(library: Library) -> None:
    first = team_lab(library.catalogue, ROLE, {})
    assert first is not None
    paused = {(first.lab.id, first.lab.facts.version)}
    second = team_lab(library.catalogue, ROLE, {}, paused)
    assert second is not None
    assert second.lab.id != first.lab.id


@pytest.mark.parametrize("role", ["mlops-engineer", "llm-engineer", "data-scientist", "ai-platform-engineer"])
def test_every_role_has_groups_to_look_at(library: Library, role: str) -> None:
    groups = shelved(library.catalogue, role)
    assert groups
    assert shelved(library.catalogue, role, groups[0].entry) == groups[:1]


def _needs(library: Library, skill: str, first: str) -> bool:
    direct = library.catalogue[skill].needs
    return first in direct or any(_needs(library, each, first) for each in direct)
