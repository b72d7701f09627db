"""What each reader is shown of themselves: gaps, reasons, standing, calculator, path, and where to start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.messages import calculator, gaps, level, next_text, path, starting, why, wishing
from bot.messages.elements import Button, Item, Message, Strong
from bot.when import day
from bot.words import Words
from skills.catalogue import Catalogue
from skills.gaps import NextRung
from skills.library import Library
from skills.reckoning import reckon
from skills.shapes import DEPTHS
from storage.evidence import Evidence
from storage.wishes import GOALS
from tests.rules.people import NOON, Person, depth_sets, everybody

EACH = 9  # of the skills in a ranking, every ninth is asked why it stands there


def of_people(words: Words, library: Library) -> Iterator[tuple[str, Message]]:
    """Everybody's own messages."""
    catalogue = library.catalogue
    for person in everybody(catalogue):
        for what, message in _of(words, catalogue, person):
            yield f"{what} of {person.what}", message
    yield "paths", path.paths(words, catalogue)
    for said, depths in depth_sets(catalogue, None).items():
        for each in catalogue.paths:
            yield f"path {each} after {said}", path.path(words, catalogue, each, depths)


def _of(words: Words, catalogue: Catalogue, person: Person) -> Iterator[tuple[str, Message]]:
    me, depths = person.me, person.depths
    kept = dict.fromkeys(catalogue.roles) if me.role else {}
    evidence = evidence_of(depths)
    yield "standing", level.standing(words, catalogue, me, kept, depths, evidence)
    yield "start", starting.start(words, catalogue, me, dict(depths))
    yield "wishes", wishing.wishes(words, catalogue, person.wishes, GOALS)
    if me.role is None:
        yield "gaps", next_text.no_role(words, catalogue)
        return
    counts = reckon(catalogue, me.role, depths)
    yield "calculator", calculator.calculator(words, catalogue, me.role, counts)
    rung = person.next_rung(catalogue)
    if rung is None:
        yield "gaps", next_text.next_text(words, catalogue, me.role, me.level, depths)
    else:
        yield from _ranking(words, catalogue, person, rung)


def _ranking(words: Words, catalogue: Catalogue, person: Person, rung: NextRung) -> Iterator[tuple[str, Message]]:
    for page in range(1, max(1, -(-len(rung.gaps) // gaps.PAGE)) + 1):
        yield f"gaps, page {page}", gaps.gaps(words, catalogue, rung, page, _old(words) if page == 1 else None)
    skills = [*(gap.skill for gap in rung.gaps), *rung.met, *rung.unknown, *rung.skipped, "kserve"]
    for skill in skills[::EACH]:
        yield f"why {skill}", why.why(words, catalogue, rung, catalogue[skill], person.depths)


def _old(words: Words) -> Item:
    """The question about a depth said long ago, beside the first page."""
    long_ago = day(words, "Asia/Taipei", NOON)
    asked = words("gaps-old", skill="Docker", depth=words("depth-working"), day=long_ago)
    still, change = words("button-still"), words("button-change-depth")
    choices = Button(still, "level still docker"), Button(change, "level set docker")
    return Item((Strong(words("gaps-old-title")), words("colon"), asked), choices)


def evidence_of(depths: Mapping[str, str]) -> list[Evidence]:
    """A lab and a colleague for every ninth skill that somebody has."""
    has = [(skill, depth) for skill, depth in depths.items() if depth in DEPTHS][::EACH]
    by = {"lab": None, "peer": "U0BOB0000"}
    return [Evidence(skill, kind, depth, NOON, "c1", by[kind]) for skill, depth in has for kind in by]
