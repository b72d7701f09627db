"""The App Home: where the reader stands, the next rung, and everything that can be set, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.messages import nudge_settings
from bot.messages.bars import bars_of
from bot.messages.elements import Button, Buttons, Divider, Element, Heading, Message, Note, Strong, Text
from bot.messages.gaps import counts, gap_item, no_letter_changes
from bot.messages.language import OWN_NAMES
from bot.messages.level import level_in_full
from bot.messages.reasons import level_name
from bot.messages.starting import tries
from bot.words import Words
from skills.browsing import SHELVES
from skills.catalogue import Catalogue
from skills.gaps import NextRung, next_rung
from storage.labs import DONE, OPEN, Start
from storage.members import Me
from storage.nudges import Choice

GAPS = 3


def home(
    words: Words,
    catalogue: Catalogue,
    me: Me,
    depths: Mapping[str, str],
    wishes: Mapping[str, str],
    nudges: Choice,
    labs: Sequence[Start] = (),
) -> Message:
    """The page; 100 blocks at most."""
    elements: list[Element] = [Heading(words("home-title"))]
    if me.role is None:
        elements += _beginning(words)
    else:
        elements += _standing(words, catalogue, me, depths, wishes)
    elements += [Divider(), *_lab(words, catalogue, labs), *_messages(words, me, nudges)]
    elements += [Divider(), *_settings(words, me)]
    elements += [Divider(), *_looking_up(words)]
    elements.append(Note.of(words("home-private")))
    return Message(words("home-text"), tuple(elements))


def _beginning(words: Words) -> Iterator[Element]:
    yield Text.of(words("home-text"))
    yield Text.of(words("home-no-role"))
    yield Buttons(
        (
            Button(words("button-role"), "level role", "primary"),
            Button(words("button-check"), "level check"),
            Button(words("help-title"), "rung help"),
        )
    )


def _standing(
    words: Words, catalogue: Catalogue, me: Me, depths: Mapping[str, str], wishes: Mapping[str, str]
) -> Iterator[Element]:
    assert me.role is not None, "checked by the caller"
    rung = next_rung(catalogue, me.role, me.level, depths, wishes)
    role = catalogue.roles[me.role].names.in_(words.language)
    level = level_in_full(words, catalogue, me.role, me.level) if me.level else words("level-no-level")
    levels = catalogue.roles[me.role].schemes
    yield Text.of(Strong(words("home-you-are", role=role, level=level) if levels else role))
    if (bars := bars_of(words, catalogue, me.role, me.level, depths)) is not None:
        yield bars
    yield from _gaps(words, catalogue, me, rung)
    yield Buttons(
        (
            Button(words("button-check"), "level check", "primary" if not depths else "plain"),
            Button(words("button-set-depths"), "level form"),
            Button(words("button-where"), "level"),
            Button(words("button-calculator"), "level calculator"),
            Button(words("button-history"), "level history"),
        )
    )


def _gaps(words: Words, catalogue: Catalogue, me: Me, rung: NextRung) -> Iterator[Element]:
    """Three gaps, or why there are none here."""
    if catalogue.roles[rung.role].matrix is None or not _has_depths(catalogue, me):
        yield Text.of(words("home-no-depths"))
        yield Buttons((Button(words("button-gaps"), "gaps"),))
        return
    if not rung.gaps and not rung.met:
        yield Text.of(words("gaps-nothing-said"))
        return
    aim = words("gaps-title", level=level_name(words, catalogue, rung, rung.next)) if rung.next else ""
    yield Text.of(Strong(aim or words("home-gaps")), words("dash" if aim else "colon") + counts(words, rung))
    if no_letter_changes(catalogue, rung):
        yield Text.of(words("compare-no-change"))
    for number, gap in enumerate(rung.gaps[:GAPS], 1):
        yield gap_item(words, catalogue, rung, gap, number)
    yield Buttons((Button(words("button-gaps"), "gaps"),))


def _has_depths(catalogue: Catalogue, me: Me) -> bool:
    """Whether the reader's ladder is the one the matrix speaks of."""
    matrix = catalogue.roles[me.role or ""].matrix
    return matrix is not None and (me.level is None or catalogue.scheme_of(me.role or "", me.level).id == matrix.scheme)


def _lab(words: Words, catalogue: Catalogue, labs: Sequence[Start]) -> Iterator[Element]:
    """The lab under way, or how many are done; `labs` come the latest first."""
    going_on = next((each for each in labs if each.state == OPEN and catalogue.labs.get(each.lab)), None)
    done = len({each.lab for each in labs if each.state == DONE})
    said = words("home-lab-done", count=done) if done else words("home-lab-none")
    ways = [Button(words("button-lab-for-me"), "lab propose")]
    if going_on is not None:
        title = catalogue.labs.by_id[going_on.lab].facts.title.in_(words.language)
        said = words("home-lab-open", title=title)
        steps = Button(words("button-lab-steps"), f"lab steps {going_on.lab}")
        ways = [steps, Button(words("button-done"), f"lab done {going_on.lab}"), *ways]
    if labs:
        ways.append(Button(words("button-my-labs"), "lab mine"))
    yield Text.of(Strong(words("home-lab")), words("colon") + said)
    yield Buttons(tuple(ways))


def _messages(words: Words, me: Me, nudges: Choice) -> Iterator[Element]:
    yield Text.of(Strong(words("home-messages")), words("colon") + nudge_settings.standing(words, me, nudges, None))
    yield nudge_settings.home_ways(words, nudges)


def _settings(words: Words, me: Me) -> Iterator[Element]:
    language = OWN_NAMES[words.language]
    yield Text.of(
        Strong(words("home-settings")), words("colon"), words("home-settings-are", language=language, zone=me.zone)
    )
    role = (Button(words("button-change-role"), "level role"),) if me.role is not None else ()
    yield Buttons(
        (
            *role,
            Button(words("language-title"), "rung language"),
            Button(words("zone-title"), "rung zone"),
            Button(words("button-goals"), "gaps goals"),
        )
    )
    yield Buttons(
        (
            Button(words("button-privacy"), "rung privacy"),
            Button(words("button-export"), "rung export"),
            Button(words("button-delete"), "rung delete me"),
            Button(words("help-title"), "rung help"),
        )
    )


def _looking_up(words: Words) -> Iterator[Element]:
    shelves = tuple(Button(words(f"shelf-{shelf}"), f"skill browse {shelf}") for shelf in SHELVES)
    yield Text.of(Strong(words("home-try")))
    yield tries(words)
    yield Text.of(Strong(words("home-browse")))
    yield Buttons(shelves[:5])
    yield Buttons(shelves[5:])
