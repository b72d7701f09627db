"""What holds of the look-up for anything that can be typed, tried on generated text."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skills.library import Library, open_library
from skills.lookup import Lookup, spellings_of

LIBRARY: Library = open_library()  # hypothesis runs a test many times; a fixture would be the same object anyway
LOOKUP: Lookup = LIBRARY.lookup
SPELLINGS = sorted({spelling for entry in LIBRARY.catalogue.entries.values() for spelling in spellings_of(entry)})
NAMES = sorted({entry.name for entry in LIBRARY.catalogue.entries.values() if entry.is_concept})
WORDS = sorted({word for spelling in SPELLINGS for word in spelling.split()})

anything = st.text(st.characters(codec=None), max_size=60)
sentences = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=6).map(" ".join)
questions = anything | sentences | st.sampled_from(SPELLINGS)
# The same examples on every run, and nothing kept on disk.
quick = settings(
    max_examples=150, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@quick
@given(questions)
def test_it_never_raises_and_answers_with_entries_of_the_catalogue(typed: str) -> None:
    answer = LOOKUP.find(typed)
    assert set(answer.entries) <= set(LIBRARY.catalogue.entries)
    assert len(answer.entries) == len(set(answer.entries))
    sizes = {"one": range(1, 2), "choice": range(2, 6), "unsure": range(1, 4), "none": range(1)}
    assert len(answer.entries) in sizes[answer.kind]


@quick
@given(questions)
def test_found_is_said_of_one_and_of_a_choice_only(typed: str) -> None:
    answer = LOOKUP.find(typed)
    assert answer.found is (answer.kind in ("one", "choice"))
    assert bool(answer.entries) is (answer.kind != "none")


@quick
@given(questions)
def test_asking_again_gives_the_same_answer(typed: str) -> None:
    assert LOOKUP.find(typed) == LOOKUP.find(typed)


def full_width(text: str) -> str:
    """The same text as an East Asian keyboard in full-width mode writes it."""
    return "".join(chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else mark for mark in text)


def padded(text: str) -> str:
    """The same text with more space around its words."""
    return f"  {text.replace(' ', '   ')}\n"


@quick
@given(st.sampled_from(SPELLINGS), st.sampled_from([str.upper, str.lower, str.title, full_width, padded]))
def test_case_width_and_space_do_not_change_the_answer(spelling: str, change: Any) -> None:
    changed = LOOKUP.find(change(spelling))
    assert changed == LOOKUP.find(spelling)


@quick
@given(st.sampled_from(NAMES), st.sampled_from(["", "-", "_", "/", "."]))
def test_what_stands_between_the_words_of_a_name_does_not_change_the_answer(name: str, between: str) -> None:
    assert LOOKUP.find(name.replace(" ", between)) == LOOKUP.find(name)


@quick
@given(sentences)
def test_what_a_message_mentions_is_something_to_learn(text: str) -> None:
    found = LOOKUP.mentioned(text)
    assert len(found) <= 5
    assert all(LIBRARY.catalogue[entry].is_concept for entry in found)


@quick
@given(questions)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = LOOKUP.table.fold(text)
    assert LOOKUP.table.fold(once) == once
