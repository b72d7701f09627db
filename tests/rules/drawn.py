"""Everything Rung can draw for Slack: each entry for three readers in three languages, and every other message."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.messages import browse, compare, documents, finding, language, level, parts, starting, trouble
from bot.messages.card import NOBODY, Standing, card, shared
from bot.messages.elements import Form, Message
from bot.messages.found import found
from bot.messages.lookup_form import lookup_form
from bot.request import Sorry
from bot.words import LANGUAGES, Words, words_in
from skills.browsing import PAGE, SHELVES, inside, shelf
from skills.catalogue import Catalogue
from skills.library import Library
from skills.lookup import Answer
from skills.shapes import DEPTHS
from storage.members import Me

READERS = {
    "nobody": NOBODY,
    "a junior": Standing("mlops-engineer", "junior", None),
    "a principal": Standing("mlops-engineer", "principal", "expert"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One message, and what it is, for the test's own message when something is wrong with it."""

    what: str
    words: Words
    message: Message


def everything(library: Library) -> Iterator[Drawn]:
    """Every message there is, over the real catalogue."""
    for each in LANGUAGES:
        words = words_in(each)
        for what, message in [*cards(words, library), *pages(words, library), *others(words, library)]:
            yield Drawn(f"{what} ({each})", words, message)


def cards(words: Words, library: Library) -> Iterator[tuple[str, Message]]:
    """What looking up each entry shows, for each reader; and the card for a channel."""
    catalogue = library.catalogue
    for entry in catalogue.entries.values():
        for reader, standing in READERS.items() if entry.is_concept else [("anybody", NOBODY)]:
            answer = Answer("one", (entry.id,))
            yield f"{entry.id} for {reader}", found(words, catalogue, entry.name, answer, standing)
        if entry.is_concept:
            yield f"{entry.id} shared", shared(words, catalogue, entry)
    entry = catalogue["mlflow"]
    for depth in DEPTHS:
        yield f"mlflow with {depth}", card(words, catalogue, entry, Standing("data-scientist", "middle", depth))
    yield "mlflow without a level", card(words, catalogue, entry, Standing("ai-platform-engineer", None, None))


