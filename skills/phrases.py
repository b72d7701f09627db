"""Finds what a whole sentence is about: by the words of names and aliases, rare words counting more."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from snowballstemmer import stemmer

from skills.catalogue import Catalogue, Entry
from skills.folding import FoldTable, has_chinese
from skills.questions import Questions

ENOUGH = 0.6  # the share of a question's weight that an entry must cover to be the answer
NAMED = 0.3  # enough when the question holds one whole name of the entry
HALF = 0.45  # of a name's weight must be in the question, unless the whole name is
CLOSE = 0.3  # a score below ENOUGH but above this: "did you mean"
TIE = 0.04
ABOUT = 0.3  # a word found only in the description counts this much
UNKNOWN_PAIR = 0.4  # two Chinese characters that no name has side by side are often the seam of two words
STRUCTURE = 0.93  # parts of documents stand behind what can be learned
_SEARCHED = {"skill", "tool", "ability", "practice", "language", "role", "level", "stage", "path", "category",
             "domain", "group", "area", "section"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entries a sentence may be about, best first, and how sure that is."""

    kind: Literal["one", "choice", "unsure"]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Spelling:
    entry: str
    units: frozenset[str]
    weight: float
    ordinary: bool


@dataclass(frozen=True, slots=True)
class _Scored:
    """How well an entry fits: `cover` of the question, `exact` of the name.

    `named` says that a whole name stands in the question, `whole` that the whole question stands in a name.
    `lone` marks a question of one word: a single word of a longer name is a hint, not an answer.
    """

    entry: str
    score: float
    cover: float
    exact: float
    named: bool
    whole: bool
    lone: bool

    @property
    def fits(self) -> bool:
        if self.named:
            return self.cover >= NAMED
        return self.whole and not self.lone and self.cover >= ENOUGH and self.exact >= HALF


