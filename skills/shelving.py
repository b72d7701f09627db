"""The skills of a role in the groups its own document has: categories, groups of tools, sections of abilities."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from skills.catalogue import Catalogue
from skills.role_files import RoleFile
from skills.shapes import Text

FORM = 24  # skills in one form at most: what a person fills in without putting it off


@dataclass(frozen=True, slots=True)
class Shelf:
    """A named group of a role's skills; `entry` is its id in the catalogue."""

    entry: str
    names: Text
    skills: tuple[str, ...]


@functools.lru_cache(maxsize=16)
def shelves(catalogue: Catalogue, role: str) -> tuple[Shelf, ...]:
    """The groups of a role in its document's order; each skill stands in the first that names it."""
    seen: set[str] = set()
    found = []
    for entry, names, skills in _groups(role, catalogue.roles[role]):
        new = tuple(skill for skill in dict.fromkeys(skills) if skill not in seen)
        seen.update(new)
        if new:
            found.append(Shelf(entry, names, new))
    return tuple(found)


@functools.lru_cache(maxsize=16)
def forms(catalogue: Catalogue, role: str) -> tuple[tuple[Shelf, ...], ...]:
    """The groups dealt out to as few forms as FORM allows, about evenly, in order."""
    groups = shelves(catalogue, role)
    total = sum(len(shelf.skills) for shelf in groups)
    count = max(1, -(-total // FORM))
    dealt: list[list[Shelf]] = [[] for _ in range(count)]
    before = 0
    for shelf in groups:
        middle = before + len(shelf.skills) / 2
        dealt[min(count - 1, int(middle * count / total))].append(shelf)
        before += len(shelf.skills)
    return tuple(tuple(each) for each in dealt if each)


def skills_of(catalogue: Catalogue, role: str) -> tuple[str, ...]:
    """Every skill of a role, in its document's order."""
    return tuple(skill for shelf in shelves(catalogue, role) for skill in shelf.skills)


def _groups(role: str, file: RoleFile) -> Iterator[tuple[str, Text, tuple[str, ...]]]:
    for category in file.matrix.categories if file.matrix else ():
        yield f"category:{role}/{category.id}", category.names, tuple(row.skill for row in category.rows)
    for domain in file.domains:
        for group in domain.groups:
            itself = (group.same_as,) if group.same_as else ()
            skills = (*itself, *(mention.skill for mention in group.mentions))
            yield f"group:{role}/{group.id}", group.names, skills
    for section in file.sections:
        yield f"section:{role}/{section.id}", section.names, tuple(row.skill for row in section.abilities)
        for sub in section.subsections:
            yield f"section:{role}/{sub.id}", sub.names, tuple(row.skill for row in sub.abilities)
    if not (file.matrix or file.domains or file.sections):
        yield f"role:{role}", file.names, tuple(each.skill for each in file.expectations)
