"""Which one skill to bring up next: the foremost gap that is not too fresh, within what somebody said of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Literal

from skills.catalogue import Catalogue
from skills.gaps import Gap, next_rung
from skills.named import has_matrix, named_elsewhere, named_next, target, wanted_next
from skills.scale import NOT_YET, RANK, SKIP, WORKING, above
from skills.shapes import DEPTHS

FRESH = 4  # weeks in which a skill does not come again unless it was asked for
RESTS = 12  # weeks for a skill somebody has done, or found too easy or too hard
TURNS = 6  # how many others come before the foremost comes again
PASSED = 4  # turns that count for one, after an answer which says that something new is worth more
Kind = Literal["gap", "unknown"]
_RESTING = frozenset({"done", "easy", "hard"})
_PASSED = _RESTING | {"another"}
_NOT_NOW = frozenset({"less", "later"})


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was brought up before: `weeks` ago, and what came of it ("done", "easy", "hard", "next", "another", …)."""

    skill: str
    weeks: int
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One skill to bring up.

    A "gap" is known to fall short: `have` and `to` are depths. An "unknown" was never spoken of, so nothing is short:
    it is something to look at and to place oneself in; `to` is what the next level wants, None where no depth is given.
    `aim` is the level that wants it. `because` says that it was put off to now ("next"), or that `of`, which was too
    hard, builds on it ("hard"). `wish`, `first` and `ready` are those of the gap, which they tell apart from
    others of the same skill.
    """

    skill: str
    kind: Kind
    have: str | None
    to: str | None
    aim: str | None = None
    wish: str | None = None
    first: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    because: Literal["next", "hard"] | None = None
    of: str | None = None
    gap: Gap | None = field(default=None, compare=False)

    @property
    def step(self) -> str:
        """The depth to take next: one above what is there; for somebody who said nothing yet, the first."""
        return above(self.have or NOT_YET) or DEPTHS[-1]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands, as far as they said: a role, perhaps a level, depths and wishes."""

    role: str
    level: str | None
    depths: Mapping[str, str]
    wishes: Mapping[str, str]


def brought_up(
    weeks: int, skill: str | None, outcome: str | None, passed: Iterable[tuple[str, str]]
) -> Iterator[Earlier]:  # fmt: skip
    """What a week brought up: those passed over with what was said of them, and the one that took their place."""
    instead = False
    for each, said in passed:
        instead = True
        yield Earlier(each, weeks, said)
    if skill:
        # "Another" was said of the one before; nothing was of the one that came for it.
        yield Earlier(skill, weeks, None if instead and outcome == "another" else outcome)


def suggest(
    catalogue: Catalogue, standing: Standing, earlier: Sequence[Earlier] = (), without: frozenset[str] = frozenset()
) -> Suggestion | None:
    """The skill to bring up now, or None when there is nothing to say; never one of `without`.

    In order: what was put off to now; what a step that was too hard builds on; goals; the ranked gaps; what the next
    level names and nobody spoke of yet; what the role's documents name beside. What came up within FRESH weeks waits.
    Apart from the first two, whatever came up moves TURNS places down for each time it did, half as many for what
    somebody wants more of. What they want less of does not come.
    """
    unwanted = {skill for skill, wish in standing.wishes.items() if wish in _NOT_NOW}
    barred = without | _waiting(earlier) | unwanted
    asked = (each for each in _asked_for(catalogue, standing, earlier) if each.skill not in barred)
    return next(asked, None) or _by_turns(_in_order(catalogue, standing), earlier, barred)


