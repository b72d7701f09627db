"""The blind self-check: one question at a time, then all picks together, and nothing is kept before Save."""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Note, Piece, Strong, Text
from bot.words import Words
from skills.catalogue import Catalogue, Entry
from skills.scale import NOT_YET, SKIP
from skills.selfcheck import order_of

OPEN, PASS = "?", "pass"


def question(words: Words, catalogue: Catalogue, picks: Mapping[str, str], before: tuple[str, str] | None) -> Message:
    """The first open question; `before` is the skill and pick just made, whose depth is now named.

    `picks` maps each skill of the check to "1"–"4" (a place in `order_of`), "none", "skip", "pass" or OPEN.
    """
    skill = next(each for each, pick in picks.items() if pick == OPEN)
    entry = catalogue[skill]
    number = list(picks).index(skill) + 1
    heading = words("check-title", number=number, count=len(picks), skill=entry.names.in_(words.language))
    elements: list[Element] = [Heading(heading)]
    if before is not None:
        elements.append(Note.of(_picked(words, catalogue, *before)))
    elements.append(Text.of(words("check-ask")))
    sentences = [getattr(entry.depths, depth).in_(words.language) for depth in order_of(skill)]
    elements += [Text.of(Strong(f"{at}"), f"  {said}") for at, said in enumerate(sentences, 1)]
    choices = [*(str(at) for at in range(1, len(sentences) + 1)), NOT_YET, SKIP, PASS]
    labels = {NOT_YET: words("check-none"), SKIP: words("depth-skip"), PASS: words("check-pass")}
    buttons = [Button(labels.get(each, each), line({**picks, skill: each})) for each in choices]
    elements += [Buttons(tuple(buttons)), Note.of(words("check-typed", line="/" + line({**picks, skill: "1"})))]
    return Message(heading, tuple(elements))


def summary(words: Words, catalogue: Catalogue, picks: Mapping[str, str]) -> Message:
    """Every pick with the name of its depth; Save keeps them."""
    heading = words("check-summary")
    items: list[tuple[Piece, ...]] = []
    for skill, pick in picks.items():
        name = catalogue[skill].names.in_(words.language)
        said = sentence_of(words, catalogue[skill], pick)
        items.append(
            (Strong(name), words("colon") + _depth_name(words, skill, pick) + (words("dash") + said if said else ""))
        )
    save = (Button(words("button-save"), f"{line(picks)} save", "primary"),) if any_said(picks) else ()
    buttons = Buttons((*save, Button(words("button-again"), "level check")))
    return Message(heading, (Heading(heading), Bullets("", tuple(items)), buttons, Note.of(words("check-not-kept"))))


def saved(words: Words, count: int, batch: str | None, snapshot: int) -> Message:
    """The picks are kept, and a snapshot with them."""
    said = words("check-saved", count=count, snapshot=snapshot)
    undo = (Button(words("button-undo"), f"level undo {batch}"),) if batch is not None else ()
    ways = Buttons(
        (
            Button(words("button-gaps"), "gaps", "primary"),
            Button(words("button-check-more"), "level check"),
            Button(words("button-snapshot"), f"level snapshot {snapshot}"),
            *undo,
        )
    )
    return Message(said, (Text.of(said), ways, Note.of(words("level-guide"))))


def nothing_to_ask(words: Words) -> Message:
    """There is no skill with sentences to ask about."""
    said = words("check-nothing")
    return Message(said, (Text.of(said), Buttons((Button(words("button-set-depths"), "level form"),))))


def line(picks: Mapping[str, str]) -> str:
    """The line that goes on from these picks."""
    return "level check " + " ".join(f"{skill}={pick}" for skill, pick in picks.items())


def depth_of(skill: str, pick: str) -> str | None:
    """The depth a pick means; None for a question that was passed over."""
    if pick in (NOT_YET, SKIP):
        return pick
    return order_of(skill)[int(pick) - 1] if pick.isdigit() else None


def any_said(picks: Mapping[str, str]) -> bool:
    """Whether there is anything to keep."""
    return any(depth_of(skill, pick) is not None for skill, pick in picks.items())


def sentence_of(words: Words, entry: Entry, pick: str) -> str:
    """The sentence somebody picked, "" where they picked none."""
    depth = depth_of(entry.id, pick)
    return getattr(entry.depths, depth).in_(words.language) if pick.isdigit() and depth else ""


def _picked(words: Words, catalogue: Catalogue, skill: str, pick: str) -> str:
    return words(
        "check-picked", skill=catalogue[skill].names.in_(words.language), depth=_depth_name(words, skill, pick)
    )


def _depth_name(words: Words, skill: str, pick: str) -> str:
    depth = depth_of(skill, pick)
    return words("check-passed") if depth is None else words(f"depth-{depth}")
