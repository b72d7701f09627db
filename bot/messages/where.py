"""Where the documents place a concept: one line per role, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.elements import Bullets, Piece, Strong
from bot.messages.places import mark
from bot.words import Words
from skills.catalogue import Appearance, Catalogue, Entry, Place

MOST = 2  # places named per role; the rest is counted, and all of them stand in the sources
# What places a skill best comes first: where it belongs, then the level whose stack names it, then mere mentions.
_ORDER = ("category", "level", "group", "area", "ability", "focus", "stage", "section", "domain")


def where(words: Words, catalogue: Catalogue, entry: Entry, first: str | None = None) -> Bullets | None:
    """Where each role's documents name the concept, or in full for the reader's role `first` alone.

    None for what no document names.
    """
    by_role: dict[str, dict[str, list[Place]]] = {}
    for seen in sorted(entry.appearances, key=lambda each: _rank(catalogue[each.container].kind)):
        container = catalogue[seen.container]
        phrase = _phrase(words, catalogue, container, seen)
        if seen.weight is not None:
            phrase += words("dash") + seen.weight.in_(words.language)
        role = container.role or _role_of(catalogue, container)
        by_role.setdefault(role, {}).setdefault(phrase, []).append(seen.place)
    shown = [first] if first in by_role else list(by_role)
    items = [tuple(_line(words, catalogue, role, by_role[role])) for role in shown]
    others = [catalogue.roles[role].names.in_(words.language) for role in by_role if role not in shown]
    if others:
        items.append((Strong(words("card-where-also")), words("colon") + words.listed(others)))
    return Bullets(words("card-where"), tuple(items)) if items else None


def _line(words: Words, catalogue: Catalogue, role: str, phrases: dict[str, list[Place]]) -> Iterator[Piece]:
    facts = [phrase + mark(words, *places) for phrase, places in phrases.items()][:MOST]
    yield Strong(catalogue.roles[role].names.in_(words.language))
    yield words("colon") + words("list-semicolon").join(facts)
    if len(phrases) > MOST:
        yield words("list-semicolon") + words("card-where-more", count=len(phrases) - MOST)


def _rank(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _role_of(catalogue: Catalogue, ability: Entry) -> str:
    """The role whose checklist an ability stands in."""
    return next(role for seen in ability.appearances if (role := catalogue[seen.container].role) is not None)


def _phrase(words: Words, catalogue: Catalogue, container: Entry, seen: Appearance) -> str:
    name = container.names.in_(words.language)
    match container.kind:
        case "level" | "stage":
            level = level_name(words, catalogue, container)
            return words("card-stack" if seen.printed else "card-stage", level=level)
        case "focus":
            return words("card-focus", level=level_name(words, catalogue, catalogue[container.parents[0]]))
        case "scenario":
            return words("card-example", ability=catalogue[container.parents[0]].names.in_(words.language))
        case "step":
            path, number = container.id.removeprefix("step:").rsplit("/", 1)
            return words("card-step", number=number, path=catalogue[f"path:{path}"].names.in_(words.language))
        case "cheat-row":
            return words("card-cheat", field=name)
        case "role":
            return words("card-split")
        case "area":
            return f"{level_name(words, catalogue, catalogue[container.parents[0]])} › {name}"
        case "group":
            return f"{catalogue[container.parents[0]].names.in_(words.language)} › {name}"
        case _ if container.is_concept:
            return words("card-tool-of", ability=name)
        case _:
            return name


def level_name(words: Words, catalogue: Catalogue, level: Entry) -> str:
    """A level without its role's name: "Senior" for "Senior MLOps Engineer"."""
    role, rung = level.id.split(":", 1)[1].split("/")
    return catalogue.level(role, rung).names.in_(words.language)
