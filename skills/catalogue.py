"""The loaded catalogue: every entry with its names, relations and sources, immutable and versioned by its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from skills.labs.shelf import Labs
from skills.list_files import PathFile, SourceDocument
from skills.role_files import Level, RoleFile, Scheme
from skills.shapes import Depth, DocumentId, Text
from skills.skill_files import Depths, Note

EntryKind = Literal[
    "skill", "tool", "ability", "practice", "language",
    "role", "level", "stage", "domain", "group", "area", "section", "category",
    "cheat-row", "path", "step", "focus", "bullet", "scenario", "expectation",
]  # fmt: skip
CONCEPTS: frozenset[str] = frozenset({"skill", "tool", "ability", "practice", "language"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: the document's number and the line or row in it."""

    document: DocumentId
    place: str

    @property
    def order(self) -> tuple[str, int]:
        """What sorts places as they stand in the documents."""
        return self.document, _line_number(self.place)


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of a concept in a document: the entry that mentions it, how it is printed, and its weight."""

    container: str
    place: Place
    printed: str | None = None
    weight: Text | None = None


@dataclass(frozen=True, slots=True, eq=False)  # one object per id: identity is equality, and hashing is cheap
class Entry:
    """One thing that can be looked up; relations are ids of other entries.

    `tools`, `parents` and `contents` come from the documents; `part_of`, `tool_of`, `near`, `same_as` and
    `needs` are ours. `needs` is acyclic. `places` are the sources of the entry itself.
    """

    id: str
    kind: EntryKind
    names: Text
    aliases: tuple[str, ...] = ()
    about: Text | None = None
    tools: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    tool_of: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    depths: Depths | None = None
    matrix: bool = False
    role: str | None = None
    appearances: tuple[Appearance, ...] = ()
    own_places: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        """The canonical name, which is the English one."""
        return self.names.en

    @property
    def is_concept(self) -> bool:
        """Whether somebody can learn it (and not a role, a level or a part of a document)."""
        return self.kind in CONCEPTS

    @property
    def places(self) -> tuple[Place, ...]:
        """Every source of this entry, in document order, each once."""
        every = [*self.own_places, *(seen.place for seen in self.appearances)]
        return tuple(sorted(dict.fromkeys(every), key=lambda at: at.order))


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All facts of the five documents and our words about them; `version` is a hash of the content, without labs."""

    version: str
    documents: tuple[SourceDocument, ...]
    entries: Mapping[str, Entry]
    roles: Mapping[str, RoleFile]
    paths: Mapping[str, PathFile]
    shared_aliases: Mapping[str, tuple[str, ...]]
    labs: Labs = field(default_factory=lambda: Labs({}))

    def __getitem__(self, entry: str) -> Entry:
        return self.entries[entry]

    def of_kind(self, *kinds: EntryKind) -> Iterator[Entry]:
        """The entries of these kinds, in the catalogue's order."""
        return (entry for entry in self.entries.values() if entry.kind in kinds)

    def document(self, number: str) -> SourceDocument:
        """The source document with this number ("000" to "004")."""
        return next(document for document in self.documents if document.id == number)

    def scheme_of(self, role: str, level: str) -> Scheme:
        """The scheme of `role` in which `level` stands; KeyError when there is none."""
        for scheme in self.roles[role].schemes:
            if any(rung.id == level for rung in scheme.levels):
                return scheme
        raise KeyError(f"{role} has no level {level}")

    def has_level(self, role: str, level: str | None) -> bool:
        """Whether `role` has this level in one of its schemes; None counts as had."""
        rungs = (rung.id for scheme in self.roles[role].schemes for rung in scheme.levels)
        return level is None or level in rungs

    def level(self, role: str, level: str) -> Level:
        """One level of a role; KeyError when there is none."""
        return next(rung for rung in self.scheme_of(role, level).levels if rung.id == level)

    def next_level(self, role: str, level: str) -> Level | None:
        """The rung above `level` in its own scheme, or None at the top."""
        levels = self.scheme_of(role, level).levels
        index = next(at for at, rung in enumerate(levels) if rung.id == level)
        return levels[index + 1] if index + 1 < len(levels) else None


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell of a matrix: the letter as printed and the depth it is read as."""

    letter: str
    depth: Depth
    read_differently: bool
    place: Place


def reading(catalogue: Catalogue, role: str, level: str, skill: str) -> Reading | None:
    """What the role's matrix prints for a skill at a level, or None where it has no such cell."""
    matrix = catalogue.roles[role].matrix
    if matrix is None:
        return None
    levels = [
        rung.id for scheme in catalogue.roles[role].schemes if scheme.id == matrix.scheme for rung in scheme.levels
    ]
    row = next((row for category in matrix.categories for row in category.rows if row.skill == skill), None)
    if row is None or level not in levels:
        return None
    letter = row.letters[levels.index(level)]
    plain = matrix.legend[letter]  # type: ignore[index]  # the shape allows only these letters
    depth = matrix.readings.get(letter, {}).get(level, plain)  # type: ignore[call-overload]
    return Reading(letter, depth, depth != plain, Place(matrix.document, row.place))


def _line_number(place: str) -> int:
    digits = "".join(character if character.isdigit() else " " for character in place).split()
    return int(digits[0]) if digits else 0
