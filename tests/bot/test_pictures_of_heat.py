"""Pictures of a heatmap: every skill and band can be read on a phone, no colour says anything alone."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.chart import Band, Heat, Tile, TileGroup
from bot.pictures.heat import png
from bot.words import LANGUAGES, Language
from skills.library import Library
from skills.shelving import shelves
from tests.bot.drawing import Box, Drawing, Shape, drawn
from tests.bot.test_pictures import HOSTILE, LONG, MARGIN, SMALLEST, brightness, contrast, size_of

SAID: dict[Band, str] = {"few": "0–1", "some": "2–4", "two": "2+", "many": "5+"}
BANDS: tuple[Band, ...] = tuple(SAID)
ONE_OF_EACH = tuple(Tile("Docker", band, SAID[band]) for band in BANDS)


def heat(*tiles: Tile, label: str = "Cloud", title: str = "Platform", key: tuple[tuple[Tile, str], ...] = ()) -> Heat:
    return Heat(title, (TileGroup(label, tiles or ONE_OF_EACH),), key, "")


def of_mlops(library: Library, language: Language) -> Heat:
    """Every skill of a real role, in its own groups."""
    catalogue = library.catalogue

    def name(entry: str) -> str:
        return getattr(catalogue.entries[entry].names, language.replace("-", "_").lower())  # type: ignore[no-any-return]

    groups = tuple(
        TileGroup(name(shelf.entry), tuple(_tile(name(skill), at) for at, skill in enumerate(shelf.skills)))
        for shelf in shelves(catalogue, "mlops-engineer")
    )
    return Heat("MLOps", groups, tuple((tile, SAID[tile.band]) for tile in ONE_OF_EACH), "")


def _tile(name: str, at: int) -> Tile:
    band = BANDS[at % 4]
    return Tile(name, band, SAID[band], at % 3 - 1)


def marks(picture: Drawing) -> list[Shape]:
    """The triangles."""
    return [shape for shape in picture.shapes if shape.fill != "none" and shape.box.height < 10]


# What comes out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_56_skills_of_a_role_stand_on_less_than_two_phone_screens(library: Library, language: Language) -> None:
    chart = of_mlops(library, language)
    assert (len(chart.groups), sum(len(group.tiles) for group in chart.groups)) == (13, 56)
    width, height = size_of(png(chart, language))
    assert width == 1080
    assert height * 330 / 1080 < 1.5 * 700  # CSS pixels on a phone


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_real_role_overlaps_or_needs_three_lines(library: Library, language: Language) -> None:
    picture = drawn(of_mlops(library, language), language)
    assert len(picture.squares) == 56 + 4
    assert overlapping(picture) == []
    assert max(square.box.height for square in picture.squares) < 36  # points: two lines at most


def test_the_same_heatmap_gives_the_same_bytes_on_every_thread() -> None:
    charts = [heat(title=f"Card {number % 3}") for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        pictures = list(threads.map(lambda each: png(each, "en"), charts))
    assert pictures == [png(each, "en") for each in charts]
    assert len(set(pictures)) == 3


def test_a_language_we_do_not_speak_is_an_error() -> None:
    with pytest.raises(KeyError, match="fr"):
        png(heat(), "fr")


def test_the_bot_starts_without_the_typesetter() -> None:
    said = "import sys, bot.pictures.heat; print('typst' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True, timeout=30)
    assert answer.stdout.split() == ["False"]


# Words are words


@pytest.mark.parametrize("words", HOSTILE)
def test_what_looks_like_markup_is_drawn_letter_by_letter(words: str) -> None:
    chart = heat(Tile(words, "few", words), label=words, title=words, key=((Tile("", "many", words), words),))
    written = [glyph for line in drawn(chart).lines for glyph in line.glyphs]
    assert len(written) == 6 * len(words.replace(" ", ""))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.sampled_from(BANDS), st.sampled_from([-1, 0, 1]))
def test_any_text_at_all_can_be_drawn(label: str, said: str, band: Band, moved: int) -> None:
    assert len(drawn(heat(Tile(label, band, said, moved), label=label, title=said)).squares) == 1


def test_nothing_is_written_that_nobody_said() -> None:
    empty = drawn(Heat("", (), (), ""))
    assert (empty.shapes, empty.lines) == ([], [])
    assert drawn(Heat("", (TileGroup("Cloud", ()),), (), "")).lines == []


# Everything has its room


def overlapping(picture: Drawing) -> list[tuple[Box, Box]]:
    """Which lines, marks and tiles lie on each other, and which tiles do not hold what is in them."""
    tiles = picture.squares
    own = [[*(line.box for line in picture.inside(tile)), *(m.box for m in marks(picture) if tile.box.touches(m.box))]
           for tile in tiles]  # fmt: skip
    outside = [(tile.box, box) for tile, boxes in zip(tiles, own, strict=True) for box in boxes
               if not tile.box.holds(box)]  # fmt: skip
    groups = [[tile.box for tile in tiles] + [line.box for line in picture.words], *own]
    return outside + [pair for boxes in groups for pair in combinations(boxes, 2) if pair[0].touches(pair[1])]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("long", LONG)
def test_forty_letters_stay_within_their_tile_and_the_card(long: str, language: Language) -> None:
    words = LONG[long]
    tiles = (
        Tile(words, "few", "0–1", 1),
        Tile(words, "many", "5+"),
        Tile(words, "some", words, -1),
        Tile(words, "two", words),
    )
    key = ((Tile("", "few", "0–1"), words), (Tile("", "few", "", 1), words[1:]), (Tile("", "some", words), "no"))
    picture = drawn(heat(*tiles, label=words, title=words * 2, key=key), language)
    card = picture.card
    paper = Box(MARGIN, MARGIN, card.right - MARGIN, card.bottom - MARGIN)
    boxes = [line.box for line in picture.lines] + [shape.box for shape in picture.squares + marks(picture)]
    assert [box for box in boxes if not paper.holds(box)] == []
    assert overlapping(picture) == []
    assert len(marks(picture)) == 3


def test_18_groups_of_60_tiles_are_all_there_in_two_even_columns() -> None:
    sizes = [3] * 12 + [4] * 6
    groups = tuple(TileGroup(f"Group {at}", ONE_OF_EACH[:size]) for at, size in enumerate(sizes))
    picture = drawn(Heat("Platform", groups, (), ""))
    assert len(picture.squares) == 60
    lefts = sorted({square.box.left for square in picture.squares})
    columns = [[square.box for square in picture.squares if square.box.left == left] for left in lefts]
    ends = [max(box.bottom for box in column) for column in columns]
    assert len(columns) == 2
    assert abs(ends[0] - ends[1]) < 60
    assert len(picture.words) == 1 + 18  # each group is named once


def test_one_long_group_goes_on_in_the_second_column_and_is_named_there_again() -> None:
    picture = drawn(heat(*ONE_OF_EACH * 15, title="", label="Cloud"))
    lefts = [square.box.left for square in picture.squares]
    assert len(picture.squares) == 60
    assert lefts.count(min(lefts)) == 30
    one, other = picture.words
    assert one.glyphs == other.glyphs
    assert (one.box.top, one.box.left < other.box.left) == (other.box.top, True)


def test_tiles_read_from_name_to_band_and_keep_the_order_they_came_in() -> None:
    picture = drawn(heat(Tile("A", "few", "0–1"), Tile("BB", "some", "2–4", 1), Tile("CCC", "many", "5+", -1)))
    assert [len(picture.inside(square)[0].letters) for square in picture.squares] == [1, 2, 3]
    for square in picture.squares:
        name, band = (line.box for line in picture.inside(square))
        assert square.box.left < name.left < name.right < band.left < band.right < square.box.right
        assert [m.box.right < band.left for m in marks(picture) if square.box.touches(m.box)] in ([], [True])


# Everything can be read


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_written_stands_out_from_what_is_behind_it(language: Language) -> None:
    tiles = tuple(Tile("永", band, SAID[band], 1) for band in BANDS)
    picture = drawn(heat(*tiles, key=tuple((tile, "永") for tile in tiles)), language)
    inks = {(letter.ink, picture.behind(line)) for line in picture.lines for letter in line.letters}
    assert [(ink, ground) for ink, ground in inks if contrast(ink, ground) < 4.5] == []
    for mark in marks(picture):
        (tile,) = (square for square in picture.squares if square.box.touches(mark.box))
        assert contrast(mark.fill, tile.fill) >= 4.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_tiny(language: Language) -> None:
    """An ideograph is as wide as its font is large."""
    chart = heat(Tile("永永", "few", "永永"), label="永永", title="永永", key=((Tile("", "few", "永永"), "永永"),))
    picture = drawn(chart, language)
    assert len(picture.lines) == 6
    for line in picture.lines:
        assert line.letters[1].start - line.letters[0].start >= SMALLEST * picture.card.width - 0.01


# No colour alone


def test_a_tile_says_its_band_in_words_besides_its_shade() -> None:
    assert set(get_args(Band)) == set(BANDS)
    picture = drawn(heat())
    said = [picture.inside(square)[1].glyphs for square in picture.squares]
    assert len({tuple(glyphs) for glyphs in said}) == 4
    shades = [brightness(square.fill) for square in picture.squares]
    assert shades == sorted(set(shades), reverse=True)  # the more people, the darker


@pytest.mark.parametrize("moved", [1, -1])
def test_what_moved_has_a_triangle_that_points_there(moved: int) -> None:
    still, tile = Tile("Docker", "some", "2–4"), Tile("Docker", "some", "2–4", moved)
    picture = drawn(heat(still, tile))
    (mark,) = marks(picture)
    assert picture.squares[1].box.holds(mark.box)
    highest = min(down for _, down in mark.points)
    assert len([down for _, down in mark.points if down == highest]) == (1 if moved > 0 else 2)


def test_an_example_of_a_mark_alone_has_no_tile() -> None:
    picture = drawn(heat(key=((Tile("", "few", "0–1"), "at most one"), (Tile("", "few", "", 1), "more than before"))))
    assert len(picture.squares) == len(ONE_OF_EACH) + 1
    (mark,) = marks(picture)
    assert mark.box.top > max(square.box.bottom for square in picture.squares[:4])
    assert contrast(mark.fill, picture.parts[0].fill if isinstance(picture.parts[0], Shape) else "") >= 4.5
