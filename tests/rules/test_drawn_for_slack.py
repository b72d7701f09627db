"""Everything that is drawn for Slack keeps Slack's rules: its types, its models, its documented limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack import draw
from bot.slack.replies import command_answer
from bot.words import LANGUAGES, words_in
from sandbox.blocks.check import message_problems, view_problems
from skills.library import Library
from tests.rules import drawn
from tests.rules.slack_rules import Json, action_ids, by_models, by_types, texts, view_by_models, view_by_types

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
def distinct(blocks: list[tuple[str, list[Json]]]) -> list[tuple[str, Json]]:
    """Each different block once, with the message where it is first seen: buttons and notes repeat a thousandfold."""
    seen: dict[str, tuple[str, Json]] = {}
    for what, of_message in blocks:
        for block in of_message:
            seen.setdefault(json.dumps(block, sort_keys=True), (what, block))
    return list(seen.values())


def views(library: Library, messages: list[drawn.Drawn]) -> Iterator[tuple[str, Json]]:
    """Every message as a modal, every Home, every form."""
    for each in messages:
        view = draw.answer_view(each.message, each.words("home-title"), each.words("form-close"))
        yield f"modal of {each.what}", view
    for language in LANGUAGES:
        words = words_in(language)
        for number, home in enumerate(drawn.homes(words, library)):
            yield f"home {number} ({language})", draw.home_view(home)
        for form in drawn.forms(words):
            yield f"form ({language})", draw.form_view(form)


def test_messages_keep_to_slack_s_types(distinct: list[tuple[str, Json]]) -> None:
    assert [(what, wrong) for what, block in distinct for wrong in by_types(block)] == []


def test_messages_keep_to_slack_s_python_models(distinct: list[tuple[str, Json]]) -> None:
    assert [(what, wrong) for what, block in distinct for wrong in by_models(block)] == []


def test_messages_keep_to_the_documented_limits(blocks: list[tuple[str, list[Json]]]) -> None:
    for what, of_message in blocks:
        assert message_problems(of_message) == [], what
        assert 1 <= len(of_message) <= 50, what
        assert len(json.dumps(of_message, ensure_ascii=False)) <= CHARACTERS, what


def test_every_button_of_a_message_has_an_id_of_its_own(blocks: list[tuple[str, list[Json]]]) -> None:
    for what, of_message in blocks:
        ids = action_ids(of_message)
        assert len(ids) == len(set(ids)), what


def test_views_keep_to_the_documented_limits(library: Library, messages: list[drawn.Drawn]) -> None:
    for what, view in views(library, messages):
        assert view_problems(view, kind=view["type"]) == [], what
        assert 1 <= len(view["blocks"]) <= 100, what
        ids = action_ids(view["blocks"])
        assert len(ids) == len(set(ids)), what


def test_views_keep_to_slack_s_types_and_models(library: Library, messages: list[drawn.Drawn]) -> None:
    some = messages[::100]  # their blocks have been looked at one by one; here it is the frame that counts
    for what, view in views(library, some):
        assert view_by_types(view) == [], what
        assert view_by_models(view) == [], what


def test_nothing_of_a_message_is_left_out_or_cut(
    messages: list[drawn.Drawn], blocks: list[tuple[str, list[Json]]]
) -> None:
    for each, (what, of_message) in zip(messages, blocks, strict=True):
        assert len(of_message) >= len(each.message.elements), what
        for text in texts(of_message):
            most = {"plain_text": 74, "mrkdwn": 1999}[text["type"]]
            assert not (text["text"].endswith("…") and len(text["text"]) > most), what


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


def test_a_modal_offers_nothing_to_share(library: Library, messages: list[drawn.Drawn]) -> None:
    for what, view in views(library, messages):
        values = [element.get("value", "") for block in view["blocks"] for element in block.get("elements", [])]
        if view["type"] == "modal":
            assert not any(value.startswith("skill share") for value in values), what


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
