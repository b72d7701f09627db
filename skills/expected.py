"""What a role expects of a skill at a level, as far as its documents say, and what they do not say."""

from __future__ import annotations

from dataclasses import dataclass

from skills.catalogue import Catalogue, Place, reading
from skills.role_files import RoleFile
from skills.shapes import Depth, Text


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation. `skill` is whom it is printed for: the one asked about, or the nearest that has one.

    `depth` and `letter` come from a matrix, where `text` is our sentence for that depth. Elsewhere `depth` is None
    and `text` says in our words what the document asks. `read_differently` marks a letter read against its legend,
    `boilerplate` a sentence that could stand under any skill in its document.
    """

    skill: str
    level: str
    place: Place
    text: Text
    depth: Depth | None = None
    letter: str | None = None
    read_differently: bool = False
    boilerplate: bool = False


def expected(catalogue: Catalogue, role: str, level: str, skill: str) -> Expected | None:
    """What `role` expects of `skill` at `level`; None where the role's documents say nothing about it or its kin."""
    for finder in _FINDERS:
        if found := finder(catalogue, role, level, skill):
            return found
    # Borrowed: a row of a matrix says more than a sentence, a sentence more than a mention.
    related = kin(catalogue, skill)
    borrowed = (finder(catalogue, role, level, other) for finder in _FINDERS for other in related)
    return next((found for found in borrowed if found is not None), None)


def kin(catalogue: Catalogue, skill: str) -> list[str]:
    """The skills an expectation may be borrowed from, nearest first: what it serves, belongs to, equals, resembles."""
    entry = catalogue[skill]
    related = [*entry.same_as, *entry.tool_of, *entry.part_of]
    related += [other.id for other in catalogue.entries.values() if other.matrix and skill in other.part_of]
    related += [near for near in entry.near if catalogue[near].matrix]
    return [each for each in dict.fromkeys(related) if each != skill]


def _by_matrix(catalogue: Catalogue, role: str, level: str, skill: str) -> Expected | None:
    cell = reading(catalogue, role, level, skill)
    depths = catalogue[skill].depths
    if cell is None or depths is None:
        return None
    text: Text = getattr(depths, cell.depth)
    return Expected(skill, level, cell.place, text, cell.depth, cell.letter, cell.read_differently)


def _by_expectation(catalogue: Catalogue, role: str, level: str, skill: str) -> Expected | None:
    file = catalogue.roles[role]
    for each in file.expectations:
        if each.skill == skill and each.level == level:
            place = Place(catalogue.scheme_of(role, level).document, each.place)
            return Expected(skill, level, place, each.text, boilerplate=each.boilerplate)
    return None


def _by_lines(catalogue: Catalogue, role: str, level: str, skill: str) -> Expected | None:
    file = catalogue.roles[role]
    focus = [(item.text, item.mentions, item.place) for item in file.focus if item.level == level]
    for text, mentions, place in [*asked(file, level), *focus]:
        if skill in mentions:
            return Expected(skill, level, Place(catalogue.scheme_of(role, level).document, place), text)
    return None


def asked(file: RoleFile, level: str) -> list[tuple[Text, tuple[str, ...], str]]:
    """What a document asks for at a level beside stack and focus: text, the skills it names, and where it stands."""
    areas = [area for area in file.areas if area.level == level]
    bullets = [(each.text, each.mentions, each.place) for area in areas for each in area.bullets]
    stages = [(line.text, line.mentions, line.place) for line in file.stage_lines if line.level == level]
    texts = [(each.text, each.mentions, each.place) for each in file.expectations if each.level == level]
    return [*bullets, *stages, *texts]


_FINDERS = (_by_matrix, _by_expectation, _by_lines)
