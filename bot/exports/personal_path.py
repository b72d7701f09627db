"""The sheet of a person's path: what the next level asks, as /gaps says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.exports.document import Sheet
from bot.messages.gaps import counts, remarks, title
from bot.messages.places import mark
from bot.messages.reasons import reasons
from bot.subjects.next_rung import has_matrix
from bot.words import Words
from skills.catalogue import Catalogue, Place
from skills.expected import asked
from skills.gaps import next_rung
from skills.scale import RANK, SKIP, WORKING
from skills.shelving import shelves
from storage.members import Me


@dataclass(frozen=True, slots=True)
class Path:
    """The sheet, and what has to be said before it."""

    sheet: Sheet
    remarks: list[str]


def path(words: Words, catalogue: Catalogue, me: Me, depths: Mapping[str, str], wished: Mapping[str, str]) -> Path:
    """The ranked gaps; what the next level asks in words, or the groups, where the role's document gives no depths."""
    role = me.role or ""
    if has_matrix(catalogue, me):
        return _gaps(words, catalogue, me, depths, wished)
    if not catalogue.roles[role].schemes:
        return _groups(words, catalogue, role, depths)
    if me.level is None:
        said = [words("gaps-pick-level", role=catalogue.roles[role].names.in_(words.language))]
        return Path(_points_sheet(words, ()), said)
    return _points(words, catalogue, role, me.level, depths)


def _gaps(words: Words, catalogue: Catalogue, me: Me, depths: Mapping[str, str], wished: Mapping[str, str]) -> Path:
    rung = next_rung(catalogue, me.role or "", me.level, depths, wished)
    rows = tuple(
        (
            str(number),
            catalogue[gap.skill].names.in_(words.language),
            words(f"depth-{gap.have}"),
            words(f"depth-{gap.to}"),
            "\n".join(reasons(words, catalogue, rung, gap) or [words("reason-only-expected")]),
        )
        for number, gap in enumerate(rung.gaps, 1)
    )
    columns = (
        words("exported-number"), words("kind-skill"), words("card-depth-yours"), words("exported-asked"),
        words("exported-why"),
    )  # fmt: skip
    sheet = Sheet(words("kind-path"), columns, rows, 1, ((0, 1, 2, 3), (4,)))
    heading = title(words, catalogue, rung) + words("dash") + counts(words, rung)
    notes = [words("gaps-needs-note")] if rung.gaps else []
    return Path(sheet, [heading, *remarks(words, catalogue, rung), *notes])


def _points(words: Words, catalogue: Catalogue, role: str, level: str, depths: Mapping[str, str]) -> Path:
    """What the next level asks for in words, each point with the reader's depths in the skills it names."""
    file = catalogue.roles[role]
    above = catalogue.next_level(role, level)
    shown = above.id if above is not None else level
    document = catalogue.scheme_of(role, shown).document
    name = catalogue.level(role, shown).names.in_(words.language)
    rows = tuple(
        (
            str(number),
            text.in_(words.language) + mark(words, Place(document, place)),
            "\n".join(_own(words, catalogue, skill, depths) for skill in mentions),
        )
        for number, (text, mentions, place) in enumerate(asked(file, shown), 1)
    )
    said = [words("gaps-next-is", level=name) if above else words("gaps-top", level=name), words("gaps-texts-only")]
    if any(each.level == shown for each in file.expectations):
        said.append(words("gaps-optional"))
    return Path(_points_sheet(words, rows), said)


def _points_sheet(words: Words, rows: tuple[tuple[str, ...], ...]) -> Sheet:
    columns = (words("exported-number"), words("exported-asked-words"), words("card-depth-yours"))
    return Sheet(words("kind-path"), columns, rows, 1)


def _own(words: Words, catalogue: Catalogue, skill: str, depths: Mapping[str, str]) -> str:
    depth = words(f"depth-{depths[skill]}") if skill in depths else words("card-depth-unknown")
    return words("gaps-own", skill=catalogue[skill].names.in_(words.language), depth=depth)


def _groups(words: Words, catalogue: Catalogue, role: str, depths: Mapping[str, str]) -> Path:
    """What somebody said of each group of a role without levels: counts, compared with nothing."""
    rows = []
    for shelf in shelves(catalogue, role):
        counted = [skill for skill in shelf.skills if depths.get(skill) != SKIP]
        known = [skill for skill in counted if skill in depths]
        working = [skill for skill in known if RANK[depths[skill]] >= WORKING]
        said = words("gaps-group", working=len(working), known=len(known), count=len(counted))
        rows.append((shelf.names.in_(words.language), said))
    sheet = Sheet(words("kind-path"), (words("kind-group"), words("table-depths")), tuple(rows), 0)
    return Path(sheet, [words("level-no-levels", role=catalogue.roles[role].names.in_(words.language))])
