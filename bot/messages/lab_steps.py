"""A lab under way: its steps as one message, and the page and files that go with it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.elements import (
    Bullets,
    Button,
    Buttons,
    Code,
    Divider,
    Element,
    File,
    Heading,
    Message,
    Note,
    Strong,
    Text,
)  # fmt: skip
from bot.words import Words
from skills.labs.lab_files import Step, StepWords
from skills.labs.reading_page import asked_of
from skills.labs.shelf import Lab

ROOM = 9_000  # characters of steps that one message holds for certain; beyond, files to write are left to the page


def started(words: Words, lab: Lab, packed: bytes) -> Message:
    """What is said where the lab was started; its steps and files go where they stay."""
    title = lab.facts.title.in_(words.language)
    said = words("lab-started", title=title)
    archive = File(f"{lab.id}.zip", words("lab-archive", title=title), packed)
    return Message(said, (Text.of(said),), direct=steps(words, lab), files=(archive,))


def steps(words: Words, lab: Lab) -> Message:
    """Every step with its commands, when it is done, and the ways out of any trouble."""
    title, said = lab.facts.title.in_(words.language), lab.words(words.language)
    elements: list[Element] = [Heading(title), Text.of(said.objective)]
    elements.append(Note.of(words("lab-unpack", file=f"{lab.id}.zip")))
    told = [(step, said.steps[step.id]) for step in lab.facts.steps]
    whole = sum(len(spoken.do) + len(spoken.look) + len(_blocks(step)) for step, spoken in told) < ROOM
    for number, (step, spoken) in enumerate(told, 1):
        elements += _step(words, number, step, spoken, asked_of(lab, step.id, said), whole)
    elements += [Divider(), Text.of(Strong(words("lab-done-when")), words("colon") + said.done), ways(words, lab)]
    elements.append(Note.of(words("lab-steps-note")))
    return Message(words("lab-summary", title=title, minutes=lab.facts.minutes), tuple(elements))


def ways(words: Words, lab: Lab) -> Buttons:
    """What somebody may want to say while at it."""
    return Buttons(
        (
            Button(words("button-done"), f"lab done {lab.id}", "primary"),
            Button(words("button-hint"), f"lab hint {lab.id}"),
            Button(words("button-stuck"), f"lab stuck {lab.id}"),
            Button(words("button-skip-lab"), f"lab skip {lab.id}"),
            Button(words("button-report"), f"lab report {lab.id}"),
        )
    )


def _step(words: Words, number: int, step: Step, spoken: StepWords, asked: list[str], whole: bool) -> Iterator[Element]:
    minutes = words("lab-minutes", minutes=step.minutes)
    yield Text.of(Strong(f"{number}. {spoken.title}"), f" · {minutes}\n{spoken.do}")
    if asked:
        yield Bullets("", tuple((each,) for each in asked))
    if step.write is not None:
        yield Text.of(words("lab-write" if whole else "lab-write-page", path=step.write.path))
        if whole:
            yield Code(step.write.text)
    if step.run is not None:
        yield Code(step.run)
    yield Text.of(Strong(words("lab-look")), words("colon") + spoken.look)


def _blocks(step: Step) -> str:
    return (step.run or "") + (step.write.text if step.write else "")
