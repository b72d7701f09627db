"""How people ask: the words around a name, the words that leave the subject, and everyday words near a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from skills.folding import FoldTable, has_chinese
from skills.list_files import QuestionsFile

_WORD = re.compile(r"[^\s,.;:!?，。；：！？、()（）\"“”「」]+")
_SCRIPT_EDGE = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Questions:
    """The word lists of seeds/questions.yml, folded.

    `fillers` are Latin words a question can lose, `particles` Chinese ones (longest first); `off_topic` words
    end the search; `everyday` words are near a name but mean themselves; `ordinary` names are everyday words too
    and count only when they are all that is asked.
    """

    table: FoldTable
    fillers: frozenset[str]
    particles: tuple[str, ...]
    off_topic: frozenset[str]
    everyday: frozenset[str]
    ordinary: frozenset[str]

    def words(self, text: str) -> list[str]:
        """The words of `text`; a change between Latin and Chinese also ends one."""
        return _WORD.findall(_SCRIPT_EDGE.sub(" ", text))

    def core(self, text: str) -> str:
        """`text` without the words that make it a question."""
        kept = []
        for word in self.words(text):
            if has_chinese(word):
                kept.append(self.without_particles(word))
            elif word.casefold().strip("'’") not in self.fillers:
                kept.append(word)
        return " ".join(word for word in kept if word)

    def without_particles(self, word: str) -> str:
        """A Chinese word without asking particles; the rest is folded."""
        folded = self.table.fold(word)
        for particle in self.particles:
            folded = folded.replace(particle, "")
        return folded

    def is_off_topic(self, text: str) -> bool:
        """Whether a word says that the question is about something else, such as pay."""
        folded = self.table.fold(text)
        inside = any(has_chinese(word) and word in folded for word in self.off_topic)
        return inside or not self.off_topic.isdisjoint(map(self.table.fold, self.words(text)))


def fold_questions(lists: QuestionsFile, table: FoldTable) -> Questions:
    """The lists of seeds/questions.yml, folded for look-up."""
    particles = sorted(set(map(table.fold, lists.particles)), key=lambda word: (-len(word), word))
    return Questions(
        table=table,
        fillers=frozenset(word.casefold() for word in lists.fillers),
        particles=tuple(particles),
        off_topic=frozenset(map(table.fold, lists.off_topic)),
        everyday=frozenset(map(table.fold, lists.everyday)),
        ordinary=frozenset(map(table.fold, lists.ordinary)),
    )


_JOINT = re.compile(r"\s+(?:on|for|at|in)\s+|\s*(?:關於|关于|在)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|，|、|\band\b|\bvs\.?|\bwith\b|和|與|与)\s*", re.IGNORECASE)


def has_joint(text: str) -> bool:
    """Whether a comparison names what to compare on ("a, b on c")."""
    return bool(_JOINT.search(text)) and len(_BETWEEN.split(_JOINT.split(text, maxsplit=1)[0])) == 2


def split_compared(text: str) -> tuple[str, str, str]:
    """The two things compared and the subject; only for a text that `has_joint`."""
    pair, subject = _JOINT.split(text, maxsplit=1)
    left, right = _BETWEEN.split(pair)
    return left.strip(), right.strip(), subject.strip()


_BESIDE = re.compile(r"\s+(?:vs\.?|versus|or|and|between)\s+|\s*(?:和|與|与|跟|還是|还是|[,，、])\s*", re.IGNORECASE)


def split_named(text: str) -> list[str]:
    """The parts of a text that names several things side by side."""
    return [part for part in _BESIDE.split(text) if part.strip()]
