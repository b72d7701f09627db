"""Everything that can go wrong, said with the longest facts and the most ways on that it can have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.messages import trouble
from bot.messages.elements import Message
from bot.messages.exported import FORMS, LINE
from bot.messages.finding import echo
from bot.request import Sorry
from bot.subjects.comparing import EXAMPLES
from bot.words import LANGUAGES, Words
from skills.browsing import SHELVES
from skills.catalogue import Catalogue
from storage.wishes import GOALS
from tests.house.sentences import sentences

LONG = "a question that goes on and on " * 20
NO_SORRY = {"sorry-title", "sorry-empty-form"}  # the heading above them, and what stands under a field of a form


def troubles(words: Words, catalogue: Catalogue) -> Iterator[tuple[str, Message]]:
    """Every sentence of the language files that says sorry, and our own failure."""
    yield "apology", trouble.apology(words, "5f3a9c11")
    facts, lines = _facts(words, catalogue), _lines(catalogue)
    said = [each for each in sentences("en") if each.startswith("sorry-") and each not in NO_SORRY]
    for sentence in (*said, "level-no-levels"):
        taken = {name: facts[name] for name in sentences("en")[sentence].facts}
        error = Sorry(sentence, lines.get(sentence, ("level role", "level check", "level help")), **taken)
        yield sentence, trouble.sorry(words, catalogue, error)


def _facts(words: Words, catalogue: Catalogue) -> dict[str, Any]:
    """A value for each fact such a sentence takes, as long as it gets."""
    role, skill = (
        max((each.names.in_(words.language) for each in entries), key=len)
        for entries in (catalogue.roles.values(), (entry for entry in catalogue.entries.values() if entry.is_concept))
    )
    line = f"/level role mlops-engineer {max(_levels(catalogue), key=len)}"
    return {
        "typed": echo(LONG),
        "role": role,
        "name": role,
        "skill": skill,
        "line": line,
        "count": 12,
        "most": GOALS,
        "least": 10,
        "title": max((lab.facts.title.in_(words.language) for lab in catalogue.labs), key=len),
        "day": "24 December 2026",
        "channel": "機器學習平台" * 13 + "頻道",
        "hours": 24,
    }


def _lines(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The ways on that are more than a line or two, or that end in the name of something."""
    longest = sorted((entry.id for entry in catalogue.entries.values() if entry.is_concept), key=len)[-3:]
    return {
        "sorry-role": tuple(f"level role {each}" for each in catalogue.roles),
        "sorry-level": tuple(f"level role mlops-engineer {each}" for each in _levels(catalogue)),
        "sorry-depth": tuple(f"level set {each} awareness" for each in longest),
        "sorry-undo-late": (*(f"level set {each} unknown" for each in longest), "level history"),
        "sorry-no-role": tuple(f"level role {each}" for each in catalogue.roles),
        "sorry-form": tuple(f"level form {number}" for number in range(1, 13)),
        "sorry-goals": tuple(f"gaps drop {each}" for each in longest),
        "sorry-path": tuple(f"gaps path {each}" for each in catalogue.paths),
        "sorry-zone": ("rung zone America/Argentina/ComodRivadavia",),
        "sorry-skill": tuple(f"skill {each}" for each in longest),
        "sorry-language": tuple(f"rung language {each}" for each in LANGUAGES),
        "sorry-compare": EXAMPLES,
        "sorry-shelf": tuple(f"skill browse {each}" for each in SHELVES),
        **dict.fromkeys(("sorry-not-lead", "sorry-lead-ended"), ("progress", "rung lead C0123456789")),
        "sorry-progress-filter": ("progress C0123456789", "progress C0123456789 filter"),
        "sorry-progress-how": ("progress", "progress export", "progress help"),
        "sorry-export-form": tuple(map(LINE.format, FORMS)),
        "sorry-gone": (),
        "level-no-levels": tuple(f"skill role:{each}" for each in catalogue.roles),
    }


def _levels(catalogue: Catalogue) -> list[str]:
    return [rung.id for scheme in catalogue.roles["mlops-engineer"].schemes for rung in scheme.levels]
