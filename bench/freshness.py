"""What it costs that nobody can be told apart: how old, how whole and how right a channel's sums are over a year."""

# Against the rule that comes to mind first: publish whenever a publication would differ from every earlier one of the
# channel by nobody or by at least five contributions. Of both, an attacker reads made-up histories, where several
# channels overlap and people do what gives most away; those are the ones the tests read, too.

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from bench.attacker import Attacker
from bench.company import LASTING
from bench.effort import FULL, Effort
from bench.histories import history
from bench.keeping import Keeper
from bench.playing import foreseeable, lived
from bench.published import Counted, Published, Rule, able, as_person, told
from storage.bands import Bands
from storage.crowds import FEW

SKILLS = tuple(f"skill-{number}" for number in range(56))
WEEKS = 52
TEAMS, CHANGING = (8, 12, 20, 40, 200), (5, 25)  # people; per cent who change something in a week
LEAVING = 0.01  # of the people leave in a week, and as many come
ABOUT = "a year; every week 1 % leave and as many come, and so many of a hundred change one of their skills"
HEAD = ("people", "change", *2 * ("with sums", "counted", "age", "cells off"))


class PairwiseFive:
    """The rule that comes to mind first, with three bands from five people on."""

    def __init__(self) -> None:
        self.published: list[Published] = []
        self._versions: dict[str, tuple[int, str | None]] = {}

    def publish(self, channel: int, week: int, fresh: Mapping[str, str]) -> Published | None:  # noqa: ARG002
        """Everybody as they are now, when that differs by nobody or by five contributions from each one before."""
        who = frozenset(Counted(person, self._version(person, what), what) for person, what in fresh.items())
        if len(who) < FEW or not all(_apart(who, each.who) for each in self.published if each.channel == channel):
            return None
        counts = Counter(skill for each in who for skill in each.what.split(",") if skill)
        self.published.append(Published(channel, Bands.of(counts, len(who), coarse=False), who, set()))
        return self.published[-1]

    def is_named(self, person: str) -> None:
        """Nothing changes."""

    def is_deleted(self, person: str) -> None:
        """Nothing changes."""

    def is_read(self, by_name: Mapping[str, str]) -> None:
        """Nothing changes."""

    def _version(self, person: str, what: str) -> int:
        before = self._versions.get(person, (0, None))
        number = before[0] + (before[1] != what)
        self._versions[person] = number, what
        return number