class Phrases:
    """An inverted index over the words of every name, alias and description."""

    def __init__(self, catalogue: Catalogue, table: FoldTable, questions: Questions) -> None:
        self._catalogue = catalogue
        self._table = table
        self._questions = questions
        self._stem = stemmer("english").stemWord
        self._stems: dict[str, str] = {}
        searched = [entry for entry in catalogue.entries.values() if entry.kind in _SEARCHED]
        names = [(entry, name, self.units(name)) for entry in searched for name in _spellings(entry)]
        self._weight = _rarity((entry.id, units) for entry, _, units in names)
        self._rarest = max(self._weight.values(), default=1.0)
        ordinary = {self.units(word) for word in questions.ordinary}
        self._spellings = [
            _Spelling(entry.id, units, self._sum(units), units in ordinary) for entry, _, units in names if units
        ]
        self._by_unit: dict[str, list[_Spelling]] = defaultdict(list)
        for spelling in self._spellings:
            for unit in spelling.units:
                self._by_unit[unit].append(spelling)
        self._about = {entry.id: self._description(entry) for entry in searched}

    def rank(self, text: str) -> Ranking | None:
        """The entries whose words cover most of `text`, or None when nothing comes close."""
        wanted = self._wanted(text)
        if not wanted:
            return None
        scored = self._scores(wanted)
        several = self._several(scored, wanted)
        if several:
            return Ranking("choice", several)
        fitting = [each for each in scored if each.fits]
        if fitting:
            best = fitting[0]
            entries = tuple(each.entry for each in fitting if best.score - each.score <= TIE)
            return Ranking("one" if len(entries) == 1 else "choice", entries)
        close = tuple(each.entry for each in scored if each.score >= CLOSE)
        return Ranking("unsure", close) if close else None

    def units(self, text: str) -> frozenset[str]:
        """The stems of Latin words and the pairs of neighbouring Chinese characters in `text`."""
        return frozenset(unit for word in self._questions.words(text) for unit in self._units_of(word))

    def _wanted(self, text: str) -> frozenset[str]:
        """The units of a question; "roll back" also counts as "rollback" when a name has that."""
        words = self._questions.words(self._questions.core(text))
        found: set[str] = set()
        at = 0
        while at < len(words):
            pair = "" if has_chinese(words[at]) else self._stemmed(self._table.fold("".join(words[at : at + 2])))
            if at + 1 < len(words) and pair in self._by_unit:
                found.add(pair)
                at += 2
                continue
            found.update(self._units_of(words[at]))
            at += 1
        if len(found) == 1 and len(next(iter(found))) == 1:
            return frozenset()  # one letter or digit is no question
        return frozenset(found)

    def _units_of(self, word: str) -> Iterable[str]:
        folded = self._table.fold(word)
        if has_chinese(folded):
            return _pairs(folded)
        parts = [self._table.fold(part) for part in word.replace("/", "-").replace("_", "-").split("-")]
        return [self._stemmed(part) for part in parts if part and part not in self._questions.fillers]

    def _stemmed(self, word: str) -> str:
        if word not in self._stems:
            if len(self._stems) > 20_000:  # what people type must not fill the memory
                self._stems.clear()
            self._stems[word] = self._stem(word)
        return self._stems[word]

    def _description(self, entry: Entry) -> frozenset[str]:
        about = entry.about
        return self.units(f"{about.en} {about.zh_hant} {about.zh_hans}") if about else frozenset()

    def _of(self, unit: str) -> float:
        known = self._weight.get(unit)
        if known is not None:
            return known
        return self._rarest * (UNKNOWN_PAIR if has_chinese(unit) else 1.0)

    def _known(self, units: frozenset[str]) -> frozenset[str]:
        """Without pairs of Chinese characters that no name has: those are seams between words."""
        return frozenset(unit for unit in units if unit in self._weight or not has_chinese(unit))

    def _sum(self, units: Iterable[str]) -> float:
        return sum(map(self._of, units))

    def _scores(self, wanted: frozenset[str]) -> list[_Scored]:
        total = self._sum(wanted)
        best: dict[str, _Scored] = {}
        for spelling in {id(each): each for unit in wanted for each in self._by_unit.get(unit, ())}.values():
            if spelling.ordinary:
                continue
            scored = self._score(spelling, wanted, total)
            if spelling.entry not in best or scored.score > best[spelling.entry].score:
                best[spelling.entry] = scored
        return sorted(best.values(), key=lambda each: (-each.score, self._order(each.entry)))

    def _score(self, spelling: _Spelling, wanted: frozenset[str], total: float) -> _Scored:
        shared = self._sum(wanted & spelling.units)
        told = self._sum((wanted - spelling.units) & self._about[spelling.entry])
        cover = min(1.0, (shared + ABOUT * told) / total)
        exact = shared / spelling.weight
        concept = self._catalogue[spelling.entry].is_concept
        named = concept and spelling.units <= wanted
        score = (0.7 * cover + 0.3 * exact) * (1.0 if concept else STRUCTURE) + (TIE if named else 0.0)
        return _Scored(
            spelling.entry, score, cover, exact, named, self._known(wanted) <= spelling.units, len(wanted) == 1
        )

    def _order(self, entry: str) -> tuple[bool, bool, bool, str]:
        found = self._catalogue[entry]
        return not found.is_concept, not found.matrix, found.kind == "stage", found.name

    def _several(self, scored: list[_Scored], wanted: frozenset[str]) -> tuple[str, ...]:
        """Entries named one beside the other ("kserve or seldon") that only together cover the question."""
        if not scored or scored[0].cover >= ENOUGH:
            return ()
        left: set[str] = set(wanted)
        named: list[str] = []
        for each in scored[:20]:
            names = [s.units for s in self._spellings_of(each.entry, left) if s.units <= left and not s.ordinary]
            if names and self._catalogue[each.entry].is_concept:
                longest: frozenset[str] = max(names, key=len)
                left -= longest
                named.append(each.entry)
        enough = self._sum(left) <= (1 - ENOUGH) * self._sum(wanted)
        return tuple(named) if len(named) > 1 and enough else ()

    def _spellings_of(self, entry: str, units: Iterable[str]) -> list[_Spelling]:
        return [each for unit in units for each in self._by_unit.get(unit, ()) if each.entry == entry]


def _spellings(entry: Entry) -> Iterable[str]:
    return dict.fromkeys((entry.names.en, entry.names.zh_hant, entry.names.zh_hans, *entry.aliases))


def _rarity(names: Iterable[tuple[str, frozenset[str]]]) -> dict[str, float]:
    """Inverse document frequency of each unit, a document being an entry."""
    owners: dict[str, set[str]] = defaultdict(set)
    everybody: Counter[str] = Counter()
    for entry, units in names:
        everybody[entry] += 1
        for unit in units:
            owners[unit].add(entry)
    return {unit: math.log(1 + len(everybody) / len(found)) for unit, found in owners.items()}


def _pairs(text: str) -> Iterable[str]:
    """Neighbouring pairs of characters; a single one stands alone."""
    return [text] if len(text) == 1 else [text[at : at + 2] for at in range(len(text) - 1)]
