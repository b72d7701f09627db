"""A colleague confirms a depth: the code to hand over, the question it asks, and what came of it."""

from __future__ import annotations

from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Note, Person, Strong, Text
from bot.when import day
from bot.words import Words
from skills.catalogue import Catalogue, Entry
from storage.confirmations import LAPSES, Asked
from storage.evidence import Evidence
from storage.members import Me

MOST = 40  # pieces of evidence in one answer; the rest is counted


def code(words: Words, entry: Entry, depth: str, given: str) -> Message:
    """What to hand to a colleague; Rung itself writes to nobody."""
    name = entry.names.in_(words.language)
    heading = words("confirm-title", skill=name)
    return Message(
        heading,
        (
            Heading(heading),
            Text.of(words("confirm-how", days=LAPSES.days)),
            Text.of(Strong(f"/level confirm {spelled(given)}")),
            Note.of(words("confirm-shows", skill=name, depth=words(f"depth-{depth}"))),
        ),
    )


def question(words: Words, entry: Entry, asked: Asked) -> Message:
    """What a colleague is asked: whether they have seen this depth at work."""
    name, depth = entry.names.in_(words.language), words(f"depth-{asked.depth}")
    heading = words("confirm-ask-title", skill=name)
    elements: list[Element] = [Heading(heading)]
    elements.append(Text.of(Person(asked.owner), words("confirm-ask", skill=name, depth=depth)))
    if entry.depths is not None and hasattr(entry.depths, asked.depth):
        said = getattr(entry.depths, asked.depth).in_(words.language)
        elements.append(Text.of(Strong(depth), words("colon") + said))
    yes, no = (f"level confirm {spelled(asked.code)} {each}" for each in ("yes", "no"))
    elements.append(Buttons((Button(words("confirm-yes"), yes, "primary"), Button(words("confirm-no"), no))))
    elements.append(Note.of(words("confirm-note")))
    return Message(heading, tuple(elements))


def answered(words: Words, seen: bool, kept: bool) -> Message:
    """Thanks, whatever the answer was, and what came of it."""
    said = words("confirm-thanks-no" if not seen else "confirm-thanks-yes" if kept else "confirm-changed")
    return Message(said, (Text.of(said),))


def evidence(words: Words, catalogue: Catalogue, me: Me, found: list[Evidence], waiting: list[Asked]) -> Message:
    """All evidence for one's depths, kinds apart, and the questions still open."""
    heading = words("evidence-title")
    elements: list[Element] = [Heading(heading)]
    items = []
    for each in found[:MOST]:
        if each.skill in catalogue.entries:
            told = words(f"evidence-{each.kind}", depth=words(f"depth-{each.depth}"))
            line = words("colon") + told + " · " + day(words, me.zone, each.at)
            by = (words("evidence-by"), Person(each.by)) if each.by is not None else ()
            items.append((Strong(catalogue[each.skill].names.in_(words.language)), line, *by))
    if len(found) > MOST:
        items.append((words("calculator-more", count=len(found) - MOST),))
    open_ = tuple(
        (
            words("evidence-open", skill=catalogue[each.skill].names.in_(words.language), code=spelled(each.code),
                  day=day(words, me.zone, each.asked_at + LAPSES)),
        )
        for each in waiting[:MOST] if each.skill in catalogue.entries
    )  # fmt: skip
    if open_:
        elements.append(Bullets(words("evidence-waiting"), open_))
    elements.append(Buttons((Button(words("button-where"), "level"),)))
    elements.append(Bullets("", tuple(items)) if items else Text.of(words("evidence-none")))
    elements.append(Note.of(words("evidence-note")))
    return Message(heading, tuple(elements))


def spelled(given: str) -> str:
    """A code as it is easy to read: two groups of five."""
    return f"{given[:5]}-{given[5:]}"
