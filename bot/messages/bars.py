"""The bars of where somebody stands: one per group of a role's skills, their own depth against the next level."""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages.chart import Bar, Bars, Cell
from bot.words import Words
from skills.catalogue import Catalogue
from skills.columns import column
from skills.gaps import target_of
from skills.scale import RANK, SAYABLE, SKIP, WORKING
from skills.shelving import Shelf, shelves


def bars_of(words: Words, catalogue: Catalogue, role: str, level: str | None, depths: Mapping[str, str]) -> Bars | None:
    """The bars of somebody with these depths; None while they said nothing of the role's skills.

    Where a level has no matrix there is nothing to measure against, and a bar counts what is at Working or deeper.
    """
    groups = shelves(catalogue, role)
    if not any(depths.get(skill, SKIP) != SKIP for shelf in groups for skill in shelf.skills):
        return None
    aim = target_of(catalogue, role, level, depths) or level
    wants = {skill: want.depth for skill, want in column(catalogue, role, aim).wants.items()} if aim else {}
    bars = tuple(bar for shelf in groups if (bar := _bar(words, shelf, depths, wants)).cells)
    title = _title(words, catalogue, role, level, aim)
    alt = words("list-semicolon").join([title, *(bar.label + words("colon") + bar.said for bar in bars)])
    return Bars(title, bars, _key(words, catalogue, role, aim if wants else None, wants), alt)


def _bar(words: Words, shelf: Shelf, depths: Mapping[str, str], wants: Mapping[str, str]) -> Bar:
    counted = [skill for skill in shelf.skills if depths.get(skill) != SKIP]
    cells = [
        Cell(RANK[depths[skill]] if skill in depths else None, RANK[wants[skill]] if skill in wants else None)
        for skill in counted
    ]
    # The deepest first, so that a row of cells reads as a bar.
    cells.sort(key=lambda cell: (not cell.met, cell.have is None, -(cell.have or 0)))
    reached = sum(cell.met if wants else (cell.have or 0) >= WORKING for cell in cells)
    said = words("bars-said", reached=reached, count=len(cells))
    return Bar(shelf.names.in_(words.language), tuple(cells), said)


def _title(words: Words, catalogue: Catalogue, role: str, level: str | None, aim: str | None) -> str:
    name = catalogue.roles[role].names.in_(words.language)
    shown = [catalogue.level(role, each).names.in_(words.language) for each in (level, aim) if each is not None]
    return name if not shown else words("bars-title", role=name, levels=" → ".join(dict.fromkeys(shown)))


def _key(
    words: Words, catalogue: Catalogue, role: str, aim: str | None, wants: Mapping[str, str]
) -> tuple[tuple[Cell, str], ...]:
    scale = [(Cell(RANK[depth], None), words(f"depth-{depth}")) for depth in SAYABLE if depth != SKIP]
    scale.append((Cell(None, None), words("depth-unknown")))
    if aim is not None and wants:
        deepest = max(map(RANK.__getitem__, wants.values()))
        scale.append(
            (Cell(deepest, deepest), words("bars-met", level=catalogue.level(role, aim).names.in_(words.language)))
        )
    return tuple(scale)
