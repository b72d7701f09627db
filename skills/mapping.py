"""How the levels of two documents' ladders correspond, as far as the skills they name in common support it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from skills.catalogue import Catalogue
from skills.role_files import Level, Scheme


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A level of another ladder of the same role, and its support: of `of` skills named here, those named there."""

    scheme: Scheme
    level: Level
    shared: tuple[str, ...]
    of: int


@functools.lru_cache(maxsize=64)
def counterparts(catalogue: Catalogue, role: str, level: str) -> tuple[Counterpart, ...]:
    """For each other ladder of `role` the levels that name most of the same skills; none where none is shared.

    No document draws this line, so it is only ever shown with its support, and nobody's level is set by it.
    """
    own = catalogue.scheme_of(role, level)
    return tuple(
        each
        for scheme in catalogue.roles[role].schemes
        if scheme.id != own.id
        for each in _nearest(catalogue, role, level, scheme)
    )


def _nearest(catalogue: Catalogue, role: str, level: str, scheme: Scheme) -> Iterator[Counterpart]:
    mine = _named(catalogue, role, level)
    theirs = {rung.id: set(_named(catalogue, role, rung.id)) for rung in scheme.levels}
    shared = {rung.id: tuple(each for each in mine if each in theirs[rung.id]) for rung in scheme.levels}
    most = max(map(len, shared.values()))
    for rung in scheme.levels:
        if most and len(shared[rung.id]) == most:
            yield Counterpart(scheme, rung, shared[rung.id], len(mine))


def _named(catalogue: Catalogue, role: str, level: str) -> tuple[str, ...]:
    """The skills that a level's stack, focus, areas and lines name, in their order."""
    file = catalogue.roles[role]
    lists = [item.skills for item in file.stack if item.level == level]
    lists += [item.mentions for item in file.focus if item.level == level]
    lists += [bullet.mentions for area in file.areas if area.level == level for bullet in area.bullets]
    lists += [line.mentions for line in file.stage_lines if line.level == level]
    return tuple(dict.fromkeys(skill for each in lists for skill in each))
