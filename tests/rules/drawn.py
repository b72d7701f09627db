"""Everything Rung can draw for Slack: each entry for three readers in three languages, and every other message."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from bot.messages import browse, compare, documents, finding, home, language, parts, starting
from bot.messages.card import NOBODY, Standing, card, shared
from bot.messages.elements import Form, Message
from bot.messages.found import found
from bot.words import LANGUAGES, Words, words_in
from skills.browsing import PAGE, SHELVES, inside, shelf
from skills.catalogue import Catalogue
from skills.library import Library
from skills.lookup import Answer
from skills.shapes import DEPTHS
from storage.nudges import ON, Choice
from tests.rules.drawn_of_channels import of_channels
from tests.rules.drawn_of_kept import kept
from tests.rules.drawn_of_labs import of_labs, started
from tests.rules.drawn_of_people import of_people
from tests.rules.drawn_of_weeks import of_weeks
from tests.rules.drawn_once import every_form, once
from tests.rules.people import everybody
from tests.rules.troubles import LONG, troubles

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
        for part in (cards, pages, others, of_people, kept, once, of_weeks, of_labs, of_channels):
            for what, message in part(words, library):
                yield Drawn(f"{what} ({each})", words, message)


def homes(library: Library) -> Iterator[Drawn]:
    """Everybody's Home."""
    catalogue = library.catalogue
    for each in LANGUAGES:
        words = words_in(each)
        for person in everybody(catalogue):
            choice = Choice(ON, holidays="DE-BY") if person.depths else Choice()
            taken_up = [started(lab) for lab in [*catalogue.labs][:1]] if person.depths else []
            message = home.home(words, catalogue, person.me, person.depths, person.wishes, choice, taken_up)
            yield Drawn(f"home of {person.what} ({each})", words, message)


def every_form_there_is(library: Library) -> Iterator[tuple[str, Form]]:
    """Every form in every language."""
    for each in LANGUAGES:
        yield from ((f"{what} ({each})", form) for what, form in every_form(words_in(each), library.catalogue))


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
    """Choices, comparisons, help and everything that goes wrong."""
    yield from _answers(words, library)
    yield from _comparisons(words, library.catalogue)
    yield from troubles(words, library.catalogue)
    yield "documents", documents.documents(words, library.catalogue)
    yield "language", language.pick(words)
    yield "language saved", language.saved(words)
    yield "language follows", language.follows(words)
    for command in starting.COMMANDS:
        yield f"help {command}", starting.command_help(words, command)


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