RULES: Mapping[str, Callable[[], Rule]] = {
    "crowds": lambda: Keeper(foreseeable), "pairwise five": PairwiseFive,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Year:
    """One team's year: shares are of 1, `age` is in weeks."""

    with_sums: float
    counted: float
    age: float
    off: float


@dataclass(frozen=True, slots=True)
class Freshness:
    """The table: teams, what both rules cost, and in how many made-up histories either gives somebody away."""

    rows: Sequence[tuple[str, ...]]
    learned: Mapping[str, int]
    histories: int

    def lines(self) -> Iterator[str]:
        """The table, line by line."""
        yield "Freshness of a channel's sums"
        yield f"  {ABOUT}"
        yield "  age: weeks since what is shown of a person was so; cells off: bands of 56 skills that are not today's"
        yield "  the first four under the rule of {}, the other four under that of {}".format(*RULES)
        widths = [max(map(len, column)) for column in zip(HEAD, *self.rows, strict=True)]
        for row in (HEAD, *self.rows):
            yield "  " + "  ".join(text.rjust(width) for text, width in zip(row, widths, strict=True))
        learned = ", ".join(f"{name}: {count / self.histories:.0%}" for name, count in self.learned.items())
        yield f"  Of {self.histories:,} made-up histories, an attacker learns who is at Working in: {learned}"
        yield "  (in a skill in which, as the attacker knows, nobody ever gets further or falls back)"


def measure(effort: Effort) -> Freshness:
    """A row for each team and pace, with both rules side by side."""
    teams = [(people, per_cent) for people in TEAMS for per_cent in CHANGING if effort is FULL or people < 20]
    rows = [_row(people, per_cent, effort) for people, per_cent in teams]
    histories = effort.drained // 5
    learned = {
        name: sum(learned_from(rule(), number) for number in range(histories)) for name, rule in RULES.items()
    }  # fmt: skip
    return Freshness(rows, learned, histories)


def year(people: int, per_cent: float, rule: Rule, number: int) -> Year:
    """A year of a team of so many people under a rule; the same number is the same year."""
    company = Changing(people, per_cent, random.Random(number))
    showing: Published | None = None
    since: dict[tuple[str, str], int] = {}
    sums, counted, ages, off = 0, [], [], []
    for week in range(WEEKS):
        fresh = company.fresh()
        showing = rule.publish(0, week, fresh) or showing
        since.update(dict.fromkeys(fresh.items(), week))
        who = showing.who if showing is not None and showing.bands is not None else frozenset()
        counted.append(len(fresh.keys() & {each.person for each in who}) / people)
        if showing is not None and showing.bands is not None:
            sums += 1
            ages.append(mean(week - since[each.person, each.what] for each in who))
            off.append(_off(showing.bands, company, len(fresh)))
        company.a_week_passes()
    return Year(sums / WEEKS, mean(counted), mean(ages) if ages else 0, mean(off) if off else 0)


def learned_from(rule: Rule, number: int) -> bool:
    """Whether the attacker learns from a made-up history that somebody is at Working in the skill nobody moves in."""
    lived(history(number), rule)
    attacker = Attacker(told(rule, LASTING, as_person))
    attacker.suppose(able(rule, LASTING, as_person))
    return bool(attacker.learns().able)


class Changing:
    """People who come, go and change what they are at."""

    def __init__(self, people: int, per_cent: float, chance: random.Random) -> None:
        self._chance = chance
        self._per_cent = per_cent
        self._known = {skill: chance.choice((0.02, 0.1, 0.25, 0.5, 0.8)) for skill in SKILLS}
        self._ever = 0
        self._skills: dict[str, set[str]] = {}
        for _ in range(people):
            self._comes()

    def fresh(self) -> dict[str, str]:
        """What everybody contributes now."""
        return {person: ",".join(sorted(skills)) for person, skills in self._skills.items()}

    def counts(self) -> Counter[str]:
        """How many are at Working in what."""
        return Counter(skill for skills in self._skills.values() for skill in skills)

    def a_week_passes(self) -> None:
        """Some go, as many come, and some change one skill."""
        for person in [each for each in self._skills if self._chance.random() < LEAVING]:
            del self._skills[person]
            self._comes()
        for skills in self._skills.values():
            if self._chance.random() * 100 < self._per_cent:
                skills ^= {self._chance.choice(SKILLS)}

    def _comes(self) -> None:
        self._ever += 1
        self._skills[f"person-{self._ever}"] = {each for each in SKILLS if self._chance.random() < self._known[each]}


def _apart(one: frozenset[Counted], other: frozenset[Counted]) -> bool:
    different = {each.person for each in one ^ other}
    return not different or len(different) >= FEW


def _off(shown: Bands, company: Changing, people: int) -> float:
    """The share of skills whose band is not the one that everybody's present depths would be in."""
    true = Bands.of(company.counts(), max(people, FEW), shown.coarse)
    return sum(shown.of_skill(each) != true.of_skill(each) for each in SKILLS) / len(SKILLS)


def _row(people: int, per_cent: int, effort: Effort) -> tuple[str, ...]:
    cells = [str(people), f"{per_cent} %"]
    for rule in RULES.values():
        years = [year(people, per_cent, rule(), number) for number in range(max(1, effort.rounds * 40 // people))]
        cells += [
            f"{mean(each.with_sums for each in years):.0%}", f"{mean(each.counted for each in years):.0%}",
            f"{mean(each.age for each in years if each.with_sums):.1f}",
            f"{mean(each.off for each in years if each.with_sums):.0%}",
        ]  # fmt: skip
    return tuple(cells)
