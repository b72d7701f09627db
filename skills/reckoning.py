"""Which levels of a ladder somebody's depths meet, and what exactly is missing: counts and names, never a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skills.catalogue import Catalogue
from skills.columns import column
from skills.scale import RANK, SKIP


@dataclass(frozen=True, slots=True)
class LevelCount:
    """The rows of one level: `met` and `below` of those somebody spoke of, and `unknown`; skipped rows are in none."""

    level: str
    met: tuple[str, ...]
    below: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """Whether every row that counts is met; a level of which nothing is known is not."""
        return bool(self.met) and not self.below and not self.unknown


def reckon(catalogue: Catalogue, role: str, depths: Mapping[str, str]) -> tuple[LevelCount, ...]:
    """One count per level of the role's matrix, lowest first; empty for a role without one."""
    file = catalogue.roles[role]
    if file.matrix is None:
        return ()
    scheme = next(each for each in file.schemes if each.id == file.matrix.scheme)
    return tuple(_count(catalogue, role, rung.id, depths) for rung in scheme.levels)


def _count(catalogue: Catalogue, role: str, level: str, depths: Mapping[str, str]) -> LevelCount:
    wants = column(catalogue, role, level)
    counted = [skill for skill in wants.rows if depths.get(skill) != SKIP]
    known = [skill for skill in counted if skill in depths]
    met = tuple(skill for skill in known if RANK[depths[skill]] >= RANK[wants.wants[skill].depth])
    return LevelCount(
        level,
        met,
        tuple(skill for skill in known if skill not in met),
        tuple(skill for skill in counted if skill not in depths),
    )