def _by_turns(order: Iterator[Suggestion], earlier: Sequence[Earlier], barred: Set[str]) -> Suggestion | None:
    times = Counter[str]()
    for came in earlier:
        times[came.skill] += PASSED if came.outcome in _PASSED else 1
    best: tuple[int, Suggestion] | None = None
    for place, each in enumerate(order):
        if best is not None and place >= best[0]:
            break  # nothing further down can be better
        if each.skill in barred:
            continue
        turn = place + (TURNS // 2 if each.wish == "more" else TURNS) * times[each.skill]
        if best is None or turn < best[0]:
            best = turn, each
    return None if best is None else best[1]


def suggestion_of(catalogue: Catalogue, standing: Standing, skill: str) -> Suggestion:
    """This very skill as a suggestion, whatever came up before."""
    gap = next((each for each in _gaps(catalogue, standing) if each.skill == skill), None)
    have = standing.depths.get(skill)
    if gap is not None or have is None or have == SKIP:
        return gap or _unknown(catalogue, standing, skill)
    return Suggestion(skill, "gap", have, None, target(catalogue, standing.role, standing.level))


def suggestions(catalogue: Catalogue, standing: Standing) -> Iterator[Suggestion]:
    """Every skill that could be brought up, the foremost first, each once; nothing they want less of."""
    unwanted = {skill for skill, wish in standing.wishes.items() if wish in _NOT_NOW}
    seen: set[str] = set()
    for each in _in_order(catalogue, standing):
        if each.skill not in seen and each.skill not in unwanted:
            seen.add(each.skill)
            yield each


def _waiting(earlier: Sequence[Earlier]) -> set[str]:
    """The skills that came up too recently; one that was put off is asked for."""
    recent = {each.skill for each in earlier if each.weeks < (RESTS if each.outcome in _RESTING else FRESH)}
    return recent - set(_put_off(earlier))


def _put_off(earlier: Sequence[Earlier]) -> list[str]:
    """The skills that were put off to the next week and did not come since, the latest first."""
    latest: dict[str, Earlier] = {}
    for each in sorted(earlier, key=lambda each: each.weeks):
        latest.setdefault(each.skill, each)
    return [skill for skill, each in latest.items() if each.outcome == "next"]


def _asked_for(catalogue: Catalogue, standing: Standing, earlier: Sequence[Earlier]) -> Iterator[Suggestion]:
    """What earlier answers ask for, however often it came up."""
    put_off = ((skill, None) for skill in _put_off(earlier))
    if not (skills := [*put_off, *_easier(catalogue, standing, earlier)]):
        return
    found: dict[str, Suggestion] = {}
    for each in _in_order(catalogue, standing):
        found.setdefault(each.skill, each)
    for skill, hard in skills:
        if skill in found or (skill in catalogue.entries and (hard or skill not in standing.depths)):
            asked = found.get(skill) or suggestion_of(catalogue, standing, skill)
            yield replace(asked, because="hard" if hard else "next", of=hard)


def _in_order(catalogue: Catalogue, standing: Standing) -> Iterator[Suggestion]:
    """Every skill that could be brought up, the foremost first; the same one may come twice."""
    role, level, depths = standing.role, standing.level, standing.depths
    named, elsewhere = named_next(catalogue, role, level), named_elsewhere(catalogue, role, level)
    if goals := {skill for skill, wish in standing.wishes.items() if wish == "goal"}.difference(depths):
        yield from (_unknown(catalogue, standing, skill) for skill in (*named, *elsewhere) if skill in goals)
    yield from _gaps(catalogue, standing)
    in_words_alone = not has_matrix(catalogue, role, level)
    for skill in named:
        have = depths.get(skill)
        if have is None:
            yield _unknown(catalogue, standing, skill)
        elif in_words_alone and have != SKIP and RANK[have] < WORKING:
            aim = target(catalogue, role, level)
            yield Suggestion(skill, "gap", have, None, aim, standing.wishes.get(skill))
    yield from (_unknown(catalogue, standing, skill) for skill in elsewhere if skill not in depths)


def _gaps(catalogue: Catalogue, standing: Standing) -> Iterator[Suggestion]:
    if not has_matrix(catalogue, standing.role, standing.level):
        return
    rung = next_rung(catalogue, standing.role, standing.level, standing.depths, standing.wishes)
    for gap in rung.gaps:
        aim = rung.next or standing.level
        yield Suggestion(gap.skill, "gap", gap.have, gap.to, aim, gap.wish, gap.first, gap.ready, gap=gap)


def _easier(
    catalogue: Catalogue, standing: Standing, earlier: Sequence[Earlier]
) -> Iterator[tuple[str, str | None]]:  # fmt: skip
    """What a skill that was too hard lately builds on, unless it carries already."""
    for each in earlier:
        if each.outcome == "hard" and each.weeks <= FRESH and each.skill in catalogue.entries:
            for need in catalogue[each.skill].needs:
                have = standing.depths.get(need)
                if have is None or (have != SKIP and RANK[have] < WORKING):
                    yield need, each.skill


def _unknown(catalogue: Catalogue, standing: Standing, skill: str) -> Suggestion:
    wanted = wanted_next(catalogue, standing.role, standing.level)
    named = named_next(catalogue, standing.role, standing.level)
    aim = target(catalogue, standing.role, standing.level) if skill in named else None
    return Suggestion(skill, "unknown", None, wanted.get(skill), aim, standing.wishes.get(skill))
