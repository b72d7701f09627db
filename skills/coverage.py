"""What follows from how well a channel covers skills: where it is thin, what rises, and which lab helps most."""

# Everything here takes bands, never people: whatever is said of a channel is worked out from what was published of it,
# so that it can tell no more than that.

from __future__ import annotations

import functools
from collections.abc import Mapping, Set
from dataclasses import dataclass

from skills.catalogue import Catalogue
from skills.columns import column
from skills.labs.shelf import Lab
from skills.shelving import Shelf, shelves, skills_of

FEW = "few"
BANDS: Mapping[str, int] = {FEW: 0, "two": 1, "some": 1, "many": 2}  # 0–1; 2+ and 2–4; 5+


@dataclass(frozen=True, slots=True)
class TeamLab:
    """A lab to do together: into Working of a thin skill, which is itself needed for `opens` other thin ones."""

    lab: Lab
    opens: tuple[str, ...]


def moved(before: str, after: str) -> int:
    """Whether a band rose (1), fell (-1), or stayed, for all that is certain (0): "2+" may be either of those above."""
    return (BANDS[after] > BANDS[before]) - (BANDS[after] < BANDS[before]) if _comparable(before, after) else 0


def thin(catalogue: Catalogue, role: str, bands: Mapping[str, str], shown: Set[str] | None = None) -> tuple[str, ...]:
    """The role's skills that fewer than five cover, the thinnest first.

    Of those equally thin, the ones come first that more levels of the role name in their stack or focus; then the
    document's order. `bands` has a band for each skill above "few"; `shown` are the skills to look at, None for all.
    """
    named = _named(catalogue, role)
    asked = [each for each in skills_of(catalogue, role) if shown is None or each in shown]
    short = [each for each in asked if bands.get(each, FEW) in (FEW, "some")]  # "2+" may be everybody
    return tuple(sorted(short, key=lambda each: (BANDS[bands.get(each, FEW)], -named.get(each, 0))))


def rising(catalogue: Catalogue, role: str, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The role's skills whose band rose, in the document's order."""
    return _moved(catalogue, role, before, after, 1)


def falling(catalogue: Catalogue, role: str, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The role's skills whose band fell, in the document's order."""
    return _moved(catalogue, role, before, after, -1)


def team_lab(
    catalogue: Catalogue, role: str, bands: Mapping[str, str], paused: Set[tuple[str, int]] = frozenset()
) -> TeamLab | None:
    """The lab that lifts the most thin skills: one of its own, and those that cannot be begun without it.

    `paused` are labs with their version to which nobody is sent. Of equally useful ones the thinnest skill's comes
    first, then the shortest.
    """
    short = thin(catalogue, role, bands)
    place = {skill: number for number, skill in enumerate(short)}
    found = [
        TeamLab(lab, _opened(catalogue, skill, short))
        for skill in short
        for lab in catalogue.labs.of(skill)
        if lab.facts.to == "working" and (lab.id, lab.facts.version) not in paused
    ]
    return min(
        found, key=lambda each: (-len(each.opens), place[each.lab.facts.skill], each.lab.facts.minutes), default=None
    )


def role_shown(catalogue: Catalogue, own: str | None) -> str:
    """Whose skills are shown to somebody who named no role: their own role's, else those of the one with a matrix."""
    if own is not None and own in catalogue.roles:
        return own
    return next(each for each, file in catalogue.roles.items() if file.matrix is not None)


def shelved(catalogue: Catalogue, role: str, category: str | None = None) -> tuple[Shelf, ...]:
    """The role's groups of skills, or the one with this id."""
    return tuple(each for each in shelves(catalogue, role) if category in (None, each.entry))


def _comparable(before: str, after: str) -> bool:
    return "two" not in (before, after) or FEW in (before, after)


def _moved(
    catalogue: Catalogue, role: str, before: Mapping[str, str], after: Mapping[str, str], way: int
) -> tuple[str, ...]:
    every = skills_of(catalogue, role)
    return tuple(each for each in every if moved(before.get(each, FEW), after.get(each, FEW)) == way)


@functools.lru_cache(maxsize=16)
def _named(catalogue: Catalogue, role: str) -> Mapping[str, int]:
    """How many levels of a role name a skill in their stack or focus."""
    counts: dict[str, int] = {}
    for scheme in catalogue.roles[role].schemes:
        for level in scheme.levels:
            for skill in column(catalogue, role, level.id).named:
                counts[skill] = counts.get(skill, 0) + 1
    return counts


def _opened(catalogue: Catalogue, skill: str, short: tuple[str, ...]) -> tuple[str, ...]:
    """The thin skills that need this one first, directly or through others."""
    return tuple(each for each in short if each != skill and skill in _needed(catalogue, each))


@functools.lru_cache(maxsize=1024)
def _needed(catalogue: Catalogue, skill: str) -> frozenset[str]:
    direct = catalogue[skill].needs
    return frozenset(direct).union(*(_needed(catalogue, each) for each in direct))
