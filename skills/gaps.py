"""The next rung: what a level asks beyond what somebody has, ranked, each gap with its reasons."""

# Only what a person said is compared. A skill nobody asked about is unknown and never a gap, "not for my job" leaves
# the reckoning, and nothing here is called mandatory: the matrix does not say which of its cells are.

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from skills.catalogue import Catalogue
from skills.columns import Named, column
from skills.scale import RANK, SKIP, WORKING

NO_WISHES: Mapping[str, str] = {}
_INTEREST: Mapping[str | None, int] = {"more": 1, "goal": 1, "less": -1}
_BUCKET = 4  # goal, not now, below the current level, named in stack or focus: the first four of a rank


@dataclass(frozen=True, slots=True)
class Candidate:
    """A skill that a level or the next one wants, with all that is the same for everybody.

    `to` is the depth wanted. `row` is False for a skill of stack or focus without a row of its own. `named` are the
    items of the next level's stack and focus that name it, `documents` counts the source documents that do.
    """

    skill: str
    name: str
    to: str
    row: bool
    now: int | None
    named: tuple[Named, ...]
    needs: tuple[str, ...]
    documents: int

    @property
    def naming(self) -> int:
        """0 when stack or focus name it, 1 when they name a relative, 2 when they do not."""
        return 2 if not self.named else 0 if any(each.through is None for each in self.named) else 1


@dataclass(frozen=True, slots=True)
class Gap:
    """One skill below what the next level wants, `steps` depths short of it.

    `first` are the skills it builds on that are known to be too low for its next step, `ready` those that carry it.
    `wish` is "goal", "more", "less", "later" or None.
    """

    wanted: Candidate
    have: str
    steps: int
    below_current: bool
    first: tuple[str, ...]
    ready: tuple[str, ...]
    wish: str | None

    @property
    def skill(self) -> str:
        """The skill's id."""
        return self.wanted.skill

    @property
    def to(self) -> str:
        """The depth wanted."""
        return self.wanted.to

    @property
    def rank(self) -> tuple[int, ...]:
        """What puts one gap before another, before names decide; lower comes first."""
        return (
            self.wish != "goal",
            self.wish == "later",
            not self.below_current,
            self.wanted.naming,
            bool(self.first),
            -self.wanted.documents,
            -_INTEREST.get(self.wish, 0),
        )


@dataclass(frozen=True, slots=True)
class NextRung:
    """Where somebody stands against a level: `level` is their own (None: not set), `next` the one measured against.

    `met`, `unknown` and `skipped` are skills, the latter two among the rows of the matrix alone.
    """

    role: str
    level: str | None
    next: str | None
    gaps: tuple[Gap, ...]
    met: tuple[str, ...]
    unknown: tuple[str, ...]
    skipped: tuple[str, ...]


def next_rung(
    catalogue: Catalogue,
    role: str,
    level: str | None,
    depths: Mapping[str, str],
    wishes: Mapping[str, str] = NO_WISHES,
) -> NextRung:
    """The gaps of somebody with these depths, in rank order; `depths` maps skills to skills.scale.SAYABLE.

    Without a level, the lowest level that asks more than what was said is measured against. At the top of a ladder
    `next` is None and `gaps` holds what is below the current level; where a level has no matrix there are none.
    """
    target = target_of(catalogue, role, level, depths)
    # Without a level and without a gap, what was said meets every level up to the top.
    top = _top(catalogue, role) if level is None and target is None else None
    wanted = candidates(catalogue, role, level, target or top)
    known = [each for each in wanted if depths.get(each.skill, SKIP) != SKIP]
    gaps = [_gap(each, depths, wishes.get(each.skill)) for each in known if _is_short(each, depths)]
    return NextRung(
        role,
        level,
        target,
        tuple(_ranked(gaps)),
        tuple(each.skill for each in known if not _is_short(each, depths)),
        tuple(each.skill for each in wanted if each.row and each.skill not in depths),
        tuple(each.skill for each in wanted if each.row and depths.get(each.skill) == SKIP),
    )


def target_of(catalogue: Catalogue, role: str, level: str | None, depths: Mapping[str, str]) -> str | None:
    """The level to measure against: the next one, or without a level the lowest that asks more than what was said."""
    if level is not None:
        above = catalogue.next_level(role, level)
        return above.id if above is not None else None
    rungs = (rung.id for scheme in catalogue.roles[role].schemes for rung in scheme.levels)
    short = (rung for rung in rungs if any(_is_short(each, depths) for each in candidates(catalogue, role, None, rung)))
    return next(short, None)


def _top(catalogue: Catalogue, role: str) -> str | None:
    """The highest level of the role's matrix."""
    matrix = catalogue.roles[role].matrix
    schemes = (each for each in catalogue.roles[role].schemes if matrix is not None and each.id == matrix.scheme)
    return next((scheme.levels[-1].id for scheme in schemes), None)


@functools.lru_cache(maxsize=256)
def candidates(catalogue: Catalogue, role: str, level: str | None, target: str | None) -> tuple[Candidate, ...]:
    """What `level` and `target` want, by name; the depth is the target's, or the level's where only that speaks."""
    now = column(catalogue, role, level) if level is not None else None
    then = column(catalogue, role, target) if target is not None else None
    wants = dict(now.wants if now else {}) | dict(then.wants if then else {})
    found = [
        Candidate(
            skill,
            catalogue[skill].name.casefold(),
            want.depth,
            want.row,
            RANK[now.wants[skill].depth] if now and skill in now.wants else None,
            then.named.get(skill, ()) if then else (),
            catalogue[skill].needs,
            len({at.document for at in catalogue[skill].places}),
        )
        for skill, want in wants.items()
    ]
    return tuple(sorted(found, key=lambda each: each.name))


def _is_short(wanted: Candidate, depths: Mapping[str, str]) -> bool:
    have = depths.get(wanted.skill, SKIP)
    return have != SKIP and RANK[have] < RANK[wanted.to]


def _gap(wanted: Candidate, depths: Mapping[str, str], wish: str | None) -> Gap:
    have = depths[wanted.skill]
    known = [need for need in wanted.needs if depths.get(need, SKIP) != SKIP]
    # Working carries any step, and less carries as far as it goes. What is unknown holds nothing back.
    enough = min(RANK[have] + 1, WORKING)
    return Gap(
        wanted,
        have,
        RANK[wanted.to] - RANK[have],
        wanted.now is not None and RANK[have] < wanted.now,
        tuple(need for need in known if RANK[depths[need]] < enough),
        tuple(need for need in known if RANK[depths[need]] >= enough),
        wish,
    )


def _ranked(gaps: Iterable[Gap]) -> Iterator[Gap]:
    """Gaps by rank, then name; but what a gap still builds on comes before it, unless it was asked for as a goal."""
    order = sorted(gaps, key=lambda gap: (gap.rank, gap.wanted.name))
    waiting = {gap.skill: gap for gap in order}
    for gap in order:
        yield from _with_first(waiting, gap)


def _with_first(waiting: dict[str, Gap], gap: Gap) -> Iterator[Gap]:
    if waiting.pop(gap.skill, None) is None:
        return
    if gap.wish != "goal":
        for need in (waiting[each] for each in (*gap.first, *gap.ready) if each in waiting):
            # Among equals the ground floor comes first even when it carries the next step already.
            if need.skill in gap.first or need.rank[:_BUCKET] == gap.rank[:_BUCKET]:
                yield from _with_first(waiting, need)
    yield gap
