"""What follows a press on the weekly message: the task to keep open, a hint, how it went, something else."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Piece, Text
from bot.messages.nudge import About, names, others, task, why
from bot.words import Words
from skills.catalogue import Catalogue
from skills.suggesting import Suggestion


def started(words: Words, catalogue: Catalogue, about: About, found: Suggestion) -> Message:
    """The task alone, to keep open while doing it."""
    entry = catalogue[found.skill]
    heading = words("nudge-title-start", skill=entry.names.in_(words.language))
    line = f"{about.week} {found.skill}"
    buttons = Buttons(
        (
            Button(words("button-done"), f"rung nudge done {line}", "primary"),
            Button(words("button-hint"), f"rung nudge hint {line}"),
            Button(words("button-too-easy"), f"rung nudge easy {line}"),
            Button(words("button-too-hard"), f"rung nudge hard {line}"),
            *others(words, line),
        )
    )
    reason = Text.of(why(words, catalogue, about, found))
    return Message(heading, (Heading(heading), reason, *task(words, catalogue, about, found), buttons))


def hint(words: Words, catalogue: Catalogue, about: About, found: Suggestion) -> Message:
    """Where to look: what it builds on, what belongs to it, its card."""
    entry = catalogue[found.skill]
    name = entry.names.in_(words.language)
    heading = words("nudge-title-hint", skill=name)
    points: list[tuple[Piece, ...]] = [(words("nudge-hint-card", skill=name),)]
    for sentence, related in (
        ("nudge-hint-needs", entry.needs), ("nudge-hint-tools", entry.tools), ("nudge-hint-near", entry.near),
    ):  # fmt: skip
        if related:
            points.append((words(sentence, skills=names(words, [catalogue[each] for each in related[:6]])),))
    line = f"{about.week} {found.skill}"
    buttons = Buttons(
        (
            Button(words("button-open-skill", skill=name), f"skill {entry.id}", "primary"),
            Button(words("button-done"), f"rung nudge done {line}"),
            Button(words("button-too-hard"), f"rung nudge hard {line}"),
            *others(words, line),
        )
    )
    shown = (Heading(heading), *task(words, catalogue, about, found), Bullets("", tuple(points)), buttons)
    return Message(heading, shown)


def done(words: Words, catalogue: Catalogue, about: About, found: Suggestion) -> Message:
    """It is noted; one question, which may stay unanswered: where the reader is now."""
    entry = catalogue[found.skill]
    name = entry.names.in_(words.language)
    said = words("nudge-done", skill=name)
    buttons: list[Button] = []
    if entry.depths is not None:
        depth = words(f"depth-{found.step}")
        said += words("stop") + words("nudge-done-depth", skill=name, depth=depth)
        buttons.append(Button(words("button-set-to", depth=depth), f"level set {found.skill} {found.step}", "primary"))
    line = f"{about.week} {found.skill}"
    buttons += [
        Button(words("button-too-easy"), f"rung nudge easy {line}"),
        Button(words("button-too-hard"), f"rung nudge hard {line}"),
        Button(words("button-more-of"), f"rung nudge more {line}"),
    ]
    return Message(said, (Text.of(said), Buttons(tuple(buttons))))


def noted(words: Words, catalogue: Catalogue, about: About, found: Suggestion, outcome: str) -> Message:
    """What was said changes what comes next, and how."""
    entry = catalogue[found.skill]
    said = words(f"nudge-noted-{outcome}", skill=entry.names.in_(words.language))
    if outcome == "hard" and entry.needs:
        said += words("stop") + words("nudge-hard-needs")
    return Message(said, (Text.of(said), *_after(words, catalogue, about, found, outcome)))


def nothing_else(words: Words) -> Message:
    """There is no other one."""
    said = words("nudge-no-other")
    return Message(said, (Text.of(said), Buttons((Button(words("button-gaps"), "gaps"),))))


def _after(words: Words, catalogue: Catalogue, about: About, found: Suggestion, outcome: str) -> Iterator[Element]:
    entry = catalogue[found.skill]
    line = f"{about.week} {found.skill}"
    another = Button(words("button-another"), f"rung nudge another {line}")
    match outcome:
        case "easy" if entry.depths is not None:
            depth = words(f"depth-{found.step}")
            yield Buttons(
                (Button(words("button-set-to", depth=depth), f"level set {found.skill} {found.step}"), another)
            )
        case "hard" if entry.needs:
            needs = [catalogue[each] for each in entry.needs[:3]]
            yield Text.of(words("nudge-hint-needs", skills=names(words, needs)))
            yield Buttons((*(_open(words, each.id, each.names.in_(words.language)) for each in needs), another))
        case "less" | "more":
            yield Buttons((another, Button(words("button-drop-wish"), f"gaps drop {found.skill}")))
        case _:
            yield Buttons((another, Button(words("button-gaps"), "gaps")))


def _open(words: Words, skill: str, name: str) -> Button:
    return Button(words("button-open-skill", skill=name), f"skill {skill}")
