"""What holds of the next rung for anybody, whatever they said and wish, tried on generated people."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skills.catalogue import Catalogue
from skills.gaps import Gap, NextRung, next_rung
from skills.library import open_library
from skills.scale import SAYABLE
from tests.skills.printed import ROLES, SCALE, above, ladders, levels, needs, rows, top, wants

CATALOGUE: Catalogue = open_library().catalogue  # hypothesis runs a test many times; a fixture would be the same
CONCEPTS = sorted(entry.id for entry in CATALOGUE.entries.values() if entry.is_concept)
WANTED = sorted({skill for role in ROLES for level in levels(role) for skill in wants(role, level)})
CARRYING = sorted({need for skill in WANTED for need in needs(skill)})
WISHES = ("goal", "more", "less", "later")
quick = settings(
    max_examples=200, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@dataclass(frozen=True)
class Person:
    """Somebody's role, level, depths and wishes."""

    role: str
    level: str | None
    depths: Mapping[str, str]
    wishes: Mapping[str, str]

    @property
    def standing(self) -> NextRung:
        """Their next rung."""
        return next_rung(CATALOGUE, self.role, self.level, self.depths, self.wishes)

    def knows(self, skill: str) -> bool:
        """Whether they spoke of a skill that is for their job."""
        return self.depths.get(skill, "skip") != "skip"

    def is_short(self, skill: str, of: str | None) -> bool:
        """Whether they know a skill less well than this depth."""
        return of is not None and self.knows(skill) and SCALE.index(self.depths[skill]) < SCALE.index(of)


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Most are MLOps engineers, the ones with a matrix; some filled in all of it alike and then changed a few."""
    role = draw(st.sampled_from([*["mlops-engineer"] * 6, *ROLES]))
    level = draw(st.sampled_from([*levels(role), None]))
    every = draw(st.none() | st.sampled_from(SAYABLE))
    same = dict.fromkeys(WANTED, every) if every is not None else {}
    skills = st.sampled_from(WANTED) | st.sampled_from(CARRYING) | st.sampled_from(CONCEPTS)
    said = draw(st.dictionaries(skills, st.sampled_from(SAYABLE), max_size=30))
    wishes = draw(st.dictionaries(st.sampled_from(WANTED), st.sampled_from(WISHES), max_size=6))
    return Person(role, level, {**same, **said}, wishes)


def target(person: Person) -> str | None:
    """The level to measure against, as the documents' ladders give it."""
    if person.level is not None:
        return above(person.role, person.level)
    rungs = (rung for ladder in ladders(person.role) for rung in ladder)
    short = (rung for rung in rungs if any(person.is_short(*want) for want in wants(person.role, rung).items()))
    return next(short, None)


def wanted_of(person: Person) -> dict[str, str]:
    """What their level and the next one want, the next one deciding; the top, where nobody's level asks for more."""
    against = target(person) or (top(person.role) if person.level is None else None)
    return {**wants(person.role, person.level), **wants(person.role, against)}


@quick
@given(people())
def test_gaps_are_what_was_said_and_falls_short_and_nothing_else(person: Person) -> None:
    short = {skill for skill, depth in wanted_of(person).items() if person.is_short(skill, depth)}
    assert sorted(gap.skill for gap in person.standing.gaps) == sorted(short)


@quick
@given(people())
def test_every_row_is_in_exactly_one_place(person: Person) -> None:
    standing = person.standing
    assert standing.next == target(person)
    counted = [row for row in rows(person.role) if row in wanted_of(person)]
    known, skipped = [row for row in counted if person.knows(row)], [row for row in counted if row in person.depths]
    places = [*(gap.skill for gap in standing.gaps), *standing.met, *standing.skipped, *standing.unknown]
    assert len(places) == len(set(places))
    assert set(known) <= {*(gap.skill for gap in standing.gaps), *standing.met}
    assert sorted(standing.skipped) == sorted(set(skipped) - set(known))
    assert sorted(standing.unknown) == sorted(set(counted) - set(person.depths))
    assert set(standing.met) == {each for each in wanted_of(person) if person.knows(each)} - {
        gap.skill for gap in standing.gaps
    }  # fmt: skip


