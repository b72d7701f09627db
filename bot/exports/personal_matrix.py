"""The sheet of a person's matrix: skill by skill what the levels ask and what they set, in the document's groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from bot.exports.document import Sheet
from bot.messages.level import level_in_full
from bot.when import day
from bot.words import Words
from skills.catalogue import Catalogue, reading
from skills.shelving import shelves
from storage.depths import Said
from storage.evidence import Evidence
from storage.members import Me

NOTHING = "–"  # the matrix has no such cell


def matrix(words: Words, catalogue: Catalogue, me: Me, said: Mapping[str, Said], found: Sequence[Evidence]) -> Sheet:
    """Every skill of the role with each level's depth, one's own, its day and evidence; then what is beyond the role.

    Without a matrix the role's groups have no columns for levels; without a role there are no groups.
    """
    role = me.role or ""
    levels = _levels(catalogue, role)
    rows = []
    for group, skill in _placed(words, catalogue, role, {*said, *(each.skill for each in found)}):
        name, *own = _mine(words, catalogue, me, skill, said, found)
        asked = [_asked(words, catalogue, role, level, skill) for level in levels]
        rows.append((*((group,) if role else ()), name, *asked, *own))
    names = [level_in_full(words, catalogue, role, level) for level in levels]
    own_columns = (words("card-depth-yours"), words("exported-set-on"), words("table-evidence"))
    columns = (*((words("kind-group"),) if role else ()), words("kind-skill"), *names, *own_columns)
    skill_at = 1 if role else 0
    lines = _lines(skill_at, len(levels), len(columns) - 1)
    return Sheet(words("exported-matrix"), columns, tuple(rows), skill_at, lines, grouped=bool(role))


def notes(words: Words, catalogue: Catalogue, me: Me) -> Iterator[str]:
    """How the matrix is read, and what it does not say."""
    said = catalogue.roles[me.role].matrix if me.role else None
    if said is not None:
        yield words("card-letter-note")
        yield words("card-mandatory-note", mandatory=said.mandatory_cells, cells=said.cells)


def _levels(catalogue: Catalogue, role: str) -> tuple[str, ...]:
    """The levels a role's matrix has columns for, lowest first."""
    matrix_of = catalogue.roles[role].matrix if role else None
    if matrix_of is None:
        return ()
    schemes = catalogue.roles[role].schemes
    return tuple(level.id for scheme in schemes if scheme.id == matrix_of.scheme for level in scheme.levels)


def _placed(words: Words, catalogue: Catalogue, role: str, known: Set[str]) -> Iterator[tuple[str, str]]:
    """(group, skill): the role's in its document's order, then the others among `known`, by name.

    What left the catalogue is kept and not shown, as everywhere.
    """
    groups = shelves(catalogue, role) if role else ()
    yield from ((shelf.names.in_(words.language), skill) for shelf in groups for skill in shelf.skills)
    others = (known & catalogue.entries.keys()).difference(*(shelf.skills for shelf in groups))
    for skill in sorted(others, key=lambda each: catalogue[each].name.casefold()):
        yield words("level-depths-others"), skill


def _asked(words: Words, catalogue: Catalogue, role: str, level: str, skill: str) -> str:
    cell = reading(catalogue, role, level, skill)
    return words(f"depth-{cell.depth}") if cell is not None else NOTHING


def _mine(
    words: Words, catalogue: Catalogue, me: Me, skill: str, said: Mapping[str, Said], found: Sequence[Evidence]
) -> Iterator[str]:
    """The skill's name, my depth, the day I said so, and what speaks for it; who confirmed it is theirs to tell."""
    own = said.get(skill)
    yield catalogue[skill].names.in_(words.language)
    yield words(f"depth-{own.depth}") if own else words("card-depth-unknown")
    yield day(words, me.zone, own.at) if own else ""
    yield "\n".join(
        words(f"evidence-{each.kind}", depth=words(f"depth-{each.depth}")) + " · " + day(words, me.zone, each.at)
        for each in found
        if each.skill == skill
    )


def _lines(skill: int, levels: int, evidence: int) -> tuple[tuple[int, ...], ...]:
    """On paper: the skill with what one set, below it what the levels ask, then the evidence."""
    own = skill + 1 + levels
    asked = (tuple(range(skill + 1, own)),) if levels else ()
    return ((skill, *range(own, evidence)), *asked, (evidence,))
