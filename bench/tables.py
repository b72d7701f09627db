"""One readable table per subject: what was measured, on whom, the figure, the ratio, the aim, and whether it is met."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

HEAD = ("measure", "contestant", "figure", "ratio", "aim", "")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a ratio should be at most, or at least."""

    limit: float
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"

    def verdict(self, ratio: float) -> str:
        """ "within" or "not yet"."""
        met = ratio >= self.limit if self.at_least else ratio <= self.limit
        return "within" if met else "not yet"


@dataclass(frozen=True, slots=True)
class Row:
    """One contestant's figure; `ratio` is against the contestant that `baseline` of the table names."""

    measure: str
    contestant: str
    figure: float
    unit: str
    ratio: float | None = None
    aim: Aim | None = None

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        verdict = self.aim.verdict(self.ratio) if self.aim is not None and self.ratio is not None else ""
        return self.measure, self.contestant, _figure(self.figure, self.unit), ratio, str(self.aim or ""), verdict


@dataclass(frozen=True, slots=True)
class Table:
    """A subject's rows; `about` says in a sentence what the ratios compare."""

    subject: str
    about: str
    rows: tuple[Row, ...]

    def lines(self) -> Iterator[str]:
        """The table, line by line."""
        yield self.subject
        yield f"  {self.about}"
        cells = [HEAD, *(row.cells() for row in self.rows)]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        before = ""
        for measure, contestant, *numbers in cells:
            told = "" if measure == before else measure
            before = measure
            words = [_padded(told, widths[0]), _padded(contestant, widths[1])]
            figures = [" " * (width - _width(text)) + text for text, width in zip(numbers, widths[2:], strict=True)]
            yield "  " + "  ".join([*words, *figures[:3]]).rstrip() + f"  {numbers[3]}".rstrip()


def _figure(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:,.{digits}f} {unit}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
