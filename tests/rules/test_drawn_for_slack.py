"""Everything that is drawn for Slack keeps Slack's rules: its types, its models, its documented limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.messages.elements import Item
from bot.messages.plain import as_text
from bot.slack import draw
from bot.slack.charts import chart_of
from bot.slack.replies import command_answer
from sandbox.blocks.check import message_problems, view_problems
from skills.library import Library
from tests.rules import drawn
from tests.rules.slack_rules import Json, action_ids, build, by_models, by_types, texts, view_by_models, view_by_types

PICTURE = "F0123ABCDEF"
CHARACTERS = 13_000  # of a message's blocks, as far as anybody could measure


@pytest.fixture(scope="module")
def messages(library: Library) -> list[drawn.Drawn]:
    every = list(drawn.everything(library))
    assert len(every) > 4_000
    return every


@pytest.fixture(scope="module")
def blocks(messages: list[drawn.Drawn]) -> list[tuple[str, list[Json]]]:
    """What each message is, and its blocks."""
    return [(each.what, list(draw.message_blocks(each.message))) for each in messages]


@pytest.fixture(scope="module")
def pictured(messages: list[drawn.Drawn]) -> list[tuple[str, list[Json]]]:
    """The same for each message with a chart, as it is shown once Slack has the picture."""
    charted = [each for each in messages if chart_of(each.message) is not None]
    return [(f"{each.what}, with a picture", draw.message_blocks(each.message, PICTURE)) for each in charted]


@pytest.fixture(scope="module")
def views(library: Library, messages: list[drawn.Drawn]) -> list[tuple[str, Json]]:
    """What each view is, and the view."""
    return list(every_view(library, messages))


@pytest.fixture(scope="module")
def distinct(
    blocks: list[tuple[str, list[Json]]], pictured: list[tuple[str, list[Json]]], views: list[tuple[str, Json]]
) -> list[tuple[str, Json]]:
    """Each different block once, with the place where it is first seen: buttons and notes repeat a thousandfold."""
    seen: dict[str, tuple[str, Json]] = {}
    for what, together in (*blocks, *pictured, *((what, view["blocks"]) for what, view in views)):
        for block in together:
            seen.setdefault(json.dumps(block, sort_keys=True), (what, block))
    return list(seen.values())


def every_view(library: Library, messages: list[drawn.Drawn]) -> Iterator[tuple[str, Json]]:
    """Every message as a modal, every Home with its bars in words and as a picture, every form."""
    for each in messages:
        view = draw.answer_view(each.message, each.words("home-title"), each.words("form-close"))
        yield f"modal of {each.what}", view
    for home in drawn.homes(library):
        yield home.what, draw.home_view(home.message)
        yield f"{home.what}, with a picture", draw.home_view(home.message, PICTURE)
    for what, form in drawn.every_form_there_is(library):
        yield what, draw.form_view(form)


def test_blocks_keep_to_slack_s_types(distinct: list[tuple[str, Json]]) -> None:
    """The types know nothing of lengths, so one block of each build stands for all that differ in their texts."""
    builds = {json.dumps(build(block), sort_keys=True): (what, block) for what, block in distinct}
    assert len(builds) > 20
    assert [(what, wrong) for what, block in builds.values() for wrong in by_types(block)] == []


def test_blocks_keep_to_slack_s_python_models(distinct: list[tuple[str, Json]]) -> None:
    assert [(what, wrong) for what, block in distinct for wrong in by_models(block)] == []


def test_messages_keep_to_the_documented_limits(
    blocks: list[tuple[str, list[Json]]], pictured: list[tuple[str, list[Json]]]
) -> None:
    for what, of_message in (*blocks, *pictured):
        assert message_problems(of_message) == [], what
        assert 1 <= len(of_message) <= 50, what
        assert len(json.dumps(of_message, ensure_ascii=False)) <= CHARACTERS, what


def test_every_button_of_a_message_has_an_id_of_its_own(blocks: list[tuple[str, list[Json]]]) -> None:
    for what, of_message in blocks:
        ids = action_ids(of_message)
        assert len(ids) == len(set(ids)), what


def test_a_chart_is_one_picture_with_words_and_all_else_stays(
    messages: list[drawn.Drawn], pictured: list[tuple[str, list[Json]]]
) -> None:
    charted = [each.message for each in messages if chart_of(each.message) is not None]
    assert len(pictured) > 500
    for message, (what, of_message) in zip(charted, pictured, strict=True):
        (image,) = [block for block in of_message if block["type"] == "image"]
        assert image["slack_file"] == {"id": PICTURE}, what
        assert 1 <= len(image["alt_text"]) <= draw.ALT, what
        without = [block for block in draw.message_blocks(message) if block["type"] != "section"]
        assert [block for block in of_message if block["type"] not in ("section", "image")] == without, what


def test_views_keep_to_the_documented_limits(views: list[tuple[str, Json]]) -> None:
    for what, view in views:
        assert view_problems(view, kind=view["type"]) == [], what
        assert 1 <= len(view["blocks"]) <= 100, what
        ids = action_ids(view["blocks"])
        assert len(ids) == len(set(ids)), what
        names = [block["block_id"] for block in view["blocks"] if "block_id" in block]
        assert len(names) == len(set(names)), what


def test_views_keep_to_slack_s_types_and_models(views: list[tuple[str, Json]]) -> None:
    """Their blocks are looked at one by one elsewhere; here it is the frame that counts."""
    bare = [(what, {**view, "blocks": [{"type": "divider"}]}) for what, view in views]
    frames = {json.dumps(frame, sort_keys=True): (what, frame) for what, frame in bare}
    assert len(frames) > 5
    for what, frame in frames.values():
        assert view_by_types(frame) == [], what
        assert view_by_models(frame) == [], what


def test_nothing_of_a_message_is_left_out_or_cut(
    messages: list[drawn.Drawn], blocks: list[tuple[str, list[Json]]]
) -> None:
    for each, (what, of_message) in zip(messages, blocks, strict=True):
        with_room = draw.home_view(each.message)["blocks"]
        titles = sum(block["type"] == "table" for block in of_message)  # Slack's own table leaves its title outside
        assert len(of_message) - titles == len(with_room) >= len(each.message.elements), what
        assert_nothing_cut(what, of_message)


def test_nothing_of_a_home_or_a_form_is_left_out_or_cut(library: Library) -> None:
    for home in drawn.homes(library):
        view = draw.home_view(home.message)
        assert len(home.message.elements) <= len(view["blocks"]) < 100, home.what
        assert_nothing_cut(home.what, view["blocks"])
    for what, form in drawn.every_form_there_is(library):
        view = draw.form_view(form)
        assert len(view["blocks"]) == len(form.fields) + bool(form.intro), what
        assert_nothing_cut(what, view)


def assert_nothing_cut(what: str, drawn_so: object) -> None:
    """No text ends as one that was too long for its place."""
    for text in texts(drawn_so):
        most = {"plain_text": 74, "mrkdwn": 1999}[text["type"]]
        assert not (text["text"].endswith("…") and len(text["text"]) > most), what


def test_a_menu_offers_few_choices_whose_lines_are_whole(messages: list[drawn.Drawn], library: Library) -> None:
    parts = [part for each in (*messages, *drawn.homes(library)) for part in each.message.elements]
    items = [part for part in parts if isinstance(part, Item)]
    assert len(items) > 1_000
    for item in items:
        assert 1 <= len(item.choices) <= draw.CHOICES
        assert all(len(each.line) <= draw.OPTION_LINE and len(each.label) <= draw.OPTION for each in item.choices)


def test_every_message_says_itself_in_one_line(messages: list[drawn.Drawn]) -> None:
    for each in messages:
        line = draw.fallback(each.message)
        assert line.strip(), each.what
        assert "\n" not in line, each.what
        assert len(line) <= 3_000, each.what


def test_an_answer_is_for_the_asker_unless_it_was_shared(messages: list[drawn.Drawn]) -> None:
    for each in messages:
        answer = command_answer(each.message)
        expected = "in_channel" if each.what.partition(" (")[0].endswith(" shared") else "ephemeral"
        assert answer["response_type"] == expected, each.what


def test_a_shared_card_has_nothing_to_press(messages: list[drawn.Drawn], blocks: list[tuple[str, list[Json]]]) -> None:
    public = [of_message for each, (_, of_message) in zip(messages, blocks, strict=True) if each.message.public]
    assert len(public) > 500
    assert [block for of_message in public for block in of_message if block["type"] == "actions"] == []


def test_a_modal_offers_nothing_to_share(views: list[tuple[str, Json]]) -> None:
    for what, view in views:
        values = [element.get("value", "") for block in view["blocks"] for element in block.get("elements", [])]
        if view["type"] == "modal":
            assert not any(value.startswith("skill share") for value in values), what


def test_the_promises_fit_into_twelve_lines(messages: list[drawn.Drawn]) -> None:
    promises = [each for each in messages if each.what.startswith("privacy")]
    assert len(promises) == 3
    for each in promises:
        said = [line for line in as_text(each.message).splitlines() if line.strip() and not line.startswith("  [")]
        assert len(said) <= 12, each.what


SEEN_FIRST: list[tuple[str, Any]] = [
    ("header", {"type": "header", "text": {"type": "mrkdwn", "text": "Not plain"}}),
    ("section", {"type": "section", "text": {"type": "mrkdwn"}}),
    ("button", {"type": "actions", "elements": [{"type": "button", "text": "Go"}]}),
    ("style", {"type": "actions", "elements": [{
        "type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "a", "style": "green"}]}),
    ("unknown property", {"type": "divider", "colour": "red"}),
    ("unknown block", {"type": "sections", "text": {"type": "mrkdwn", "text": "x"}}),
]  # fmt: skip
TOO_LONG: list[tuple[str, Any]] = [
    ("header", {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}),
    ("section", {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}),
    ("fields", {"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}] * 11}),
    ("context", {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}),
    ("empty actions", {"type": "actions", "elements": []}),
]


@pytest.mark.parametrize("block", [block for _, block in SEEN_FIRST], ids=[name for name, _ in SEEN_FIRST])
def test_the_types_see_what_is_wrong(block: Json) -> None:
    assert by_types(block)


@pytest.mark.parametrize("block", [block for _, block in TOO_LONG], ids=[name for name, _ in TOO_LONG])
def test_the_models_or_the_limits_see_what_is_too_long(block: Json) -> None:
    assert by_models(block)
    assert message_problems([block])
