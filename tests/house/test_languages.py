"""The three language files stay in step with each other and with the code."""

from __future__ import annotations

import pytest

from bot.words import Language
from tests.house.sentences import asked, like_ids, sentences

CHINESE: tuple[Language, ...] = ("zh-Hant", "zh-Hans")


@pytest.mark.parametrize("language", CHINESE)
def test_the_same_sentences_stand_in_the_same_order(language: Language) -> None:
    assert list(sentences(language)) == list(sentences("en"))


@pytest.mark.parametrize("language", CHINESE)
def test_a_sentence_takes_the_same_facts_in_every_language(language: Language) -> None:
    english = {id_: sentence.facts for id_, sentence in sentences("en").items()}
    assert {id_: sentence.facts for id_, sentence in sentences(language).items()} == english


def test_every_sentence_the_code_says_is_written() -> None:
    assert len(asked()) > 100
    assert [str(each) for each in asked() if each.id not in sentences("en")] == []


def test_the_code_hands_in_exactly_the_facts_a_sentence_takes() -> None:
    wrong = [
        f"{each} takes {sorted(sentences('en')[each.id].facts)}, gets {sorted(each.facts)}"
        for each in asked()
        if each.facts is not None and each.id in sentences("en") and each.facts != sentences("en")[each.id].facts
    ]
    assert wrong == []


def test_every_string_that_looks_like_one_of_our_ids_is_one() -> None:
    """Ids that travel as plain values ("card-now", rows of tables) are checked by their look."""
    families = {id_.split("-")[0] for id_ in sentences("en") if "-" in id_}
    strange = {id_: place for id_, place in like_ids().items() if id_.split("-")[0] in families}
    assert {id_: place for id_, place in strange.items() if id_ not in sentences("en")} == {}


def test_no_sentence_is_written_for_nobody() -> None:
    said = {each.id for each in asked()} | set(like_ids())
    assert [id_ for id_ in sentences("en") if id_ not in said] == []
