"""One level of a role as a column: how deep it wants each skill, and which of its stack and focus name the skill."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from skills.catalogue import Catalogue, Place, reading
from skills.role_files import FocusItem, RoleFile, StackItem
from skills.shapes import Depth


@dataclass(frozen=True, slots=True)
class Named:
    """One item of a level's stack or focus that names a skill; `through` is the relative it names instead of it."""

    item: StackItem | FocusItem
    place: Place
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Want:
    """How deep a level wants a skill. Without a row of its own the depth is the one all rows of the column share."""

    depth: Depth
    row: bool


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """What one level of a role says skill by skill; `wants` is empty where the role has no matrix for the level."""

    role: str
    level: str
    rows: tuple[str, ...]
    wants: Mapping[str, Want]
    named: Mapping[str, tuple[Named, ...]]
    stack: tuple[StackItem, ...]
    focus: tuple[FocusItem, ...]


@functools.lru_cache(maxsize=256)
def column(catalogue: Catalogue, role: str, level: str) -> Column:
    """The column of `level`; remembered, because it is the same for everybody."""
    file = catalogue.roles[role]
    rows = _rows(catalogue, role, level)
    stack = tuple(item for item in file.stack if item.level == level)
    focus = tuple(item for item in file.focus if item.level == level)
    named = _named(catalogue, role, level, tuple(rows), [*stack, *focus])
    wants = {skill: Want(depth, row=True) for skill, depth in rows.items()}
    if len(shared := set(rows.values())) == 1:
        common = shared.pop()
        direct = (skill for skill, items in named.items() if any(item.through is None for item in items))
        wants |= {skill: Want(common, row=False) for skill in direct if skill not in wants}
    frozen = MappingProxyType(wants), MappingProxyType(named)
    return Column(role, level, tuple(rows), *frozen, stack, focus)


def matrix_rows(file: RoleFile) -> tuple[str, ...]:
    """The skills of a role's matrix in its own order; none for a role without one."""
    categories = file.matrix.categories if file.matrix else ()
    return tuple(row.skill for category in categories for row in category.rows)


def _rows(catalogue: Catalogue, role: str, level: str) -> dict[str, Depth]:
    cells = {skill: reading(catalogue, role, level, skill) for skill in matrix_rows(catalogue.roles[role])}
    return {skill: cell.depth for skill, cell in cells.items() if cell is not None}


def _named(
    catalogue: Catalogue, role: str, level: str, rows: tuple[str, ...], items: list[StackItem | FocusItem]
) -> dict[str, tuple[Named, ...]]:
    found: dict[str, dict[int, Named]] = {}
    for number, item in enumerate(items):
        place = Place(catalogue.scheme_of(role, level).document, item.place)
        for skill, through in _meant(catalogue, item, rows):
            found.setdefault(skill, {}).setdefault(number, Named(item, place, through))
    return {skill: tuple(by_item.values()) for skill, by_item in found.items()}


def _meant(
    catalogue: Catalogue, item: StackItem | FocusItem, rows: tuple[str, ...]
) -> Iterator[tuple[str, str | None]]:
    """The skills an item names, then the rows it names through a relative: a tool, a part, what a row is a tool of.

    A row is meant through its whole ("Kubernetes") only where the item names no row itself.
    """
    skills = item.skills if isinstance(item, StackItem) else item.mentions
    yield from ((skill, None) for skill in skills)
    narrow = any(skill in rows for skill in skills)
    for other in skills:
        named = catalogue[other]
        for row in rows:
            serves = row in (*named.tool_of, *named.part_of, *named.same_as)
            is_tool = other in (*catalogue[row].tool_of, *catalogue[row].same_as)
            if serves or is_tool or (other in catalogue[row].part_of and not narrow):
                yield row, other
