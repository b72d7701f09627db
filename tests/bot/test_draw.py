"""Drawing for Slack: nothing typed or named becomes markup, and whatever a message holds, Slack can take it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages import finding, trouble
from bot.messages.chart import Bar, Bars, Cell, Heat, Tile, TileGroup
from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Divider,
    Element,
    Facts,
    Heading,
    Item,
    Link,
    Message,
    Note,
    Person,
    Said,
    Strong,
    Table,
    Text,
)
from bot.request import Sorry
from bot.slack import draw
from bot.slack.replies import command_answer, command_body
from bot.words import LANGUAGES, Language, words_in
from sandbox.blocks.check import message_problems, view_problems
from skills.library import Library
from tests.house.sentences import sentences
from tests.rules.slack_rules import by_models, by_types, texts

HOSTILE = [
    "<!channel>", "<!here>", "<!everyone|x>", "<@U123>", "<#C123|general>", "<!subteam^S123>",
    "<http://evil.example|mlflow>", "<mailto:a@b.c|x>", "&amp;", "&lt;!channel&gt;", "a < b > c & d", "<<<>>>&&&",
]  # fmt: skip
ENTITY = re.compile(r"&(?:amp|lt|gt);")
# The first bar ends an address, others are text; a colleague is named by an id that the platform gave us.
OURS = re.compile(r"<https://[^<>|]+\|[^<>]*>|<@U0BOB0000>")


def message_of(*elements: Element, summary: str = "x") -> Message:
    return Message(summary, elements)


def drawn(message: Message) -> list[dict[str, Any]]:
    return list(draw.message_blocks(message))


def marked(message: Message) -> list[str]:
    """Every text of a message in which Slack would look for markup, the notification's line among them."""
    inside = [text["text"] for text in texts(drawn(message)) if text["type"] == "mrkdwn"]
    return [draw.fallback(message), *inside]


def is_plain(text: str) -> bool:
    """Whether a text has no markup: only our own links and people, and no bare ampersand or angle bracket."""
    rest = ENTITY.sub("", OURS.sub("", text))
    return not set(rest) & {"<", ">", "&"}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize(
    "element",
    [
        Heading,
        Text.of,
        Said,
        lambda said: Text.of(Strong(said)),
        lambda said: Text.of(Link(said, "https://example.com/page")),
        lambda said: Facts(((said, said),)),
        lambda said: Bullets(said, ((said, Strong(said)),)),
        Note.of,
        lambda said: Buttons((Button(said, f"skill {said}"),)),
        lambda said: Table((said,), ((said,),), said),
        lambda said: Heat(said, (TileGroup(said, (Tile(said, "few", said),)),), (), said),
    ],
    ids=["heading", "text", "said", "strong", "link", "facts", "bullets", "note", "buttons", "table", "heat"],
)
def test_what_somebody_wrote_is_escaped_wherever_it_stands(element: Callable[[str], Element], hostile: str) -> None:
    message = message_of(element(hostile), summary=hostile)
    assert [text for text in marked(message) if not is_plain(text)] == []
    assert hostile not in "".join(marked(message)) or is_plain(hostile)


def test_escaping_is_done_once_and_can_be_undone() -> None:
    for hostile in HOSTILE:
        escaped = draw.escape(hostile)
        assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == hostile


def test_headings_and_buttons_are_plain_text_and_say_it_as_it_is() -> None:
    heading, row = drawn(message_of(Heading("<!channel> & *co*"), Buttons((Button("<@U1>", "skill x"),))))
    assert heading["text"] == {"type": "plain_text", "text": "<!channel> & *co*", "emoji": False}
    assert row["elements"][0]["text"]["type"] == "plain_text"


TYPED = [
    *HOSTILE,
    "@channel",
    "@here",
    "@everyone now",
    "*bold*",
    "_italic_",
    "~gone~",
    "`code`",
    "```block```",
    "> quote",
]


def answers_to(typed: str, language: Language, library: Library) -> list[Message]:
    """Every message that says back what was typed."""
    words, catalogue = words_in(language), library.catalogue
    return [
        finding.not_found(words, typed),
        finding.choice(words, catalogue, typed, ("mlflow", "docker")),
        finding.did_you_mean(words, catalogue, typed, ("mlflow",)),
        *(trouble.sorry(words, catalogue, error) for error in sorries(finding.echo(typed))),
    ]