@quick
@given(people())
def test_a_gap_says_what_the_matrix_prints(person: Person) -> None:
    for gap in person.standing.gaps:
        assert gap.have == person.depths[gap.skill]
        assert gap.to == wanted_of(person)[gap.skill]
        assert gap.steps == SCALE.index(gap.to) - SCALE.index(gap.have) > 0
        assert gap.below_current is person.is_short(gap.skill, wants(person.role, person.level).get(gap.skill))
        assert gap.wanted.row is (gap.skill in rows(person.role))
        assert gap.wish == person.wishes.get(gap.skill)


@quick
@given(people())
def test_what_a_gap_builds_on_is_known_and_either_too_low_or_ready(person: Person) -> None:
    for gap in person.standing.gaps:
        enough = SCALE.index(min(SCALE[SCALE.index(gap.have) + 1], "working", key=SCALE.index))
        known = [need for need in needs(gap.skill) if person.knows(need)]
        low = [need for need in known if SCALE.index(person.depths[need]) < enough]
        assert list(gap.first) == low
        assert list(gap.ready) == [need for need in known if need not in low]


@quick
@given(people(), st.integers())
def test_the_order_in_which_things_were_said_changes_nothing(person: Person, seed: int) -> None:
    shuffled = Person(person.role, person.level, mixed(person.depths, seed), mixed(person.wishes, seed))
    assert shuffled.standing == person.standing


def mixed(said: Mapping[str, str], seed: int) -> dict[str, str]:
    """The same, said in another order."""
    return dict(random.Random(seed).sample(list(said.items()), len(said)))


@quick
@given(people())
def test_wishes_change_the_order_and_not_what_is_missing(person: Person) -> None:
    plain = Person(person.role, person.level, person.depths, {}).standing
    wished = person.standing
    assert (wished.met, wished.unknown, wished.skipped) == (plain.met, plain.unknown, plain.skipped)
    assert {gap.skill for gap in wished.gaps} == {gap.skill for gap in plain.gaps}


@quick
@given(people())
def test_goals_come_first(person: Person) -> None:
    goals = [gap.wish == "goal" for gap in person.standing.gaps]
    assert goals == sorted(goals, reverse=True)


@quick
@given(people())
def test_what_nothing_else_builds_on_stands_by_rank_then_name(person: Person) -> None:
    gaps = person.standing.gaps
    carrying = {need for gap in gaps for need in (*gap.first, *gap.ready)}
    keys = [(*gap.rank, CATALOGUE[gap.skill].name.casefold()) for gap in gaps if gap.skill not in carrying]
    assert keys == sorted(keys)


@quick
@given(people())
def test_nothing_comes_before_what_it_still_builds_on_unless_it_is_a_goal(person: Person) -> None:
    order = [gap.skill for gap in person.standing.gaps]
    for place, gap in enumerate(person.standing.gaps):
        if gap.wish != "goal":
            assert [need for need in gap.first if need in order[place:]] == []


@quick
@given(people())
def test_below_the_current_level_comes_first_but_for_goals_and_what_it_builds_on(person: Person) -> None:
    gaps = person.standing.gaps
    urgent = [gap for gap in gaps if gap.below_current and gap.wish != "later"]
    allowed = {gap.skill for gap in urgent} | built_on(gaps, urgent) | {gap.skill for gap in gaps if gap.wish == "goal"}
    last = max((place for place, gap in enumerate(gaps) if gap in urgent), default=-1)
    assert [gap.skill for gap in gaps[: last + 1] if gap.skill not in allowed] == []


@quick
@given(people())
def test_later_comes_last_but_for_what_something_builds_on(person: Person) -> None:
    gaps = person.standing.gaps
    soon = [gap for gap in gaps if gap.wish != "later"]
    allowed = {gap.skill for gap in soon} | built_on(gaps, soon)
    last = max((place for place, gap in enumerate(gaps) if gap in soon), default=-1)
    assert [gap.skill for gap in gaps[: last + 1] if gap.skill not in allowed] == []


def built_on(gaps: Iterable[Gap], begun: Iterable[Gap]) -> set[str]:
    """All that must come before some gaps: what they still build on, and what that does, and so on."""
    by_skill = {gap.skill: gap for gap in gaps}
    waiting, found = [gap for gap in begun if gap.wish != "goal"], set[str]()
    while waiting:
        for need in waiting.pop().first:
            if need in by_skill and need not in found:
                found.add(need)
                waiting.append(by_skill[need])
    return found
