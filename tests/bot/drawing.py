"""A picture as its parts: every letter and every box of it, where it stands and in which colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from bot.messages.chart import Bars, Heat
from bot.pictures import bars, heat
from bot.pictures.typesetting import typeset

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
ENOUGH = 0.01  # points; typst rounds


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the card, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left + ENOUGH
            and self.top <= other.top + ENOUGH
            and self.right >= other.right - ENOUGH
            and self.bottom >= other.bottom - ENOUGH
        )

    def touches(self, other: Box) -> bool:
        across = self.left < other.right - ENOUGH and other.left < self.right - ENOUGH
        return across and self.top < other.bottom - ENOUGH and other.top < self.bottom - ENOUGH


@dataclass(frozen=True, slots=True)
class Shape:
    """Something filled or outlined; "none" where it is not. `points` are those of its path, each once."""

    box: Box
    fill: str
    stroke: str
    points: frozenset[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Letter:
    """One visible letter: an equal `glyph` is the same outline in the same size; its advance begins at `start`."""

    box: Box
    glyph: str
    ink: str
    start: float


@dataclass(frozen=True, slots=True)
class Line:
    """Letters that were set in one go, left to right."""

    letters: tuple[Letter, ...]

    @property
    def box(self) -> Box:
        return around([letter.box for letter in self.letters])

    @property
    def glyphs(self) -> list[str]:
        return [letter.glyph for letter in self.letters]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything on a card, in the order of painting."""

    card: Box
    parts: tuple[Shape | Line, ...]

    @property
    def shapes(self) -> list[Shape]:
        """Every shape but the ground of the card."""
        return [part for part in self.parts if isinstance(part, Shape)][1:]

    @property
    def squares(self) -> list[Shape]:
        """The cells or tiles, in the order of reading; those of the key come last."""
        return [shape for shape in self.shapes if shape.fill != "none" and shape.box.height > 10]

    @property
    def lines(self) -> list[Line]:
        return [part for part in self.parts if isinstance(part, Line)]

    @property
    def words(self) -> list[Line]:
        """What is written outside the cells."""
        return [line for line in self.lines if not any(square.box.touches(line.box) for square in self.squares)]

    def within(self, square: Shape) -> Line:
        """What is written in a cell."""
        (line,) = self.inside(square)
        return line

    def inside(self, square: Shape) -> list[Line]:
        """The lines that are written in a tile."""
        return [line for line in self.lines if square.box.touches(line.box)]

    def behind(self, line: Line) -> str:
        """The colour on which a line was written."""
        before = self.parts[: self.parts.index(line)]
        grounds = [each for each in before if isinstance(each, Shape) and each.fill != "none"]
        return next(each.fill for each in reversed(grounds) if each.box.touches(line.box))


def drawn(picture: Bars | Heat, language: str = "en") -> Drawing:
    """The picture that `png` would give for this chart."""
    if isinstance(picture, Bars):
        svg = typeset(bars.TEMPLATE, bars.shown(picture), language, "svg")
    else:
        svg = typeset(heat.TEMPLATE, heat.shown(picture), language, "svg")
    root = ElementTree.fromstring(svg)
    outlines = {str(symbol.get("id")): symbol[0].get("d", "") for symbol in root.iter(f"{SVG}symbol")}
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    return Drawing(Box(0, 0, width, height), tuple(_parts(root, 0, 0, outlines)))


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds these; ValueError for none."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _parts(element: ElementTree.Element, x: float, y: float, outlines: dict[str, str]) -> Iterator[Shape | Line]:
    letters: list[Letter] = []
    for child in element:
        if child.tag == f"{SVG}g":
            right, down = _moved(child)
            yield from _parts(child, x + right, y + down, outlines)
        elif child.tag == f"{SVG}path":
            right, down = _moved(child)
            path = child.attrib["d"]
            box = _bounds(path, x + right, y + down, 1)
            yield Shape(box, child.get("fill", "none"), child.get("stroke", "none"), frozenset(_points(path)))
        elif child.tag == f"{SVG}use":
            outline = outlines[child.attrib[LINK].removeprefix("#")]
            start = x + float(child.attrib["x"])
            if outline.strip("MmZz 0"):  # a space has none
                letters.append(Letter(_bounds(outline, start, y, -1), outline, child.attrib["fill"], start))
    if letters:
        yield Line(tuple(letters))


def _moved(element: ElementTree.Element) -> tuple[float, float]:
    """How far to the right and down an element is moved."""
    *_, right, down = map(float, re.findall(r"-?[\d.]+", element.get("transform", "0 0")))
    return right, down


def _bounds(path: str, x: float, y: float, down: int) -> Box:
    """The box of a path of relative moves; control points count, so it may be a little large. `down` is -1 in fonts."""
    points = list(_points(path))
    ups = [y + down * point[1] for point in points]
    return Box(x + min(point[0] for point in points), min(ups), x + max(point[0] for point in points), max(ups))


def _points(path: str) -> Iterator[tuple[float, float]]:
    """Where the pen draws from and to; where it is only lifted over is no part of a shape."""
    at = start = (0.0, 0.0)
    for move, written in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers = [float(number) for number in written.split()]
        match move:
            case "M" | "m" | "l" | "c":
                steps = [*zip(numbers[::2], numbers[1::2], strict=True)]
            case "h":
                steps = [(numbers[0], 0.0)]
            case "v":
                steps = [(0.0, numbers[0])]
            case "Z":
                at = start
                continue
            case _:
                raise ValueError(f"an unknown move in a path: {move}")
        reached = [(at[0] + right, at[1] + up) for right, up in steps]
        if move in "Mm":
            start = reached[-1]
        else:
            yield from (at, *reached)
        at = reached[-1]
