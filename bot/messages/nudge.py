"""The one message of a week: why this skill, what to do about it within somebody's minutes, and the ways on."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from bot.messages.elements import Button, Buttons, Element, Heading, Message, Note, Strong, Text
from bot.messages.places import mark
from bot.messages.reasons import reasons
from bot.when import weekly
from bot.words import Words
from skills.catalogue import Catalogue, Entry
from skills.expected import expected
from skills.gaps import NextRung
from skills.labs.shelf import Lab
from skills.scale import NOT_YET, RANK
from skills.suggesting import Suggestion

WORDINGS = 3  # of each task, so that it does not sound the same each week
SIZES = (60, 30, 10)  # minutes that a reading task is written for


@dataclass(frozen=True, slots=True)
class About:
    """What a message says beside its suggestion.

    `level` is the reader's, None when not set; `week` the ISO week; `minutes` what they have. `moment` (weekday,
    minute) is told in their first message; `back` welcomes somebody who was away. `lab` is one that fits them,
    `longer` one that takes more minutes than they have.
    """

    role: str
    level: str | None
    week: str
    minutes: int
    moment: tuple[int, int] | None = None
    back: bool = False
    lab: Lab | None = None
    longer: Lab | None = None


def nudge(words: Words, catalogue: Catalogue, about: About, found: Suggestion) -> Message:
    """The message that comes by itself."""
    entry = catalogue[found.skill]
    name = entry.names.in_(words.language)
    elements: list[Element] = [Heading(words("nudge-title", skill=name))]
    if about.back:
        elements.append(Text.of(words("nudge-back")))
    elements += [Text.of(why(words, catalogue, about, found)), *task(words, catalogue, about, found)]
    elements.append(ways(words, about, found))
    elements.append(Note.of(introduction(words, about.moment) if about.moment else words("nudge-note")))
    if about.lab is not None:
        summary = words("nudge-lab-summary", skill=name, minutes=about.lab.facts.minutes)
    else:
        summary = words("nudge-summary", skill=name, minutes=str(task_minutes(about.minutes)))
    return Message(summary, tuple(elements))


def another(words: Words, catalogue: Catalogue, about: About, found: Suggestion) -> Message:
    """The same for somebody who asked for another one."""
    entry = catalogue[found.skill]
    heading = words("nudge-title-another", skill=entry.names.in_(words.language))
    said = Text.of(why(words, catalogue, about, found))
    shown = (Heading(heading), said, *task(words, catalogue, about, found), ways(words, about, found))
    return Message(heading, shown)


def role(words: Words, catalogue: Catalogue, moment: tuple[int, int]) -> Message:
    """Nothing fits somebody whose role is unknown; asked once, never guessed."""
    heading = words("nudge-role-title")
    roles = catalogue.roles.items()
    buttons = [Button(file.names.in_(words.language), f"level role {id_}") for id_, file in roles]
    buttons.append(Button(words("button-stop-nudges"), "rung stop"))
    note = Note.of(introduction(words, moment))
    return Message(heading, (Heading(heading), Text.of(words("nudge-role")), Buttons(tuple(buttons)), note))


def pause(words: Words) -> Message:
    """One neutral line, after which nothing comes until somebody wants it."""
    said = words("nudge-pause")
    ways_on = (Button(words("button-nudges-again"), "rung nudges on"), Button(words("button-stop-nudges"), "rung stop"))
    return Message(said, (Text.of(said), Buttons(ways_on)))


def introduction(words: Words, moment: tuple[int, int]) -> str:
    """What comes, when, who sees it, and how to stop: said in the first message."""
    return words("nudge-first", moment=weekly(words, *moment))


def why(words: Words, catalogue: Catalogue, about: About, found: Suggestion) -> str:
    """Why this skill and why now, in a sentence or two."""
    name = catalogue[found.skill].names.in_(words.language)
    if found.because == "next":
        return words("nudge-why-next", skill=name)
    if found.because == "hard" and found.of is not None:
        return words("nudge-why-hard", skill=name, hard=catalogue[found.of].names.in_(words.language))
    level = catalogue.level(about.role, found.aim).names.in_(words.language) if found.aim else None
    facts = {"skill": name, "role": catalogue.roles[about.role].names.in_(words.language)}
    if found.have is None:
        said = words("nudge-why-unknown", level=level, **facts) if level else words("nudge-why-group", **facts)
    elif found.to is None:
        said = words("nudge-why-text", have=words(f"depth-{found.have}"), **facts)
    else:
        depths = {"have": words(f"depth-{found.have}"), "to": words(f"depth-{found.to}")}
        said = words("nudge-why-gap", level=level or "", skill=name, **depths)
    if found.gap is not None:
        rung = NextRung(about.role, about.level, found.aim, (), (), (), ())
        said += words("stop") + " ".join(reasons(words, catalogue, rung, found.gap)[:1])
    elif found.wish in ("goal", "more"):
        said += words("stop") + words(f"reason-{found.wish}")
    return said.strip()


def task(words: Words, catalogue: Catalogue, about: About, found: Suggestion) -> Iterator[Element]:
    """What the skill looks like one step up, and a lab that fits, or else something to read within the minutes."""
    entry = catalogue[found.skill]
    if (looks := _looks(words, catalogue, about, found)) is not None:
        yield Text.of(Strong(looks[0]), words("colon") + looks[1])
    if about.lab is not None:
        yield from _lab(words, about.lab)
        return
    size = task_minutes(about.minutes)
    said = words(f"task-{found.step}-{size}-{wording(found.skill)}", skill=entry.names.in_(words.language))
    yield Text.of(Strong(words("nudge-task", minutes=str(size))), words("colon") + said)
    if about.longer is not None:
        facts = about.longer.facts
        yield Text.of(words("nudge-longer", title=facts.title.in_(words.language), minutes=facts.minutes))


def _lab(words: Words, lab: Lab) -> Iterator[Element]:
    title = f"{lab.facts.title.in_(words.language)} · {words('lab-minutes', minutes=lab.facts.minutes)}"
    yield Text.of(Strong(words("nudge-lab")), words("colon") + title + "\n" + lab.words(words.language).objective)


def task_minutes(minutes: int) -> int:
    """How long the task takes that somebody with so many minutes gets."""
    return next((each for each in SIZES if each <= minutes), SIZES[-1])


def _looks(words: Words, catalogue: Catalogue, about: About, found: Suggestion) -> tuple[str, str] | None:
    """A title and a sentence: our own for the step's depth, else what the level's document asks, else what it is."""
    entry = catalogue[found.skill]
    if entry.depths is not None:
        title = words("nudge-looks" if found.have in RANK and found.have != NOT_YET else "nudge-looks-first")
        return title, str(getattr(entry.depths, found.step).in_(words.language))
    asked = expected(catalogue, about.role, found.aim, found.skill) if found.aim else None
    if found.aim and asked is not None and not asked.boilerplate:
        level = catalogue.level(about.role, found.aim).names.in_(words.language)
        return words("nudge-asks", level=level), asked.text.in_(words.language) + mark(words, asked.place)
    return (words("nudge-is"), entry.about.in_(words.language)) if entry.about else None


def wording(skill: str) -> int:
    """Which of a task's wordings a skill gets: always the same one, and neighbours rarely the same."""
    return zlib.crc32(skill.encode()) % WORDINGS + 1


