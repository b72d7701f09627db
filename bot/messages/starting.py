"""For somebody who typed nothing, asked for help, or opened the Home: what to try, and their own next step."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Divider,
    Element,
    Heading,
    Message,
    Note,
    Strong,
    Text,
)
from bot.words import Words
from skills.browsing import SHELVES
from skills.catalogue import Catalogue, Entry, reading
from storage.members import Me

TRIES = ("mlflow", "kubernetes core", "drift detection", "k8s", "senior mlops engineer")
COMMANDS = ("skill", "level", "rung")
_HELP = {
    "skill": ("help-skill", "help-skill-browse", "help-anywhere"),
    "level": ("help-level", "help-level-set", "help-anywhere"),
    "rung": ("help-skill", "help-level", "help-rung", "help-anywhere"),
}
_EXAMPLES = {
    "skill": ("skill mlflow", "skill compare mlops engineer: junior, middle"),
    "level": ("level role mlops engineer junior", "level set docker working"),
    "rung": ("skill drift detection", "level"),
}


def start(words: Words, catalogue: Catalogue, me: Me, depths: dict[str, str]) -> Message:
    """`/skill` with nothing after it: what to try, and the reader's own next step."""
    elements: list[Element] = [Heading(words("start-title")), Text.of(words("start-text"))]
    elements += _own_step(words, catalogue, me, depths)
    elements += [Text.of(Strong(words("start-try"))), _tries(words)]
    return Message(words("start-title"), tuple(elements))


def command_help(words: Words, command: str) -> Message:
    """Help for one command: what it does, and two examples as buttons."""
    heading = words("help-title") if command == "rung" else words("help-command-title", command=command)
    items = tuple((words(sentence),) for sentence in _HELP[command])
    examples = Buttons(tuple(Button(f"/{line}", line) for line in _EXAMPLES[command]))
    return Message(heading, (Heading(heading), Bullets("", items), Text.of(words("help-examples")), examples))


def home(words: Words, catalogue: Catalogue, me: Me, depths: dict[str, str]) -> Message:
    """The App Home: what to try, the shelves, and what is known of the reader."""
    shelves = tuple(Button(words(f"shelf-{shelf}"), f"skill browse {shelf}") for shelf in SHELVES)
    elements: list[Element] = [
        Heading(words("home-title")), Text.of(words("home-text")),
        Text.of(Strong(words("home-try"))), _tries(words),
        Text.of(Strong(words("home-browse"))), Buttons(shelves[:5]), Buttons(shelves[5:]),
        Divider(), Text.of(Strong(words("home-you"))),
    ]  # fmt: skip
    elements += _own_step(words, catalogue, me, depths)
    if me.role is None:
        elements.append(Text.of(words("home-no-role")))
    elements.append(_settings(words, me))
    elements.append(Note.of(words("home-private")))
    return Message(words("home-text"), tuple(elements))


def _settings(words: Words, me: Me) -> Buttons:
    role = Button(words("button-role"), "level role", "primary") if me.role is None else None
    return Buttons(
        (
            *((role,) if role else ()),
            Button(words("button-where"), "level"),
            Button(words("language-title"), "rung language"),
            Button(words("help-title"), "rung help"),
        )
    )


def _tries(words: Words) -> Buttons:
    drift = {"zh-Hant": "漂移偵測", "zh-Hans": "漂移检测"}.get(words.language, "drift detection")
    tries = [drift if each == "drift detection" else each for each in TRIES]
    return Buttons(tuple(Button(each, f"skill {each}") for each in tries))


def _own_step(words: Words, catalogue: Catalogue, me: Me, depths: dict[str, str]) -> list[Element]:
    """The first skill of the role's matrix without a depth; what the level's stack names comes first."""
    if me.role is None or me.role not in catalogue.roles:
        return []
    role = catalogue.roles[me.role].names.in_(words.language)
    if me.level is None:
        return [Text.of(words("start-yours-role", role=role))]
    level = catalogue.level(me.role, me.level).names.in_(words.language)
    elements: list[Element] = [Text.of(words("start-yours", role=role, level=level))]
    for entry in _candidates(catalogue, me.role, me.level):
        cell = reading(catalogue, me.role, me.level, entry.id)
        if cell is not None and entry.id not in depths:
            name = entry.names.in_(words.language)
            depth = words(f"depth-{cell.depth}")
            elements.append(Text.of(Strong(words("start-own-step", skill=name))))
            elements.append(Text.of(words("start-own-step-why", role=role, depth=depth, level=level)))
            elements.append(Buttons((Button(words("button-open-skill", skill=name), f"skill {entry.id}"),)))
            break
    return elements


def _candidates(catalogue: Catalogue, role: str, level: str) -> Iterator[Entry]:
    for item in catalogue.roles[role].stack:
        if item.level == level:
            yield from (catalogue[skill] for skill in item.skills)
    yield from catalogue.of_kind("skill")