def pages(words: Words, library: Library) -> Iterator[tuple[str, Message]]:
    """Every page of everything that pages."""
    catalogue = library.catalogue
    yield "the shelves", browse.shelves(words)
    for name in SHELVES:
        for number in range(1, -(-len(shelf(catalogue, name)) // PAGE) + 1):
            yield f"shelf {name}, page {number}", browse.one_shelf(words, catalogue, name, number)
    for entry in catalogue.entries.values():
        if not entry.is_concept:
            for number in range(1, -(-len(inside(catalogue, entry)) // PAGE) + 1):
                yield f"{entry.id}, page {number}", parts.part(words, catalogue, entry, number)


def others(words: Words, library: Library) -> Iterator[tuple[str, Message]]:
    """Choices, comparisons, level messages, help and everything that goes wrong."""
    yield from _answers(words, library)
    yield from _comparisons(words, library.catalogue)
    yield from _levels(words, library.catalogue)
    yield "documents", documents.documents(words, library.catalogue)
    yield "language", language.pick(words)
    yield "language saved", language.saved(words)
    yield "language follows", language.follows(words)
    for command in starting.COMMANDS:
        yield f"help {command}", starting.command_help(words, command)
    yield "apology", trouble.apology(words, "5f3a9c11")
    for sentence, lines, facts in SORRY:
        yield sentence, trouble.sorry(words, library.catalogue, Sorry(sentence, lines, **facts))


LONG = "a question that goes on and on " * 20
SORRY: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("sorry-rung", ("rung help",), {"typed": LONG}),
    ("sorry-level-how", ("level role", "level"), {"typed": LONG}),
    ("sorry-role", ("level role mlops-engineer", "level role llm-engineer"), {"typed": "wizard"}),
    ("sorry-level", ("level role mlops-engineer roadmap-junior",), {"role": "MLOps Engineer", "typed": "x"}),
    ("sorry-depth", ("level help",), {"typed": "deep"}),
    ("sorry-skill", ("skill mlflow", "skill docker"), {"typed": "mlfow"}),
    ("sorry-skill-none", ("skill browse skills",), {"typed": "banana"}),
    ("sorry-not-learnable", ("skill browse skills",), {"name": "MLOps Engineer"}),
    ("sorry-language", tuple(f"rung language {each}" for each in LANGUAGES), {"typed": "klingon"}),
    ("sorry-compare", ("skill compare mlops engineer: junior, middle",), {}),
    ("sorry-shelf", tuple(f"skill browse {each}" for each in SHELVES), {"typed": "cupboard"}),
    ("sorry-gone", ("skill browse",), {}),
]


def _answers(words: Words, library: Library) -> Iterator[tuple[str, Message]]:
    catalogue = library.catalogue
    for alias, entries in catalogue.shared_aliases.items():
        yield f"choice of {alias}", finding.choice(words, catalogue, alias, entries)
        yield f"did you mean, {alias}", finding.did_you_mean(words, catalogue, alias, entries[:3])
    longest = sorted(catalogue.entries.values(), key=lambda entry: -len(entry.names.in_(words.language)))
    five = tuple(entry.id for entry in longest[:5])
    yield "choice of the longest names", finding.choice(words, catalogue, LONG, five)
    yield "mentions", finding.mentions(words, catalogue, five)
    yield "mentions nothing", finding.mentions(words, catalogue, ())
    yield "not found", finding.not_found(words, LONG)


def _comparisons(words: Words, catalogue: Catalogue) -> Iterator[tuple[str, Message]]:
    roles = list(catalogue.roles)
    for left, right in zip(roles, [*roles[1:], roles[0]], strict=True):
        for skill in ("ml-deployment", "mlflow", "kserve"):
            yield f"{left} and {right} on {skill}", compare.roles(words, catalogue, left, right, catalogue[skill])
    yield "the same role twice", compare.roles(words, catalogue, roles[-1], roles[-1], catalogue["mlflow"])
    for role, file in catalogue.roles.items():
        rungs = [rung.id for scheme in file.schemes for rung in scheme.levels]
        for lower, upper in itertools.pairwise(rungs):
            yield f"{role}, {lower} and {upper}", compare.levels(words, catalogue, role, lower, upper)


def people(catalogue: Catalogue) -> Iterator[tuple[Me, dict[str, str]]]:
    """Somebody unknown, somebody with a role alone, somebody at every level, and somebody who set everything."""
    yield me(None, None), {}
    for role, file in catalogue.roles.items():
        yield me(role, None), {}
        for rung in (rung for scheme in file.schemes for rung in scheme.levels):
            yield me(role, rung.id), {"mlflow": "working"}
    concepts = [entry.id for entry in catalogue.entries.values() if entry.is_concept]
    yield me("mlops-engineer", "principal"), dict.fromkeys(concepts, "expert")


def me(role: str | None, rung: str | None) -> Me:
    """A member with this role and level."""
    return Me(id=1, workspace_id=1, locale="en-US", time_zone="UTC", language=None, role=role, level=rung)


def _levels(words: Words, catalogue: Catalogue) -> Iterator[tuple[str, Message]]:
    yield "pick a role", level.pick_role(words, catalogue)
    for role, file in catalogue.roles.items():
        yield f"pick a level of {role}", level.pick_level(words, catalogue, role)
        yield f"saved {role}", level.saved_role(words, catalogue, role, None)
        for rung in (rung for scheme in file.schemes for rung in scheme.levels):
            yield f"saved {role} {rung.id}", level.saved_role(words, catalogue, role, rung.id)
    for depth in DEPTHS:
        yield f"saved {depth}", level.saved_depth(words, catalogue["model-monitoring-drift-detection"], depth)
    for number, (person, depths) in enumerate(people(catalogue)):
        yield f"where {number} stands", level.standing(words, catalogue, person, depths)
        yield f"start for {number}", starting.start(words, catalogue, person, depths)


def homes(words: Words, library: Library) -> Iterator[Message]:
    """The Home of everybody."""
    return (starting.home(words, library.catalogue, person, depths) for person, depths in people(library.catalogue))


def forms(words: Words) -> Iterator[Form]:
    """Every form."""
    yield lookup_form(words)
