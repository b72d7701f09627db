"""What was saved, what was taken back, and the ways on from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.messages.elements import Bullets, Button, Buttons, Element, Message, Note, Said, Text
from bot.messages.level import level_in_full
from bot.words import Words
from skills.catalogue import Catalogue
from storage.history import ROLE, Batch, Change


def saved_role(words: Words, catalogue: Catalogue, role: str, level: str | None, batch: str | None) -> Message:
    """Role and level are kept; what comes next is the self-check. `batch` names what Undo would take back."""
    file = catalogue.roles[role]
    name = file.names.in_(words.language)
    if level is None:
        said = words("level-saved-role", role=name)
        if not file.schemes:
            said += words("stop") + words("level-no-levels", role=name)
    else:
        said = words("level-saved", role=name, level=level_in_full(words, catalogue, role, level))
    ways = [
        Button(words("button-check"), "level check", "primary"),
        Button(words("button-gaps"), "gaps"),
        Button(words("button-where"), "level"),
    ]
    return _saved(words, [Text.of(said)], said, batch, ways)


def dropped_role(words: Words, catalogue: Catalogue, role: str, batch: str | None) -> Message:
    """A role is kept no longer."""
    said = words("level-dropped-role", role=catalogue.roles[role].names.in_(words.language))
    return _saved(words, [Text.of(said)], said, batch, [Button(words("button-where"), "level")])


def saved_depths(
    words: Words, catalogue: Catalogue, wanted: Mapping[str, str | None], batch: str | None, gone: Sequence[str] = ()
) -> Message:
    """Depths are kept; `gone` are skills the catalogue no longer has, as they were written."""
    named = [(catalogue[skill].names.in_(words.language), _depth(words, depth)) for skill, depth in wanted.items()]
    elements: list[Element] = []
    if len(named) == 1:
        summary = words("level-depth-saved", skill=named[0][0], depth=named[0][1])
        elements.append(Text.of(summary))
    elif named:
        summary = words("level-depths-saved", count=len(named))
        elements.append(
            Bullets(summary, tuple((words("gaps-own", skill=skill, depth=depth),) for skill, depth in named))
        )
    else:
        summary = words("level-nothing-changed")
        elements.append(Text.of(summary))
    if gone:
        elements.append(Said(words("level-gone", skills=words.listed(list(gone)))))
    ways = [Button(words("button-gaps"), "gaps"), Button(words("button-where"), "level")]
    if len(wanted) == 1:
        skill = next(iter(wanted))
        ways.insert(0, Button(words("button-open-skill", skill=named[0][0]), f"skill {skill}"))
    return _saved(words, elements, summary, batch, ways)


def undone(words: Words, catalogue: Catalogue, batch: Batch) -> Message:
    """A batch is taken back: what holds again."""
    items = tuple((subject_and_value(words, catalogue, each, each.before),) for each in batch.changes)
    said = words("undo-done")
    ways = Buttons((Button(words("button-where"), "level"), Button(words("button-history"), "level history")))
    return Message(said, (Bullets(said, items), ways, Note.of(words("level-guide"))))


def undone_already(words: Words) -> Message:
    """A second press on Undo: it is done."""
    said = words("undo-already")
    ways = Buttons((Button(words("button-where"), "level"), Button(words("button-history"), "level history")))
    return Message(said, (Text.of(said), ways))


def subject_and_value(words: Words, catalogue: Catalogue, change: Change, value: str | None) -> str:
    """One side of a change: "Docker: Working", "Role: MLOps Engineer"."""
    return subject(words, catalogue, change) + words("colon") + value_of(words, catalogue, change, value)


def subject(words: Words, catalogue: Catalogue, change: Change) -> str:
    """What a change is about, by its name where the catalogue still has it."""
    if change.subject == ROLE:
        return words("level-role-is")
    if change.subject.startswith(f"{ROLE}:"):
        return _role(words, catalogue, change.subject.removeprefix(f"{ROLE}:"))
    known = change.subject in catalogue.entries
    return catalogue[change.subject].names.in_(words.language) if known else change.subject


def value_of(words: Words, catalogue: Catalogue, change: Change, value: str | None) -> str:
    """A value before or after a change."""
    if change.subject == ROLE:
        return _role(words, catalogue, value) if value else words("level-none")
    if not change.subject.startswith(f"{ROLE}:"):
        return _depth(words, value)
    if value is None:
        return words("level-not-kept")
    role = change.subject.removeprefix(f"{ROLE}:")
    if not value or role not in catalogue.roles or not catalogue.has_level(role, value):
        return value or words("level-no-level")
    return catalogue.level(role, value).names.in_(words.language)


def _depth(words: Words, depth: str | None) -> str:
    return words(f"depth-{depth or 'unknown'}")


def _role(words: Words, catalogue: Catalogue, role: str) -> str:
    return catalogue.roles[role].names.in_(words.language) if role in catalogue.roles else role


def _saved(words: Words, elements: Sequence[Element], summary: str, batch: str | None, ways: list[Button]) -> Message:
    undo = [Button(words("button-undo"), f"level undo {batch}")] if batch is not None else []
    return Message(summary, (*elements, Buttons((*ways, *undo)), Note.of(words("level-guide"))))
