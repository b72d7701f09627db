"""Two roles on a skill, or two levels of a role, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from skills.catalogue import Catalogue
from skills.expected import Expected, asked, expected
from skills.role_files import FocusItem, StackItem
from skills.shapes import Text


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What two roles expect of one skill at the level of the same name; None where a role says nothing."""

    level: str
    left: Expected | None
    right: Expected | None


@dataclass(frozen=True, slots=True)
class LevelSide:
    """One level of a role: stack, focus, what else its document asks (text and place), and how many skills of the
    matrix are read at which depth."""

    level: str
    stack: tuple[StackItem, ...]
    focus: tuple[FocusItem, ...]
    points: tuple[tuple[Text, str], ...]
    depths: tuple[tuple[str, int], ...]


def roles_on_skill(catalogue: Catalogue, left: str, right: str, skill: str) -> list[RoleRow]:
    """One row per level that both roles have, lowest first; levels are matched by id, never by years."""
    mine, theirs = _levels(catalogue, left), _levels(catalogue, right)
    return [
        RoleRow(level, expected(catalogue, left, level, skill), expected(catalogue, right, level, skill))
        for level in mine
        if level in theirs
    ]


def level_side(catalogue: Catalogue, role: str, level: str) -> LevelSide:
    """What sets one level apart: its stack, its focus, and the depths its matrix column is read as."""
    file = catalogue.roles[role]
    counts: dict[str, int] = {}
    for category in file.matrix.categories if file.matrix else ():
        for row in category.rows:
            cell = expected(catalogue, role, level, row.skill)
            if cell is not None and cell.depth is not None:
                counts[cell.depth] = counts.get(cell.depth, 0) + 1
    return LevelSide(
        level,
        tuple(item for item in file.stack if item.level == level),
        tuple(item for item in file.focus if item.level == level),
        tuple((text, place) for text, _, place in asked(file, level)),
        tuple(counts.items()),
    )


def _levels(catalogue: Catalogue, role: str) -> list[str]:
    return [rung.id for scheme in catalogue.roles[role].schemes for rung in scheme.levels]