def sorries(typed: str) -> Iterator[Sorry]:
    """Every Sorry that says back what was typed."""
    others = {"line": "/level set docker working", "role": "MLOps Engineer", "count": 3, "least": 10, "most": 120}
    said = {sentence: each.facts for sentence, each in sentences("en").items() if each.facts >= {"typed"}}
    for sentence in (each for each in said if each.startswith("sorry-")):
        facts = {name: others[name] for name in said[sentence] - {"typed"}}
        yield Sorry(sentence, ("rung help",), typed=typed, **facts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", [each for each in TYPED if each in HOSTILE or "@" in each])
def test_what_was_typed_can_call_nobody(typed: str, language: Language, library: Library) -> None:
    for message in answers_to(typed, language, library):
        for text in marked(message):
            assert is_plain(text)
            assert not re.search(r"@(?:channel|here|everyone)", text)
        assert command_answer(message)["response_type"] == "ephemeral"


@pytest.mark.parametrize("typed", [each for each in TYPED if each not in HOSTILE and "@" not in each])
def test_what_was_typed_is_not_set_in_bold_or_as_code(typed: str, library: Library) -> None:
    """Formatting marks have no escape in mrkdwn: what people typed belongs into plain text."""
    for message in answers_to(typed, "en", library):
        assert [text for text in marked(message)[1:] if typed in text] == []


def test_what_was_typed_is_said_back_short() -> None:
    assert finding.echo("x" * 5_000) == "x" * 79 + "…"
    assert finding.echo("mlflow") == "mlflow"


LONG = ["&" * 4_000, "<!channel> " * 400, "x" * 4_000, "漂" * 4_000]


@pytest.mark.parametrize("long", LONG, ids=["ampersands", "mentions", "letters", "characters"])
@pytest.mark.parametrize(
    "element",
    [
        Text.of,
        lambda said: Text.of(Strong(said)),
        lambda said: Text.of("see ", Link(said, "https://example.com/page")),
        lambda said: Facts((("Label", said),)),
        lambda said: Bullets("Title", ((said,), ("last",))),
        Note.of,
    ],
    ids=["text", "strong", "link", "facts", "bullets", "note"],
)
def test_a_long_text_is_shortened_but_never_inside_its_markup(element: Callable[[str], Element], long: str) -> None:
    message = message_of(element(long), summary=long)
    assert message_problems(drawn(message)) == []
    for text in marked(message):
        assert is_plain(text), f"cut in the middle of an entity or a link: …{text[-30:]}"
        if text.startswith("*"):
            assert text.count("*") % 2 == 0, "cut before the closing star"


def test_a_long_list_goes_on_in_the_next_section() -> None:
    items = tuple((f"{number}: " + "x" * 200,) for number in range(40))
    blocks = drawn(message_of(Bullets("Forty", items)))
    said = "\n".join(block["text"]["text"] for block in blocks)
    assert len(blocks) > 1
    assert [f"• {number}: " in said for number in range(40)] == [True] * 40
    assert said.startswith("*Forty*\n• 0: ")


def test_a_message_that_is_too_long_keeps_whole_blocks_and_a_legal_size() -> None:
    blocks = drawn(message_of(*(Text.of(f"{number} " + "x" * 900) for number in range(80))))
    assert 5 < len(blocks) <= 50
    assert sum(len(str(block)) for block in blocks) <= 13_000
    assert all(block["text"]["text"].endswith("x" * 900) for block in blocks)


def test_the_same_message_is_drawn_once() -> None:
    message = message_of(Text.of("Here"))
    assert command_body(message) is command_body(message)
    assert json.loads(command_body(message)) == command_answer(message)


# Whatever stands in a message says something: the seeds and the language files hold no empty text.
said = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from([*HOSTILE, *LONG, " ", "*", "\n"])
telling = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=40) | st.sampled_from(
    [*HOSTILE, *LONG]
)
pieces = st.one_of(
    said,
    st.builds(Strong, said),
    st.builds(Link, telling, st.just("https://example.com/")),
    st.just(Person("U0BOB0000")),
)
paragraphs = st.tuples(telling, pieces, pieces) | st.tuples(pieces, telling) | st.tuples(telling)
buttons = st.lists(st.builds(Button, said, telling), min_size=1, max_size=27)
depths = st.none() | st.integers(0, 4)
bars = st.lists(
    st.builds(Bar, telling, st.lists(st.builds(Cell, depths, depths), max_size=8).map(tuple), said), max_size=18
)
tiles = st.lists(st.builds(Tile, telling, st.just("few"), telling, st.integers(-1, 1)), min_size=1, max_size=8)
groups = st.lists(st.builds(TileGroup, telling, tiles.map(tuple)), max_size=4)
rows = st.lists(st.tuples(said, said), max_size=5) | st.lists(st.tuples(telling, said), min_size=90, max_size=120)
elements = st.one_of(
    st.builds(Heading, said),
    st.builds(Text, paragraphs),
    st.builds(Facts, st.lists(st.tuples(said, said), min_size=1, max_size=12).map(tuple)),
    st.builds(Bullets, st.just("") | telling, st.lists(paragraphs, min_size=1, max_size=4).map(tuple)),
    st.builds(Note, paragraphs),
    st.builds(Buttons, buttons.map(tuple)),
    st.builds(Said, telling),
    st.builds(Item, paragraphs, st.lists(st.builds(Button, said, telling), min_size=1, max_size=5).map(tuple)),
    st.builds(Bars, telling, bars.map(tuple), st.just(()), telling),
    st.builds(Heat, telling, groups.map(tuple), st.just(()), telling),
    st.builds(Table, st.just(("Skill", "Now")), rows.map(tuple), said),
    st.just(Divider()),
)
anything = st.lists(elements, max_size=8).map(tuple)
quick = settings(
    max_examples=150, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


@quick
@given(said, anything)
def test_whatever_a_message_holds_slack_can_take_it(summary: str, parts: tuple[Element, ...]) -> None:
    message = Message(summary, parts)
    blocks = drawn(message)
    assert view_problems(draw.home_view(message), kind="home") == []
    assert message_problems(blocks) == []
    assert [wrong for block in blocks for wrong in (*by_types(block), *by_models(block))] == []
    assert [text for text in marked(message) if not is_plain(text)] == []
