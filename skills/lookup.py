"""Look-up: what a typed question means, by table first, then typo distance, then words; never by a vague score."""

from __future__ import annotations

import functools
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from skills.catalogue import Catalogue, Entry, EntryKind
from skills.folding import FoldTable, has_chinese
from skills.phrases import Phrases
from skills.questions import Questions, split_named

MESSAGE = 5_000  # characters of somebody's message that are searched for names
LONGEST = 400  # characters of a question that are read; the rest is ignored
CHOICES = 5
SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question means: entry ids, best first.

    "one": this entry. "choice": the spelling means several, or the question names several. "unsure": close, ask
    "did you mean". "none": not found, no entries.
    """

    kind: Literal["one", "choice", "unsure", "none"]
    entries: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether a person would call it an answer."""
        return self.kind in ("one", "choice")


NOTHING = Answer("none")
# Whose spelling wins, behind what people learn: a role before a level of it, a level before a part of a document.
_LAYERS: tuple[tuple[EntryKind, ...], ...] = (
    ("role", "path"),
    ("level", "stage"),
    ("category", "domain", "group", "area", "section"),
    ("focus", "cheat-row"),
)


class Lookup:
    """The index over one catalogue; build it once, ask it often."""

    def __init__(self, catalogue: Catalogue, table: FoldTable, questions: Questions) -> None:
        self.catalogue = catalogue
        self.table = table
        self.questions = questions
        self.keys = _keys(catalogue, table)
        self._typos: dict[int, list[str]] = defaultdict(list)
        for key in self.keys:
            if len(key) >= 4:
                self._typos[len(key)].append(key)
        self._names = {table.fold(entry.name) for entry in catalogue.entries.values()}
        self._pinyin = _pinyin_keys(self.keys, table)

    @functools.cached_property
    def _phrases(self) -> Phrases:
        """Made at the first question in other words, because it takes longer than everything else at the start."""
        return Phrases(self.catalogue, self.table, self.questions)

    def warm(self) -> None:
        """Make everything that is made late; call it when nobody waits."""
        self.find("how do I deploy a model")

    def find(self, question: str) -> Answer:
        """What `question` means. Takes anything typed; control characters and markup are ignored."""
        text = readable(question)
        if text in self.catalogue.entries:
            return Answer("one", (text,))
        core = self.questions.core(text)
        # The question as typed, and without the words that make it one: "what is mlflow?" is "mlflow".
        keys = [key for key in dict.fromkeys(map(self.table.fold, (text, core))) if key]
        for key in keys:
            if entries := self.keys.get(key) or self._pinyin.get(key):
                return Answer("one" if len(entries) == 1 else "choice", entries)
        return self._guess(text, keys)

    def _side_by_side(self, text: str) -> Answer | None:
        """ "kserve vs seldon" names two things, each by its own spelling."""
        parts = [self.table.fold(self.questions.core(part)) for part in split_named(text)]
        named = [self.keys.get(part, ())[:1] for part in parts]
        if len(parts) < 2 or not all(named):
            return None
        entries = tuple(dict.fromkeys(entry for each in named for entry in each))
        return Answer("choice", entries[:CHOICES]) if len(entries) > 1 else None

    def is_spelled(self, text: str) -> bool:
        """Whether `text` is exactly a name or an id of one entry, and nothing had to be guessed."""
        return text in self.catalogue.entries or len(self.keys.get(self.table.fold(text), ())) == 1

    def named(self, typed: str) -> Answer:
        """What `typed` as a whole is the name of, one sure slip allowed; "unsure" with what `find` would make of it.

        For what changes something: words around a name ("docker swarm", "everything but docker") leave it unsure.
        """
        text = readable(typed)
        if text in self.catalogue.entries:
            return Answer("one", (text,))
        key = self.table.fold(text)
        if entries := self.keys.get(key) or self._pinyin.get(key):
            return Answer("one" if len(entries) == 1 else "choice", entries)
        slip = self._near(key)
        if slip is not None and slip[1].kind == "one" and key not in self.questions.everyday:
            return slip[1]
        found = self.find(text)
        return Answer("unsure", found.entries[:SUGGESTIONS]) if found.entries else NOTHING

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The things to learn that a longer text names by an exact spelling, in order, CHOICES at most."""
        words = self.questions.words(readable(text, MESSAGE))
        found: dict[str, None] = {}
        at = 0
        while at < len(words) and len(found) < CHOICES:
            step, entries = self._named_at(words, at)
            found |= dict.fromkeys(entries)
            at += step
        return tuple(found)[:CHOICES]

    def _named_at(self, words: list[str], at: int) -> tuple[int, tuple[str, ...]]:
        """The longest name that begins at a word, up to four words long, and how many words it takes."""
        for size in range(min(4, len(words) - at), 0, -1):
            key = self.table.fold("".join(words[at : at + size]))
            if len(key) > 1 and self._is_name(key):
                return size, self.keys[key][:1]
        return 1, tuple(self._inside(self.table.fold(words[at]))) if has_chinese(words[at]) else ()

    def _inside(self, run: str) -> Iterator[str]:
        """Names inside an unbroken run of Chinese, the longest first at each character."""
        at = 0
        while at < len(run):
            ends = range(min(len(run), at + 12), at + 1, -1)
            key = next((run[at:end] for end in ends if self._is_name(run[at:end])), "")
            if key:
                yield self.keys[key][0]
            at += len(key) or 1

    def _is_name(self, key: str) -> bool:
        entries = self.keys.get(key, ())
        return bool(entries) and key not in self.questions.ordinary and self.catalogue[entries[0]].is_concept

    def _guess(self, text: str, keys: list[str]) -> Answer:
        """Not spelled like anything known: one slip, then the words, then several slips; the sure before the unsure."""
        slips = [slip for key in keys if (slip := self._near(key))]
        if not self.questions.everyday.isdisjoint(keys):
            # "docket" is a word of its own, one letter from Docker: ask, and show no card.
            return self._merged([answer for _, answer in slips])
        if slips and slips[0][0] == 1:
            return slips[0][1]
        if several := self._side_by_side(text):
            return several
        words = self._words(text) or NOTHING
        sure = [answer for _, answer in slips if answer.found]
        if words.found or not sure:
            starts = NOTHING if words.found else self._starting(keys)
            return next((each for each in (starts, words) if each.found), None) or self._merged(
                [words, starts, *(answer for _, answer in slips)]
            )
        return sure[0]

    def _near(self, key: str) -> tuple[int, Answer] | None:
        """The names nearest to `key` and how many edits away; "unsure" when one edit beyond what is sure."""
        # OSA is Damerau-Levenshtein that edits no letter twice, and twice as fast.
        sure = sure_edits(key)
        if sure == 0:
            return None
        names = [name for size in range(len(key) - sure - 1, len(key) + sure + 2) for name in self._typos.get(size, ())]
        hits = process.extract(key, names, scorer=OSA.distance, score_cutoff=sure + 1, limit=None)
        hits = [hit for hit in hits if _plausible(key, hit[0], int(hit[1]))]
        ranked = sorted(hits, key=lambda hit: (hit[1], hit[0] not in self._names, *_unlike(key, hit[0])))
        if not ranked:
            return None
        name, edits, _ = ranked[0]
        if edits <= sure:
            first = self.keys[name]
            return edits, Answer("one" if len(first) == 1 else "choice", first)
        entries = tuple(dict.fromkeys(id_ for hit, at, _ in ranked if at == edits for id_ in self.keys[hit]))
        return edits, Answer("unsure", entries[:SUGGESTIONS])

    def _starting(self, keys: list[str]) -> Answer:
        """Names that begin with what was typed, then names that hold it."""
        for key in keys:
            if len(key) < 4 or has_chinese(key) or key in self.questions.ordinary:
                continue
            longer = [name for name in self._names if name.startswith(key)]
            names = [
                *sorted(longer, key=_by_length),
                *sorted((n for n in self._names if key in n[1:]), key=_by_length),
            ]
            concepts = [id_ for name in names for id_ in self.keys.get(name, ()) if self.catalogue[id_].is_concept]
            found = tuple(dict.fromkeys(concepts))
            if found:
                return Answer("unsure", found[:SUGGESTIONS])
        return NOTHING

    def _merged(self, answers: list[Answer]) -> Answer:
        """All unsure suggestions as one: what people learn first, then in the order given."""
        entries = dict.fromkeys(entry for answer in answers for entry in answer.entries)
        ranked = sorted(entries, key=lambda entry: not self.catalogue[entry].is_concept)
        return Answer("unsure", tuple(ranked[:SUGGESTIONS])) if ranked else NOTHING

    def _words(self, text: str) -> Answer | None:
        if self.questions.is_off_topic(text):
            return None
        ranking = self._phrases.rank(text)
        if ranking is None:
            return None
        return Answer(ranking.kind, ranking.entries[: CHOICES if ranking.kind == "choice" else SUGGESTIONS])


def readable(question: str, longest: int = LONGEST) -> str:
    """What a person meant to type: no control characters, lone surrogates or runs of spaces, `longest` at most."""
    if len(question) <= longest and question.isascii() and question.isprintable():
        return " ".join(question.split())
    plain = unicodedata.normalize("NFKC", question[: 4 * longest])
    kept = "".join(
        character if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn") else " "
        for character in plain
    )
    return " ".join(kept.split())[:longest]


def sure_edits(key: str) -> int:
    """How many edits still leave no doubt which name was meant; 0 when even one leaves it open."""
    if has_chinese(key):
        return 1 if len(key) >= 6 else 0
    if len(key) < 4:
        return 0
    if len(key) < 8:
        return 1
    return 2 if len(key) < 18 else 3


def _plausible(key: str, name: str, edits: int) -> bool:
    """Whether somebody who typed `key` may have meant `name`."""
    if len(name) < 5:  # four letters leave room only for two that changed places
        return edits == 1 and sorted(key) == sorted(name)
    return edits == 1 or (key[0] == name[0] and edits * 3 <= len(name))


def _by_length(name: str) -> tuple[int, str]:
    return len(name), name


def _unlike(key: str, name: str) -> tuple[bool, int, str]:
    return key[0] != name[0], abs(len(key) - len(name)), name


def _keys(catalogue: Catalogue, table: FoldTable) -> dict[str, tuple[str, ...]]:
    """Folded spelling to entry ids. What people learn comes first, then shared aliases, roles, parts of documents."""
    keys: dict[str, tuple[str, ...]] = {}
    for entry in catalogue.entries.values():
        if entry.is_concept:
            for spelling in spellings_of(entry):
                keys.setdefault(table.fold(spelling), (entry.id,))
    for alias, entries in catalogue.shared_aliases.items():
        keys.setdefault(table.fold(alias), entries)
    for kinds in _LAYERS:
        layer: dict[str, list[str]] = defaultdict(list)
        for entry in sorted(catalogue.of_kind(*kinds), key=lambda entry: _order(catalogue, entry, kinds)):
            for spelling in spellings_of(entry):
                layer[table.fold(spelling)].append(entry.id)
        for key, found in layer.items():
            keys.setdefault(key, tuple(dict.fromkeys(found))[:CHOICES])
    keys.pop("", None)
    return keys


def _order(catalogue: Catalogue, entry: Entry, kinds: tuple[EntryKind, ...]) -> tuple[int, bool]:
    """Within a layer: by kind, and first of all the role whose documents say most, the one with a matrix."""
    thin = entry.role is None or catalogue.roles[entry.role].matrix is None
    return kinds.index(entry.kind), thin


def _pinyin_keys(keys: dict[str, tuple[str, ...]], table: FoldTable) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, pinyin in table.pinyin.items():
        if len(pinyin) >= 5:
            found[pinyin] += keys.get(key, ())
    return {pinyin: tuple(dict.fromkeys(entries))[:CHOICES] for pinyin, entries in found.items() if entries}


def spellings_of(entry: Entry) -> tuple[str, ...]:
    """Every name and alias of an entry, each once."""
    names = entry.names
    return tuple(dict.fromkeys((names.en, names.zh_hant, names.zh_hans, *entry.aliases)))
