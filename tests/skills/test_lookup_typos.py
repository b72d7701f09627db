"""One slip of the finger in a name of five letters or more finds the name first."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from skills.catalogue import Entry
from skills.library import Library
from skills.lookup import Lookup

# The keys around each key of a QWERTY keyboard: where a finger slips to.
BESIDE = {
    "q": "wa", "w": "qeas", "e": "wrsd", "r": "etdf", "t": "ryfg", "y": "tugh", "u": "yihj", "i": "uojk", "o": "ipkl",
    "p": "ol", "a": "qwsz", "s": "awedxz", "d": "serfcx", "f": "drtgvc", "g": "ftyhbv", "h": "gyujnb", "j": "huiknm",
    "k": "jiolm", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
LETTERS = "aeionrstlxz"  # and a sample of letters from anywhere
SAMPLE = 10  # one of so many substitutions and insertions is tried; all of them take half a minute


def deletions(name: str) -> Iterator[str]:
    return (name[:at] + name[at + 1 :] for at in range(len(name)))


def transpositions(name: str) -> Iterator[str]:
    swapped = range(len(name) - 1)
    return (name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in swapped if name[at] != name[at + 1])


def substitutions(name: str) -> Iterator[str]:
    for at, letter in enumerate(name):
        for other in BESIDE.get(letter.lower(), "") + LETTERS if letter.isalpha() else "":
            yield name[:at] + other + name[at + 1 :]


def insertions(name: str) -> Iterator[str]:
    for at in range(len(name) + 1):
        typed = name[max(0, at - 1)].lower()
        for other in typed + BESIDE.get(typed, "") + LETTERS:
            yield name[:at] + other + name[at:]


def sampled(typos: Iterable[str]) -> list[str]:
    """The same part of the typos on every run and on every machine."""
    return [typo for typo in typos if zlib.crc32(typo.encode()) % SAMPLE == 0]


def named(library: Library) -> list[Entry]:
    """What people learn whose English name has five letters or more."""
    concepts = (entry for entry in library.catalogue.entries.values() if entry.is_concept)
    return [entry for entry in concepts if sum(map(str.isalpha, entry.name)) >= 5]


def means_something_else(lookup: Lookup, typo: str) -> bool:
    """Whether a typo is spelled like another thing, or is a word of every day."""
    keys = {lookup.table.fold(typo), lookup.table.fold(lookup.questions.core(typo))}
    return any(key in lookup.keys or key in lookup.questions.everyday for key in keys)


def as_near(lookup: Lookup, typo: str) -> set[str]:
    """The entries with a spelling that is also one slip away: "reast" is as near to React as to Feast."""
    key = lookup.table.fold(typo)
    near = (name for name in lookup.keys if abs(len(name) - len(key)) < 2)
    close = [name for name in near if DamerauLevenshtein.distance(name, key, score_cutoff=1) == 1]
    return {entry for name in close for entry in lookup.keys[name]}


def missed(library: Library, typos: Iterable[tuple[Entry, str]]) -> list[str]:
    """The typos that find nothing, or something that is further away."""
    lookup, found = library.lookup, []
    for entry, typo in typos:
        if means_something_else(lookup, typo):
            continue
        answer = lookup.find(typo)
        if answer.found and (answer.entries[0] == entry.id or answer.entries[0] in as_near(lookup, typo)):
            continue
        found.append(f"{typo!r} for {entry.name!r} finds {answer.kind} {answer.entries}")
    return found


def test_one_letter_left_out(library: Library) -> None:
    assert missed(library, ((entry, typo) for entry in named(library) for typo in deletions(entry.name))) == []


def test_two_letters_the_wrong_way_round(library: Library) -> None:
    assert missed(library, ((entry, typo) for entry in named(library) for typo in transpositions(entry.name))) == []


def test_one_letter_in_place_of_another(library: Library) -> None:
    typos = [(entry, typo) for entry in named(library) for typo in sampled(substitutions(entry.name))]
    assert len(typos) > 3_000
    assert missed(library, typos) == []


def test_one_letter_too_many(library: Library) -> None:
    typos = [(entry, typo) for entry in named(library) for typo in sampled(insertions(entry.name))]
    assert len(typos) > 3_000
    assert missed(library, typos) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [("kuberntes", "kubernetes"), ("dokcer", "docker"), ("terrafrom", "terraform"), ("promehteus", "prometheus")],
)
def test_the_famous_ones(library: Library, typed: str, found: str) -> None:
    assert library.lookup.find(typed).entries[0] == found
