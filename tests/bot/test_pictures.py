"""Pictures of bars: everything can be read, nothing overlaps, no colour says anything alone, no label is markup."""

from __future__ import annotations

import colorsys
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.chart import Bar, Bars, Cell
from bot.pictures import typesetting
from bot.pictures.bars import png
from bot.words import FOLDER, LANGUAGES, Language
from skills.library import Library
from tests.bot.drawing import Drawing, Shape, drawn

DEPTHS = (0, 1, 2, 3, 4, None)
ONE_OF_EACH = tuple(Cell(depth, None) for depth in DEPTHS)
SMALLEST = 22 / 720  # of the card's width: at 330 CSS pixels on a phone, that is ten of them
MARGIN = 12  # points that stay free on every side


def chart(
    label: str = "Security",
    cells: tuple[Cell, ...] = ONE_OF_EACH,
    said: str = "3 of 8",
    title: str = "Middle",
    key: tuple[tuple[Cell, str], ...] = (),
) -> Bars:
    return Bars(title, (Bar(label, cells, said),), key, "")


def size_of(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def brightness(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def underlines(picture: Drawing) -> list[Shape]:
    ink = picture.words[0].letters[0].ink
    return [shape for shape in picture.shapes if shape.fill == ink]


# What comes out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_is_a_png_of_1080_pixels_that_grows_with_its_bars(language: Language) -> None:
    one, many = chart(), Bars("Middle", chart().bars * 18, (), "")
    assert size_of(png(one, language))[0] == size_of(png(many, language))[0] == 1080
    assert size_of(png(many, language))[1] > 18 * 60 > size_of(png(one, language))[1] > 60


def test_the_same_bars_give_the_same_bytes_on_every_thread() -> None:
    charts = [chart(title=f"Card {number % 3}") for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        pictures = list(threads.map(lambda each: png(each, "en"), charts))
    assert pictures == [png(each, "en") for each in charts]
    assert len(set(pictures)) == 3


def test_each_script_gets_the_shapes_its_readers_know() -> None:
    lines = {language: drawn(chart("骨角 kafka"), language).words[1:-1] for language in LANGUAGES}
    hant, hans = ([glyph for line in lines[language] for glyph in line.glyphs] for language in ("zh-Hant", "zh-Hans"))
    assert [one == other for one, other in zip(hant, hans, strict=True)] == [False] * 2 + [True] * 5
    assert set(typesetting.FACES) == set(LANGUAGES)


def test_no_font_of_the_machine_is_used() -> None:
    files = {font.path for font in typesetting._fonts().fonts()}
    assert [Path(file or "").name for file in files] == ["NotoSansCJK-Regular.ttc"]


def test_a_language_we_do_not_speak_is_an_error() -> None:
    with pytest.raises(KeyError, match="fr"):
        png(chart(), "fr")


def test_the_bot_starts_without_the_typesetter() -> None:
    said = "import sys, bot.pictures.bars; print('typst' in sys.modules, 'bot.messages.chart' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True, timeout=30)
    assert answer.stdout.split() == ["False", "True"]


# Words are words


HOSTILE = [
    "#panic(1)", "#(1+1)", "*b* _i_ `c`", "$x^2$", r"\u{41}\n", '"q"', "<label>@ref", "]#[", "= H", "// c", "/* c */",
    "- a", "~--...'", "&amp;{{}}", "{", "}", "%s{0}", "https://a.b",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_what_looks_like_markup_is_drawn_letter_by_letter(words: str) -> None:
    letters = words.replace(" ", "")
    picture = drawn(chart(words, said=words, title=words, key=((Cell(1, None), words),)))
    written = [glyph for line in picture.words for glyph in line.glyphs]
    assert len(written) == 4 * len(letters)
    for place in (slice(len(letters)), slice(-len(letters), None)):  # the title, and the key
        drawn_as = dict(zip(letters, written[place], strict=True))
        assert [drawn_as[letter] for letter in letters] == written[place]
        assert len(set(drawn_as.values())) == len(drawn_as)


def test_nothing_is_written_that_nobody_said() -> None:
    picture = drawn(Bars("", (Bar("", (), ""), Bar("", (Cell(1, 1),), "")), (), ""))
    assert picture.words == []
    empty = drawn(Bars("", (), (), ""))
    assert (empty.shapes, empty.lines) == ([], [])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_at_all_can_be_drawn(label: str, said: str) -> None:
    picture = drawn(chart(label, said=said, title=label))
    assert len(picture.squares) == len(ONE_OF_EACH)


# Everything has its room


LONG = {
    "words": "Containerization, Orchestration & Meshing",
    "one word": "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "wide letters": "W" * 40,
    "slashes": "CI/CD/CT/" * 5,
    "no spaces": "a&b-c_d.e" * 5,
    "Chinese": "容器化與編排、服務網格以及叢集資源排程的設計與日常維運管理，含多租戶隔離與成本分攤",
    "mixed": "DevOps與CI/CD、Kubernetes叢集及GPU節點的日常維運與成本管理之進階實務工作坊",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("long", LONG)
def test_forty_letters_and_24_cells_stay_within_the_card_and_apart(long: str, language: Language) -> None:
    words = LONG[long]
    assert len(words) >= 40
    cells = tuple(Cell(DEPTHS[number % 6], 2) for number in range(24))
    key = ((Cell(1, None), words), (Cell(4, 4), words[1:]), (Cell(0, None), "no"))
    picture = drawn(chart(words, cells, said=words, title=words * 2, key=key), language)
    boxes = [line.box for line in picture.words] + [square.box for square in picture.squares]

    card = picture.card
    paper = type(card)(MARGIN, MARGIN, card.right - MARGIN, card.bottom - MARGIN)
    assert [box for box in boxes if not paper.holds(box)] == []
    assert [(one, other) for one, other in combinations(boxes, 2) if one.touches(other)] == []
    assert all(square.box.holds(picture.within(square).box) for square in picture.squares)


def test_18_bars_of_24_cells_are_all_there() -> None:
    cells = tuple(Cell(number % 5, 3) for number in range(24))
    picture = drawn(Bars("Middle", tuple(Bar(f"Category {at}", cells, f"{at} of 24") for at in range(18)), (), ""))
    assert len(picture.squares) == 18 * 24
    assert len(underlines(picture)) == 18 * sum(cell.met for cell in cells)
    assert len({square.box.left for square in picture.squares}) == 8  # longer bars go on below
    assert len({square.box.top for square in picture.squares}) == 18 * 3


def test_bars_begin_at_one_line_and_read_from_label_to_cells_to_what_is_said() -> None:
    bars = Bars("Middle", (Bar("AI", ONE_OF_EACH, "1"), Bar("Architecture", ONE_OF_EACH[:2], "1 of 2")), (), "")
    picture = drawn(bars)
    _, *rows = picture.words
    first, second = picture.squares[: len(ONE_OF_EACH)], picture.squares[len(ONE_OF_EACH) :]
    assert first[0].box.left == second[0].box.left
    for (label, said), cells in zip((rows[:2], rows[2:]), (first, second), strict=True):
        assert label.box.right < cells[0].box.left
        assert cells[-1].box.right < said.box.left
        assert all(one.box.right < other.box.left for one, other in pairwise(cells))
        assert abs((label.box.top + label.box.bottom) - (cells[0].box.top + cells[0].box.bottom)) < 6


def test_few_skills_do_not_make_wide_cells() -> None:
    square = drawn(chart("AI", ONE_OF_EACH[:2])).squares[0].box
    assert square.height <= square.width < 1.5 * square.height


def test_a_name_breaks_before_its_and_sign_and_never_at_its_slash() -> None:
    picture = drawn(chart("Deliveries with CI/CD & Infrastructure", ONE_OF_EACH * 2))
    letters = [len(line.letters) for line in picture.words[1:-1]]
    assert letters == [len("Deliverieswith"), len("CI/CD"), len("&Infrastructure")]


def test_the_key_stands_below_the_bars() -> None:
    picture = drawn(chart(key=((Cell(2, None), "working"), (Cell(4, None), "expert"))))
    *bar, two, four = picture.squares
    assert min(two.box.top, four.box.top) > max(square.box.bottom for square in bar)
    said = [line for line in picture.words if line.box.top > two.box.top - 5]
    assert [len(line.letters) for line in said] == [len("working"), len("expert")]
    assert two.box.right < said[0].box.left < said[0].box.right < four.box.left < said[1].box.left


# Everything can be read


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_written_stands_out_from_what_is_behind_it(language: Language) -> None:
    picture = drawn(chart(key=((Cell(2, None), "working"),)), language)
    weak = {
        (letter.ink, picture.behind(line))
        for line in picture.lines
        for letter in line.letters
        if contrast(letter.ink, picture.behind(line)) < 4.5
    }
    assert weak == set()
    inks = [picture.within(square).letters[0].ink for square in picture.squares]
    assert inks == ["#111111"] * 4 + ["#ffffff"] + ["#111111"] * 2  # expert alone is dark


def test_the_contrast_is_the_one_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_card_brings_its_own_light_ground() -> None:
    ground = drawn(chart()).parts[0]
    assert isinstance(ground, Shape)
    assert ground.box == drawn(chart()).card
    assert brightness(ground.fill) > 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_tiny(language: Language) -> None:
    """An ideograph is as wide as its font is large; a digit is about three quarters of that high."""
    picture = drawn(chart("永永", said="永永", title="永永", key=((Cell(3, None), "永永"),)), language)
    smallest = SMALLEST * picture.card.width
    assert len(picture.words) == 4
    for line in picture.words:
        assert line.letters[1].start - line.letters[0].start >= smallest
    for square in picture.squares:
        assert min(square.box.width, square.box.height) >= smallest
    digits = [picture.within(square).box.height for square in picture.squares if square.fill != "#ffffff"]
    assert min(digits) >= 0.72 * smallest


# No colour alone


def test_a_cell_says_its_depth_with_a_digit_a_shade_and_nothing_else() -> None:
    picture = drawn(chart("01234–"))
    label = picture.words[1].glyphs
    assert [picture.within(square).glyphs for square in picture.squares] == [[glyph] for glyph in label]
    fills = [square.fill for square in picture.squares]
    assert len(set(fills)) == 6
    shades = [brightness(fill) for fill in fills]
    assert shades[:5] == sorted(shades[:5], reverse=True)


def test_the_shades_are_of_one_hue() -> None:
    fills = [square.fill for square in drawn(chart()).squares[:5]]
    hues = [colorsys.rgb_to_hsv(*(int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0] * 360 for fill in fills]
    assert max(hues) - min(hues) < 15
    assert 180 < min(hues) < max(hues) < 260  # blue


def test_what_is_not_assessed_is_an_empty_cell_with_an_outline() -> None:
    picture = drawn(chart(cells=(Cell(0, 2), Cell(None, 2))))
    outlines = [shape for shape in picture.shapes if shape.stroke != "none"]
    zero, unknown = picture.squares
    assert [shape.box.touches(unknown.box) for shape in outlines] == [True]
    assert (unknown.fill, zero.fill == unknown.fill) == ("#ffffff", False)


@pytest.mark.parametrize(
    ("have", "want", "met"),
    [(2, 2, True), (3, 2, True), (0, 0, True), (1, 2, False), (0, 1, False),
     (None, 2, False), (None, 0, False), (4, None, False), (None, None, False)],
)  # fmt: skip
def test_a_cell_that_meets_what_is_expected_is_underlined(have: int | None, want: int | None, met: bool) -> None:
    cell = Cell(have, want)
    assert cell.met is met
    picture = drawn(chart(cells=(Cell(1, 4), cell, Cell(1, 4))))
    _, own, _ = (square.box for square in picture.squares)
    assert [(line.box.left, line.box.right) for line in underlines(picture)] == [(own.left, own.right)] * met
    assert all(own.bottom < line.box.top < own.bottom + 3 for line in underlines(picture))


def test_an_underline_is_nearer_to_its_own_cell_than_to_the_next_row() -> None:
    picture = drawn(chart(cells=(Cell(3, 3),) * 16))
    above, below = (line.box for line in underlines(picture)[::8])
    own, under = (square.box for square in picture.squares[::8])
    assert above.top - own.bottom < (under.top - above.bottom) / 2
    assert below.top - under.bottom == pytest.approx(above.top - own.bottom)


# No missing glyph


def missing(text: str, language: Language) -> set[str]:
    """The characters of `text` that the font of this language cannot draw: found by halving, as most have a glyph."""
    glyphs = {glyph for line in drawn(Bars(text, (), (), ""), language).lines for glyph in line.glyphs}
    if nothing(language) not in glyphs:
        return set()
    half = len(text) // 2
    return missing(text[:half], language) | missing(text[half:], language) if half else {text}


def nothing(language: Language) -> str:
    """What is drawn for a character without a glyph."""
    return drawn(Bars("\U000f0000", (), (), ""), language).lines[0].glyphs[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_that_we_may_write_has_a_glyph(language: Language, library: Library) -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.ftl")))
    entries = library.catalogue.entries.values()
    names = "".join(name for each in entries for name in (each.names.en, each.names.zh_hant, each.names.zh_hans))
    characters = "".join(sorted(character for character in {*written, *names} if not character.isspace()))
    assert len(characters) > 1000
    assert missing(characters, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_character_without_a_glyph_is_noticed(language: Language) -> None:
    assert missing("漂移 drift \ue000 检测 🦖", language) == {"\ue000", "🦖"}
