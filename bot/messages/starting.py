"""For somebody who typed nothing, asked for help, or opened the Home: what to try, and their own next step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Element,
    Heading,
    Message,
    Strong,
    Text,
)
from bot.messages.reasons import reasons
from bot.words import Words
from skills.catalogue import Catalogue, Entry, reading
from skills.gaps import candidates, next_rung
from storage.members import Me

TRIES = ("mlflow", "kubernetes core", "drift detection", "k8s", "senior mlops engineer")
COMMANDS = ("skill", "level", "gaps", "lab", "progress", "rung")
_HELP = {
    "skill": ("help-skill", "help-skill-browse", "help-anywhere"),
    "level": ("help-level", "help-level-set", "help-level-check", "help-anywhere"),
    "gaps": ("help-gaps", "help-gaps-wish", "help-gaps-path", "help-anywhere"),
    "lab": ("help-lab", "help-lab-stuck", "help-lab-done", "help-anywhere"),
    "progress": ("help-progress", "help-progress-channel", "help-progress-share", "help-anywhere"),
    "rung": ("help-skill", "help-level", "help-gaps", "help-lab", "help-progress", "help-rung"),
}
_EXAMPLES = {
    "skill": ("skill mlflow", "skill compare mlops engineer: junior, middle"),
    "level": ("level role mlops engineer junior", "level set docker working"),
    "gaps": ("gaps why kubernetes core", "gaps path backend mlops"),
    "lab": ("lab structured logging", "lab mine"),
    "progress": ("progress", "progress export pdf"),
    "rung": ("skill drift detection", "rung privacy"),
}


def start(words: Words, catalogue: Catalogue, me: Me, depths: dict[str, str]) -> Message:
    """`/skill` with nothing after it: what to try, and the reader's own next step."""
    elements: list[Element] = [Heading(words("start-title")), Text.of(words("start-text"))]
    elements += _own_step(words, catalogue, me, depths)
    elements += [Text.of(Strong(words("start-try"))), tries(words)]
    return Message(words("start-title"), tuple(elements))


def command_help(words: Words, command: str) -> Message:
    """Help for one command: what it does, and two examples as buttons."""
    heading = words("help-title") if command == "rung" else words("help-command-title", command=command)
    items = tuple((words(sentence),) for sentence in _HELP[command])
    examples = Buttons(tuple(Button(f"/{line}", line) for line in _EXAMPLES[command]))
    return Message(heading, (Heading(heading), Bullets("", items), Text.of(words("help-examples")), examples))


def tries(words: Words) -> Buttons:
    """A few things to look up, in the reader's language."""
    drift = {"zh-Hant": "漂移偵測", "zh-Hans": "漂移检测"}.get(words.language, "drift detection")
    tries = [drift if each == "drift detection" else each for each in TRIES]
    return Buttons(tuple(Button(each, f"skill {each}") for each in tries))


def _own_step(words: Words, catalogue: Catalogue, me: Me, depths: Mapping[str, str]) -> list[Element]:
    """The reader's first gap; before there is one, the first skill of their level's stack without a depth."""
    if me.role is None:
        return []
    role = catalogue.roles[me.role].names.in_(words.language)
    if me.level is None:
        return [Text.of(words("start-yours-role", role=role))]
    level = catalogue.level(me.role, me.level).names.in_(words.language)
    elements: list[Element] = [Text.of(words("start-yours", role=role, level=level))]
    rung = next_rung(catalogue, me.role, me.level, depths)
    if rung.gaps:
        gap = rung.gaps[0]
        return [*elements, *_step(words, catalogue[gap.skill], " ".join(reasons(words, catalogue, rung, gap)[:1]))]
    for wanted in sorted(candidates(catalogue, me.role, me.level, rung.next), key=lambda each: each.naming):
        cell = reading(catalogue, me.role, me.level, wanted.skill)
        if cell is not None and wanted.skill not in depths:
            why = words("start-own-step-why", role=role, depth=words(f"depth-{cell.depth}"), level=level)
            return [*elements, *_step(words, catalogue[wanted.skill], why)]
    return elements


def _step(words: Words, entry: Entry, why: str) -> Iterator[Element]:
    name = entry.names.in_(words.language)
    yield Text.of(Strong(words("start-own-step", skill=name)))
    if why:
        yield Text.of(why)
    yield Buttons(
        (Button(words("button-open-skill", skill=name), f"skill {entry.id}"), Button(words("button-gaps"), "gaps"))
    )
