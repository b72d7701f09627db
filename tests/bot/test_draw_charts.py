"""Drawing tables and heatmaps for Slack: its own table once in a message, a picture where there is one, else text."""

from __future__ import annotations

from bot.messages.chart import Heat, Tile, TileGroup
from bot.messages.elements import Table, Text
from bot.messages.plain import as_text
from bot.slack import draw
from sandbox.blocks.check import message_problems
from tests.bot.test_draw import drawn, message_of
from tests.rules.slack_rules import by_models, by_types

COVERAGE = Table(("Skill", "At Working", "Change"), (("Docker", "5+", "more"), ("Helm <!here>", "0–1", "")), "Coverage")
LINES = ["Coverage", "Skill · At Working · Change", "Docker · 5+ · more", "Helm <!here> · 0–1 · –"]
CLOUD = TileGroup(
    "Cloud", (Tile("Docker", "many", "5+", 1), Tile("Helm", "few", "0–1"), Tile("AWS", "some", "2–4", -1))
)
DATA = TileGroup("資料庫", (Tile("索引", "two", "2+"), Tile("查詢", "few", "0–1", -1)))
HEAT = Heat("Platform guild", (CLOUD, DATA), ((Tile("", "few", "0–1"), "at most one"),), "Docker: five or more")


def cells(block: draw.Block) -> list[list[str]]:
    """The texts of Slack's own table."""
    return [[cell["text"] for cell in row] for row in block["rows"]]


def test_a_table_is_slacks_own_in_a_message_and_wraps_on_a_phone() -> None:
    title, table = drawn(message_of(COVERAGE))
    assert title["text"]["text"] == "*Coverage*"
    assert cells(table) == [list(COVERAGE.columns), ["Docker", "5+", "more"], ["Helm <!here>", "0–1", "–"]]
    assert table["column_settings"] == [{"is_wrapped": True}] * 3
    assert {cell["type"] for row in table["rows"] for cell in row} == {"raw_text"}  # in which nothing is markup
    assert [*message_problems([title, table]), *by_types(table), *by_models(table)] == []


def test_a_table_without_a_title_stands_alone() -> None:
    (table,) = drawn(message_of(Table(("Skill",), (("Docker",),), "")))
    assert cells(table) == [["Skill"], ["Docker"]]


def test_the_second_table_of_a_message_is_text_even_if_it_is_the_same() -> None:
    *first, second = drawn(message_of(COVERAGE, COVERAGE))
    assert [block["type"] for block in first] == ["section", "table"]
    assert second["text"]["text"].splitlines() == ["*Coverage*", *map(draw.escape, LINES[1:])]


def test_a_table_is_text_in_a_home_and_in_a_modal() -> None:
    message = message_of(Text.of("Here"), COVERAGE)
    for view in (draw.home_view(message), draw.answer_view(message, "x", "y")):
        _, text = view["blocks"]
        assert text["text"]["text"].splitlines() == ["*Coverage*", *map(draw.escape, LINES[1:])]


def test_a_table_larger_than_slack_takes_is_text_with_every_row() -> None:
    long = Table(("Skill", "Now"), tuple((f"Skill {at}", "0–1") for at in range(100)), "All")
    wide = Table(tuple(f"Column {at}" for at in range(21)), (("x",) * 21,), "Wide")
    wordy = Table(("Skill", "Why"), tuple((f"Skill {at}", "x" * 90) for at in range(70)), "Wordy")
    for table in (long, wide, wordy):
        blocks = drawn(message_of(table))
        said = "\n".join(block["text"]["text"] for block in blocks).splitlines()
        assert said[1:] == [" · ".join(row) for row in (table.columns, *table.rows)]
    fitting = Table(long.columns, long.rows[:99], "")
    (block,) = drawn(message_of(fitting))
    assert len(block["rows"]) == 100


def test_the_skills_of_a_whole_role_fit_into_one_table() -> None:
    rows = tuple(("Container Security Scanning", "2–4", "more") for _ in range(56))
    *_, table = drawn(message_of(Table(("Skill", "At Working", "Change"), rows, "All")))
    assert table["type"] == "table"


def test_a_heatmap_is_a_picture_where_there_is_one() -> None:
    message = message_of(HEAT)
    for blocks in (draw.message_blocks(message, "F0123"), draw.home_view(message, "F0123")["blocks"]):
        assert blocks == [{"type": "image", "slack_file": {"id": "F0123"}, "alt_text": "Docker: five or more"}]
        assert message_problems(blocks) == []


def test_the_words_for_a_picture_are_never_longer_than_slack_takes() -> None:
    (block,) = draw.message_blocks(message_of(Heat("x", (CLOUD,), (), "x" * 3_000)), "F0123")
    assert len(block["alt_text"]) == 2_000


def test_a_heatmap_without_a_picture_is_a_line_for_each_group() -> None:
    lines = ["Cloud: Docker 5+ ▲, Helm 0–1, AWS 2–4 ▼", "資料庫：索引 2+、查詢 0–1 ▼"]
    message = message_of(HEAT)
    for blocks in (drawn(message), draw.home_view(message)["blocks"], draw.answer_view(message, "x", "y")["blocks"]):
        (text,) = blocks
        assert text["text"]["text"].splitlines() == ["*Platform guild*", *lines]
    assert as_text(message).splitlines() == ["Platform guild", *lines]


def test_a_table_in_a_terminal_is_a_line_for_each_row() -> None:
    assert as_text(message_of(COVERAGE)).splitlines() == LINES
