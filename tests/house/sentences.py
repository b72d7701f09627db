"""The language files as data, and the sentences that the code asks for."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.messages.lab_answers import REPORTS
from bot.messages.nudge import SIZES, WORDINGS
from bot.messages.weeks import ABOUT_NO_SKILL, DEAD, SILENT
from bot.subjects.nudge_presses import OUTCOMES
from bot.words import FOLDER, LANGUAGES, Language
from skills.browsing import SHELVES
from skills.catalogue import EntryKind
from skills.labs.proposing import MISSES
from skills.scale import SAYABLE
from skills.shapes import DEPTHS
from storage.bands import Band
from storage.digests import CHANNEL, ME
from storage.labs import DONE, KINDS, OPEN
from storage.leaving import personal_tables
from storage.looks import DIGEST, EXPORT, READ
from storage.sharing import ASKED, CHOICES
from storage.undoing import Refusal
from tests.house.source import name_of, python_files, tree

BANDS: tuple[str, ...] = get_args(Band)
PLACES = (ME, CHANNEL)
LOOKS = (READ, EXPORT, DIGEST)

# What may stand in the hole of an id that is put together: words(f"kind-{entry.kind}").
HOLES: dict[str, tuple[str, ...]] = {
    "kind-": get_args(EntryKind),
    "depth-": (*SAYABLE, "unknown"),
    "evidence-": ("lab", "word", "peer"),
    "lab-against-": MISSES,
    "lab-state-": ("open", "skipped", "code", "word"),
    "lab-report-": REPORTS,
    "lab-done-by-": ("code", "word"),
    "lab-trouble-": KINDS,
    "history-": ("set", "role", "check", "still", "path"),
    "level-": ("role-is", "level-is"),
    "reason-": ("goal", "more", "less", "later"),
    "sorry-undo-": tuple(each for each in get_args(Refusal) if each != "undone"),
    "table-": (*(each.name for each in personal_tables()), "confirmed"),
    "wish-": ("goal", "more", "less", "later"),
    "shelf-": tuple(SHELVES),
    "language-": LANGUAGES,
    "silent-": SILENT,
    "weeks-sent-": ABOUT_NO_SKILL,
    "dead-": DEAD,
    "outcome-": OUTCOMES,
    "nudge-noted-": ("next", "less", "more", "easy", "hard"),
    "task-": tuple(
        f"{depth}-{size}-{number}" for depth in DEPTHS for size in SIZES for number in range(1, WORDINGS + 1)
    ),
    "sorry-read-": ("weekday", "time", "day", "no-such-day", "ambiguous", "past", "far"),
    "share-is-": CHOICES,
    "share-chosen-": CHOICES,
    "share-means-": CHOICES,
    "share-short-": (ASKED, *CHOICES),
    "button-share-": CHOICES,
    "looked-": LOOKS,
    "progress-lab-": (OPEN, DONE),
    "channel-instead-": ("share", "named", "talk"),
    "channel-column-": ("skill", "band", "moved"),
    "band-": BANDS,
    "band-means-": BANDS,
    "moved-": ("up", "down", "same"),
    "digest-is-": PLACES,
    "button-digest-": PLACES,
}
_LIKE_AN_ID = re.compile(r"[a-z]+(-[a-zA-Z]+)+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a language file: its text as written, and the facts it takes."""

    text: str
    facts: frozenset[str]


@functools.cache
def sentences(language: Language) -> dict[str, Sentence]:
    """The sentences of one file, in its order; junk and a repeated id are errors."""
    resource = FluentParser().parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    found: dict[str, Sentence] = {}
    for each in resource.body:
        assert not isinstance(each, ftl.Junk), f"{language}.ftl cannot be read at: {each.content}"
        if isinstance(each, ftl.Message):
            assert each.id.name not in found, f"{language}.ftl has {each.id.name} twice"
            reader = _Reader()
            reader.visit(each)
            found[each.id.name] = Sentence(" ".join(reader.texts), frozenset(reader.facts))
    return found


class _Reader(Visitor):
    """Collects what a sentence says and which facts it names."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.facts: set[str] = set()

    def visit_TextElement(self, node: ftl.TextElement) -> None:
        self.texts.append(node.value)

    def visit_StringLiteral(self, node: ftl.StringLiteral) -> None:
        self.texts.append(node.value)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.facts.add(node.id.name)


@dataclass(frozen=True, slots=True)
class Asked:
    """One place in the code that says a sentence by its id; `facts` is None where they are not written there."""

    file: str
    line: int
    id: str
    facts: frozenset[str] | None

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.id}"


@functools.cache
def asked() -> tuple[Asked, ...]:
    """Every id in `words("…")` and `Sorry("…")`, those put together from a hole's known values included."""
    files = python_files("bot", "jobs")
    return tuple(each for path in files for node in ast.walk(tree(path)) for each in _asked_by(name_of(path), node))


def _asked_by(file: str, node: ast.AST) -> Iterator[Asked]:
    if not isinstance(node, ast.Call) or not node.args or not _is_saying(node.func):
        return
    written = [word.arg for word in node.keywords]
    facts = None if None in written else frozenset(word for word in written if word is not None and word != "lines")
    for id_ in _ids(node.args[0]):
        yield Asked(file, node.lineno, id_, facts)


def _is_saying(called: ast.expr) -> bool:
    """Whether this is `words(…)`, `something.words(…)`, `words_in(…)(…)` or `Sorry(…)`."""
    if isinstance(called, ast.Call):
        return isinstance(called.func, ast.Name) and called.func.id == "words_in"
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in ("words", "_words", "Sorry")


def _ids(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _ids(node.body)
        yield from _ids(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield from put_together(node)


def put_together(node: ast.JoinedStr) -> list[str]:
    """The ids an f-string can become: its fixed beginning with each value its hole may hold."""
    first = node.values[0]
    start = str(first.value) if isinstance(first, ast.Constant) else ""
    assert start in HOLES, f"line {node.lineno}: say in HOLES what {ast.unparse(node)} can become"
    return [start + value for value in HOLES[start]]


@functools.cache
def like_ids() -> dict[str, str]:
    """Every string in the code that is written like an id, with one place where it stands; docstrings apart."""
    found: dict[str, str] = {}
    for path in python_files("bot", "jobs"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _LIKE_AN_ID.fullmatch(node.value):
                found.setdefault(node.value, f"{name_of(path)}:{node.lineno}")
            elif isinstance(node, ast.Constant) and node.value in sentences("en"):  # "stop", "colon", "apology"
                found.setdefault(str(node.value), f"{name_of(path)}:{node.lineno}")
    return found