def ways(words: Words, about: About, found: Suggestion) -> Buttons:
    """Everything somebody may want to say to it, each a press."""
    line = f"{about.week} {found.skill}"
    # Who never said where they are is helped most by saying it: what comes next then starts from there.
    place = (Button(words("button-place"), f"rung nudge place {line}"),) if found.have is None else ()
    if about.lab is not None:  # its own message has hints and an end
        start = Button(words("button-start-lab"), f"lab start {about.lab.id} {about.week}", "primary")
        return Buttons((start, *place, *others(words, line)))
    more = about.longer
    longer = (Button(words("button-start-lab"), f"lab start {more.id} {about.week}"),) if more is not None else ()
    return Buttons(
        (
            Button(words("button-start"), f"rung nudge start {line}", "primary"),
            *longer,
            *place,
            Button(words("button-done"), f"rung nudge done {line}"),
            Button(words("button-hint"), f"rung nudge hint {line}"),
            *others(words, line),
        )
    )


def others(words: Words, line: str) -> tuple[Button, ...]:
    """The ways to something else, which stay wherever the task is shown."""
    return (
        Button(words("button-another"), f"rung nudge another {line}"),
        Button(words("button-next-week"), f"rung nudge next {line}"),
        Button(words("button-less-of"), f"rung nudge less {line}"),
        Button(words("button-stop-nudges"), "rung stop"),
    )


def names(words: Words, entries: list[Entry]) -> str:
    """Skills by name."""
    return words.listed([each.names.in_(words.language) for each in entries])
