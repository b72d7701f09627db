"""What a picture says, bars of one person or a heatmap of many, with all words in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Band = Literal["few", "some", "many", "two"]  # 0–1, 2–4, 5+; and 2+ where too few people are counted to tell more


@dataclass(frozen=True, slots=True)
class Cell:
    """One skill in a bar. Depths are 0 "not yet", 1 awareness, 2 working, 3 advanced, 4 expert.

    `have` is the person's depth, None while it is not assessed; `want` is what the next level expects, None where
    the document does not say.
    """

    have: int | None
    want: int | None

    @property
    def met(self) -> bool:
        """Whether the depth is known to be at least what is expected."""
        return self.have is not None and self.want is not None and self.have >= self.want


@dataclass(frozen=True, slots=True)
class Bar:
    """One category: its name, its skills, and what is said to the right of them ("3 of 8")."""

    label: str
    cells: tuple[Cell, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A titled picture of up to 18 bars, with its key.

    `key` is an example of each kind of cell and what it means. `alt` says the same in words, 2000 characters at most:
    for screen readers, and for where no picture can be shown.
    """

    title: str
    bars: tuple[Bar, ...]
    key: tuple[tuple[Cell, str], ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One skill of a heatmap: how many people, as a band, and the band as the reader reads it ("2–4").

    `moved` is 1 where the band is higher than in the publication before, -1 where it is lower, else 0.
    """

    label: str
    band: Band
    said: str
    moved: int = 0


@dataclass(frozen=True, slots=True)
class TileGroup:
    """One category of a heatmap with its skills."""

    label: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """A titled heatmap of up to 18 groups with 60 tiles together, with its key.

    `key` is an example of each kind of tile, without a name, and what it means; one that says no band shows its mark
    alone. `alt` says the same in words, 2000 characters at most, as for bars.
    """

    title: str
    groups: tuple[TileGroup, ...]
    key: tuple[tuple[Tile, str], ...]
    alt: str
