"""The next rung of one person and of a company: ranked gaps with reasons, against a loop that only compares depths."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter_ns

from bench.effort import Effort
from bench.rounds import Figures, Round, compared, percentile, take_turns
from bench.tables import Aim, Row, Table
from skills.catalogue import Catalogue
from skills.gaps import next_rung
from skills.library import open_library
from skills.scale import RANK, SAYABLE, SKIP

ROLE = "mlops-engineer"
LIMIT, OURS = "a dict loop that only compares (limit)", "Rung, next_rung"
ABOUT = "against comparing depths alone, without order, reasons, prerequisites or wishes; everybody said all 56 rows"
WISHES = ("goal", "more", "less", "later")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's level, depths and wishes."""

    level: str
    depths: Mapping[str, str]
    wishes: Mapping[str, str]


def measure(effort: Effort) -> Table:
    """Microseconds for one person's gaps: one person again and again, and a company once through."""
    catalogue = open_library().catalogue
    people = company(catalogue, effort.people)
    contestants = {LIMIT: comparing(catalogue), OURS: ranking(catalogue)}
    rounds = {name: _using(gaps_of, people, effort.reads) for name, gaps_of in contestants.items()}
    with _without_old_garbage():
        measured = take_turns(rounds, max(1, effort.rounds // 2), effort.warm_up)
    return Table(f"The next rung of {len(people):,} people", ABOUT, tuple(_rows(measured, len(people))))


@contextmanager
def _without_old_garbage() -> Iterator[None]:
    """What is there already is not looked through for garbage again and again, just as when Rung is served."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def company(catalogue: Catalogue, size: int) -> list[Person]:
    """People of all levels; each said every row and has three wishes, the same in every run."""
    chance = random.Random(56)
    scheme = next(each for each in catalogue.roles[ROLE].schemes if each.basis == "levels")
    rows = [entry.id for entry in catalogue.entries.values() if entry.matrix]
    return [
        Person(
            chance.choice(scheme.levels).id,
            dict(zip(rows, chance.choices(SAYABLE, k=len(rows)), strict=True)),
            dict(zip(chance.sample(rows, 3), chance.choices(WISHES, k=3), strict=True)),
        )
        for _ in range(size)
    ]


def ranking(catalogue: Catalogue) -> Callable[[Person], Sequence[str]]:
    """Gaps as the bot shows them, in their order."""

    def gaps_of(person: Person) -> Sequence[str]:
        standing = next_rung(catalogue, ROLE, person.level, person.depths, person.wishes)
        return [gap.skill for gap in standing.gaps]

    return gaps_of


def comparing(catalogue: Catalogue) -> Callable[[Person], Sequence[str]]:
    """The same gaps, by nothing but comparing what is wanted, prepared before, with what was said."""
    asked = {each.id: _wanted(catalogue, each.id) for scheme in catalogue.roles[ROLE].schemes for each in scheme.levels}

    def gaps_of(person: Person) -> Sequence[str]:
        found = []
        for skill, rank in asked[person.level].items():
            have = person.depths.get(skill, SKIP)
            if have != SKIP and RANK[have] < rank:
                found.append(skill)
        return found

    return gaps_of


def _wanted(catalogue: Catalogue, level: str) -> Mapping[str, int]:
    """What somebody at a level is measured against, told by next_rung itself: who knows nothing has every gap."""
    nothing = dict.fromkeys(catalogue.entries, "none")
    return {gap.skill: RANK[gap.to] for gap in next_rung(catalogue, ROLE, level, nothing).gaps}


def _using(gaps_of: Callable[[Person], Sequence[str]], people: Sequence[Person], times: int) -> Round:
    def one_round() -> Figures:
        took = []
        for _ in range(times):
            began = perf_counter_ns()
            gaps_of(people[0])
            took.append((perf_counter_ns() - began) / 1000)
        began = perf_counter_ns()
        for person in people:
            gaps_of(person)
        each = (perf_counter_ns() - began) / 1000 / len(people)
        return {"p50": percentile(took, 50), "p99": percentile(took, 99), "each": each}

    return one_round


def _rows(measured: Mapping[str, list[Figures]], people: int) -> Iterator[Row]:
    yield from compared("one person, p50", "µs", "p50", measured, LIMIT)
    yield from compared("one person, p99", "µs", "p99", measured, LIMIT)
    yield from compared(f"{people:,} people, each", "µs", "each", measured, LIMIT, {OURS: Aim(40)})
