"""Which one skill is brought up next: what was asked for, then gaps, then what nobody spoke of; nothing too soon."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skills.catalogue import Catalogue
from skills.gaps import next_rung
from skills.library import Library, open_library
from skills.named import named_next
from skills.scale import SAYABLE, SKIP
from skills.shelving import skills_of
from skills.suggesting import FRESH, RESTS, TURNS, Earlier, Standing, Suggestion, suggest, suggestion_of
from tests.skills.engineers import MLOPS, ordered

CATALOGUE: Catalogue = open_library().catalogue  # hypothesis runs a test many times; a fixture would be the same
CONCEPTS = sorted(entry.id for entry in CATALOGUE.entries.values() if entry.is_concept)
ABLE = dict.fromkeys(CONCEPTS, "expert")
FEW = {"docker": "working", "mlflow": "awareness", "kubernetes-core": "none"}
NEVER_AGAIN = ("done", "easy", "hard", "another", "less", "more", "start", "hint", None)


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def somebody(
    level: str | None = "middle",
    depths: Mapping[str, str] = FEW,
    wishes: Mapping[str, str] | None = None,
    role: str = MLOPS,
) -> Standing:
    """An MLOps engineer at Middle who spoke of three skills."""
    return Standing(role, level, depths, wishes or {})


def brought_up(standing: Standing, earlier: Sequence[Earlier] = (), without: frozenset[str] = frozenset()) -> str:
    """The skill to bring up now."""
    return one(standing, earlier, without).skill


def one(standing: Standing, earlier: Sequence[Earlier] = (), without: frozenset[str] = frozenset()) -> Suggestion:
    found = suggest(CATALOGUE, standing, earlier, without)
    assert found is not None
    return found


def weeks_of(standing: Standing, weeks: int) -> list[Suggestion | None]:
    """What comes week after week to somebody who says nothing to any of it."""
    came: list[Suggestion | None] = []
    for now in range(weeks):
        earlier = [Earlier(each.skill, now - then) for then, each in enumerate(came) if each is not None]
        came.append(suggest(CATALOGUE, standing, earlier))
    return came


def test_the_foremost_gap_comes_first(catalogue: Catalogue) -> None:
    found = one(somebody())
    assert found.skill == ordered(catalogue, "middle", FEW)[0]
    assert (found.kind, found.have, found.to, found.step) == ("gap", "awareness", "advanced", "working")
    assert found.aim == "senior"


def test_gaps_come_in_their_order_and_then_what_nobody_spoke_of(catalogue: Catalogue) -> None:
    came = [each for each in weeks_of(somebody(), TURNS) if each is not None]
    assert [each.skill for each in came[:3]] == ordered(catalogue, "middle", FEW)
    assert [each.kind for each in came] == ["gap"] * 3 + ["unknown"] * 3


def test_what_nobody_spoke_of_is_never_called_a_gap() -> None:
    for each in weeks_of(somebody(depths={}), 20):
        assert each is not None
        assert (each.kind, each.have, each.gap, each.step) == ("unknown", None, None, "awareness")


def test_what_is_for_somebody_else_s_job_does_not_come() -> None:
    assert suggest(CATALOGUE, somebody(depths=dict.fromkeys(CONCEPTS, SKIP))) is None


def test_a_skill_rests_four_weeks_and_then_lets_others_pass() -> None:
    first = brought_up(somebody())
    for weeks in range(FRESH):
        assert brought_up(somebody(), [Earlier(first, weeks)]) != first
    assert brought_up(somebody(), [Earlier(first, FRESH)]) != first  # others, who had no turn yet, go before
    came = [each.skill for each in weeks_of(somebody(), 3 * TURNS) if each is not None]
    assert came.count(first) > 1
    assert len(set(came)) > TURNS


@pytest.mark.parametrize("outcome", ["done", "easy", "hard"])
def test_what_was_done_or_did_not_fit_rests_three_months(outcome: str) -> None:
    only = somebody(depths={**ABLE, "docker": "awareness"})
    assert brought_up(only) == "docker"
    assert suggest(CATALOGUE, only, [Earlier("docker", RESTS - 1, outcome)]) is None
    assert brought_up(only, [Earlier("docker", RESTS, outcome)]) == "docker"
    assert brought_up(only, [Earlier("docker", FRESH)]) == "docker"


def test_what_was_put_off_comes_the_next_week_before_everything_else() -> None:
    order = [each.skill for each in weeks_of(somebody(), 8) if each is not None]
    for put_off in (order[0], order[3], order[7]):
        assert brought_up(somebody(), [Earlier(put_off, 1, "next")]) == put_off
        assert brought_up(somebody(), [Earlier(put_off, 1, "next"), Earlier(put_off, 2, "next")]) == put_off


def test_what_was_put_off_comes_where_the_documents_give_no_depths() -> None:
    known = somebody("junior", {"torchserve": "awareness", "bentoml": "none"}, role="llm-engineer")
    for skill in ("torchserve", "bentoml", "onnx"):
        assert brought_up(known, [Earlier(skill, 1, "next")]) == skill


def test_what_was_put_off_still_comes_first_after_a_silent_week() -> None:
    first = brought_up(somebody())
    assert brought_up(somebody(), [Earlier(first, 3, "next")]) == first


def test_what_was_put_off_comes_once() -> None:
    first = brought_up(somebody())
    assert brought_up(somebody(), [Earlier(first, 1), Earlier(first, 2, "next")]) != first


def test_what_was_put_off_and_is_met_since_does_not_come() -> None:
    assert suggest(CATALOGUE, somebody(depths=ABLE), [Earlier("docker", 1, "next")]) is None


def test_after_something_too_hard_comes_what_it_builds_on() -> None:
    for depths in (FEW, {**FEW, "docker": "awareness"}):
        assert brought_up(somebody(depths=depths), [Earlier("mlflow", 1, "hard")]) in (
            "python",
            "model-training-basics",
        )
    assert "docker" in CATALOGUE["kubernetes-core"].needs
    weak = somebody(depths={**FEW, "docker": "awareness"})
    assert brought_up(weak, [Earlier("kubernetes-core", 1, "hard")]) == "docker"
    assert brought_up(weak, [Earlier("kubernetes-core", 1, "hard"), Earlier("docker", FRESH + 1)]) == "docker"


def test_what_was_asked_for_says_so() -> None:
    put_off = suggest(CATALOGUE, somebody(), [Earlier("mlflow", 1, "next")])
    easier = suggest(CATALOGUE, somebody(), [Earlier("mlflow", 1, "hard")])
    by_itself = suggest(CATALOGUE, somebody())
    assert put_off is not None
    assert easier is not None
    assert by_itself is not None
    assert (put_off.because, put_off.of) == ("next", None)
    assert (easier.because, easier.of) == ("hard", "mlflow")
    assert (by_itself.because, by_itself.of) == (None, None)


def test_what_carries_already_does_not_come_after_something_too_hard() -> None:
    steady = somebody(depths={**FEW, "docker": "expert"})
    assert brought_up(steady, [Earlier("kubernetes-core", 1, "hard")]) == "mlflow"


def test_too_hard_wears_off() -> None:
    weak = somebody(depths={**FEW, "python": "awareness"}, wishes={"docker": "later"})
    assert brought_up(weak, [Earlier("mlflow", FRESH + 1, "hard")]) == "kubernetes-core"


@pytest.mark.parametrize("wish", ["less", "later"])
def test_what_is_not_wanted_never_comes(wish: str) -> None:
    unwanted = dict.fromkeys(("mlflow", "docker", "model-serving"), wish)
    came = weeks_of(somebody(wishes=unwanted), 52)
    assert not unwanted.keys() & {each.skill for each in came if each is not None}
    for outcome in ("next", None):
        assert brought_up(somebody(wishes=unwanted), [Earlier("mlflow", 1, outcome)]) not in unwanted


def test_a_goal_comes_first_whether_or_not_it_was_spoken_of() -> None:
    for skill in ("docker", "kubernetes-core", "grafana"):
        assert brought_up(somebody(wishes={skill: "goal"})) == skill


def test_more_of_a_skill_is_more() -> None:
    plain = [each.skill for each in weeks_of(somebody(), 52) if each is not None]
    more = [each.skill for each in weeks_of(somebody(wishes={"grafana": "more"}), 52) if each is not None]
    assert more.count("grafana") > plain.count("grafana")


def test_what_is_new_comes_before_what_was_done_or_passed_over() -> None:
    foremost = brought_up(somebody(depths={}))
    for outcome in ("done", "easy", "hard", "another"):
        came: list[str] = []
        for now in range(20):
            earlier = [Earlier(each, now - then, outcome) for then, each in enumerate(came)]
            came.append(brought_up(somebody(depths={}, wishes={"python": "less"}), earlier))
        assert came.count(foremost) == 1, outcome
        assert len(set(came)) > RESTS


def test_what_must_be_left_out_is() -> None:
    first = brought_up(somebody())
    second = brought_up(somebody(), without=frozenset({first}))
    assert second not in (first, brought_up(somebody(), without=frozenset({first, second})))


def test_a_role_without_levels_brings_up_its_skills(catalogue: Catalogue) -> None:
    assert not catalogue.roles["ai-platform-engineer"].schemes
    platform = somebody(None, {}, role="ai-platform-engineer")
    came = [each for each in weeks_of(platform, TURNS) if each is not None]
    assert [each.skill for each in came] == list(skills_of(catalogue, "ai-platform-engineer"))[:TURNS]
    assert {(each.kind, each.aim, each.to) for each in came} == {("unknown", None, None)}


def test_a_role_without_a_matrix_brings_up_what_the_next_level_s_text_names() -> None:
    first, second = weeks_of(somebody("junior", {}, role="llm-engineer"), 2)
    assert first is not None
    assert second is not None
    assert (first.kind, first.to, first.aim) == ("unknown", None, "middle")
    known = somebody("junior", {first.skill: "awareness"}, role="llm-engineer")
    again = one(known)
    assert (again.skill, again.kind, again.have, again.to) == (first.skill, "gap", "awareness", None)
    assert brought_up(somebody("junior", {first.skill: "working"}, role="llm-engineer")) == second.skill


def test_without_a_level_it_is_about_the_first() -> None:
    assert one(somebody(None, {})).aim == "junior"


def test_nothing_is_left_for_who_can_do_it_all() -> None:
    assert suggest(CATALOGUE, somebody(depths=dict.fromkeys(CONCEPTS, "expert"))) is None


def test_nothing_comes_when_everything_came_lately(catalogue: Catalogue) -> None:
    only = somebody(depths={**ABLE, "docker": "awareness", "mlflow": "awareness"})
    both = [Earlier("docker", 1), Earlier("mlflow", 2)]
    assert suggest(catalogue, only, both) is None


def test_one_skill_is_spoken_of_whatever_came_before(catalogue: Catalogue) -> None:
    assert suggestion_of(catalogue, somebody(), "mlflow") == one(somebody())
    met = suggestion_of(catalogue, somebody(depths={"mlflow": "expert"}), "mlflow")
    assert (met.have, met.to, met.step) == ("expert", None, "expert")
    strange = suggestion_of(catalogue, somebody(role="llm-engineer", level="junior", depths={}), "java")
    assert (strange.kind, strange.to) == ("unknown", None)


quick = settings(
    max_examples=300, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    role = draw(st.sampled_from([MLOPS, MLOPS, *CATALOGUE.roles]))
    levels = [rung.id for scheme in CATALOGUE.roles[role].schemes for rung in scheme.levels]
    picked = random.Random(draw(st.integers(0, 10_000)))
    said = picked.sample(CONCEPTS, draw(st.sampled_from((0, 3, 20, 100))))
    wished = picked.sample(CONCEPTS, draw(st.sampled_from((0, 2, 20))))
    return Standing(
        role, draw(st.sampled_from([None, *levels])),
        {each: picked.choice(SAYABLE) for each in said},
        {each: picked.choice(("goal", "more", "less", "later")) for each in wished},
    )  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Earlier]:
    """A year with one message a week at most, mostly of skills that come up often."""
    picked = random.Random(draw(st.integers(0, 10_000)))
    often = picked.sample(CONCEPTS, 12)
    weeks = [week for week in range(1, 53) if picked.random() < 0.8]
    outcomes = (*NEVER_AGAIN, "next")
    return [Earlier(picked.choice(often * 5 + CONCEPTS), each, picked.choice(outcomes)) for each in weeks]


@quick
@given(standings(), histories(), st.sets(st.sampled_from(CONCEPTS), max_size=20))
def test_nothing_comes_too_soon_unwanted_or_as_a_gap_that_nobody_spoke_of(
    standing: Standing, earlier: list[Earlier], left_out: set[str]
) -> None:
    found = suggest(CATALOGUE, standing, earlier, frozenset(left_out))
    if found is None:
        return
    assert found.skill not in left_out
    assert standing.wishes.get(found.skill) not in ("less", "later")
    came = sorted((each for each in earlier if each.skill == found.skill), key=lambda each: each.weeks)
    if came and came[0].outcome != "next":
        assert came[0].weeks >= FRESH
        assert all(each.weeks >= RESTS for each in came if each.outcome in ("done", "easy", "hard"))
    have = standing.depths.get(found.skill)
    assert (found.kind, found.have) == (("unknown", None) if have is None else ("gap", have))
    assert have != SKIP


@quick
@given(standings())
def test_every_known_gap_has_its_turn_within_a_year(standing: Standing) -> None:
    matrix = CATALOGUE.roles[standing.role].matrix
    came = {each.skill for each in weeks_of(standing, 52) if each is not None}
    if matrix is None or (standing.level and CATALOGUE.scheme_of(standing.role, standing.level).id != matrix.scheme):
        return
    rung = next_rung(CATALOGUE, standing.role, standing.level, standing.depths, standing.wishes)
    wanted = [gap.skill for gap in rung.gaps if standing.wishes.get(gap.skill) not in ("less", "later")]
    assert set(wanted[:TURNS]) <= came


@quick
@given(standings(), st.integers(1, FRESH))
def test_too_hard_leads_down_or_elsewhere_and_never_back(standing: Standing, weeks: int) -> None:
    first = suggest(CATALOGUE, standing)
    if first is None:
        return
    found = suggest(CATALOGUE, standing, [Earlier(first.skill, weeks, "hard")])
    if found is None:
        return
    assert found.skill != first.skill
    needs = [each for each in CATALOGUE[first.skill].needs if standing.wishes.get(each) not in ("less", "later")]
    if needs and needs[0] not in standing.depths:
        assert found.skill == needs[0]


@pytest.mark.parametrize("role", CATALOGUE.roles)
def test_a_year_is_varied_for_every_role_at_every_level(role: str) -> None:
    """Also where the next level's text names two skills and no more."""
    levels = [rung.id for scheme in CATALOGUE.roles[role].schemes for rung in scheme.levels]
    for level in (None, *levels):
        came = weeks_of(somebody(level, {}, role=role), 52)
        times = Counter(each.skill for each in came if each is not None)
        assert None not in came
        assert max(times.values()) <= 4
        assert len(times) >= 20


@pytest.mark.parametrize("role", CATALOGUE.roles)
def test_a_level_is_said_to_name_only_what_it_names(role: str) -> None:
    for each in weeks_of(somebody(None, {}, role=role), 52):
        assert each is not None
        if each.aim is not None:
            assert each.skill in named_next(CATALOGUE, role, None)
