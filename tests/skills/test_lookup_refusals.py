"""What is not our subject gets no card, and nothing that can be typed breaks the look-up."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from skills.library import Library
from skills.lookup import LONGEST, readable

EVERYDAY: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "everyday_words.yml").read_text("utf-8"))


def cards(library: Library, words: list[str]) -> dict[str, str]:
    """The words that get an answer, with the first entry of it."""
    answers = {word: library.lookup.find(word) for word in words}
    return {word: answer.entries[0] for word, answer in answers.items() if answer.found}


@pytest.mark.parametrize(("language", "least"), [("english", 300), ("chinese", 100)])
def test_everyday_words_get_no_card(library: Library, language: str, least: int) -> None:
    words = EVERYDAY[language]
    assert len(words) == len(set(words)) >= least
    assert cards(library, words) == {}


def test_the_everyday_words_of_the_seeds_get_no_card(library: Library) -> None:
    assert cards(library, sorted(library.lookup.questions.everyday - set(library.lookup.keys))) == {}


@pytest.mark.parametrize("word", ["salary", "lunch", "薪水", "天氣"])
@pytest.mark.parametrize("question", ["{}", "what is the {} of an mlops engineer", "MLOps 工程師的{}", "how about {}?"])
def test_other_subjects_end_the_search(library: Library, question: str, word: str) -> None:
    assert not library.lookup.find(question.format(word)).found


HARD = {
    "empty": "",
    "spaces": " \t\n\u3000\u00a0 ",
    "5,000 letters": "a" * 5_000,
    "5,000 words": "model " * 5_000,
    "5,000 characters": "漂" * 5_000,
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85",
    "a lone surrogate": "\ud800",
    "surrogates around a name": "\udc80\ud83d\udfff",
    "markup": "<!channel> <@U123> <http://example.com|mlops> *_~`>",
    "html": "<script>alert('mlflow')</script><img src=x onerror=alert(1)>",
    "sql": "'; DROP TABLE members; -- \" OR 1=1",
    "a template": "{{7*7}} ${jndi:ldap://x} %s %(x)s {0.__class__}",
    "emoji only": "👩‍💻🔥🤖👍🏽🇹🇼",
    "right-to-left marks": "\u202e\u200f\u061cwolflm\u2066\u2069",
    "zero width": "\u200b\u200c\u200d\ufeff\u2060",
    "combining marks": "e" + "\u0301" * 300,
    "private use": "\ue000\U000f0000\U0010ffff",
    "arabic and hebrew": "مراقبة النموذج שלום",
    "numbers of every kind": "0 ٣ ⅷ 三 ½ ² 1e999 -0 NaN",
    "null bytes in a name": "ml\x00flow",
    "brackets": "((((((((((" + "[" * 200 + "。" * 200,
    "regex": "(a+)+$ [z-a] \\",
    "a path": "../../etc/passwd\r\nX: y",
}


@pytest.mark.parametrize("typed", HARD.values(), ids=HARD.keys())
def test_nothing_that_can_be_typed_breaks_it(library: Library, typed: str) -> None:
    answer = library.lookup.find(typed)
    assert answer.kind in ("one", "choice", "unsure", "none")
    assert set(answer.entries) <= set(library.catalogue.entries)
    assert len(library.lookup.mentioned(typed)) <= 5


@pytest.mark.parametrize(
    "name", ["empty", "spaces", "control characters", "a lone surrogate", "emoji only", "zero width"]
)
def test_what_holds_no_word_finds_nothing(library: Library, name: str) -> None:
    assert library.lookup.find(HARD[name]).kind == "none"


@pytest.mark.parametrize(
    "typed",
    [
        "\u202emlflow\u202c",
        "ml\u200bflow",
        "\ufeffmlflow",
        "mlflow\x00",
        "\ud800mlflow",
        "“MLflow”",
        "*mlflow*",
        "🔥 mlflow",
    ],
)
def test_what_cannot_be_seen_does_not_hide_a_name(library: Library, typed: str) -> None:
    assert library.lookup.find(typed).entries == ("mlflow",)


def test_only_the_beginning_of_a_long_text_is_read(library: Library) -> None:
    assert len(readable("x" * 100_000)) == LONGEST
    assert readable("  ml\n\tflow  ") == "ml flow"
    assert library.lookup.find(f"{'?' * LONGEST} mlflow").kind == "none"
