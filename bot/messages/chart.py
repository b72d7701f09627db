"""What a picture of bars says: one bar per category, one cell per skill, all words in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass


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
