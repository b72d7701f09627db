"""What follows a press while somebody is at a lab: hints, help at a step, leaving, a report, and the end."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.elements import Button, Buttons, Element, Field, Form, Heading, Message, Note, Strong, Text
from bot.words import Words
from skills.catalogue import Catalogue
from skills.labs.shelf import Lab
from storage.labs import TOOK, Start

REPORTS = ("unclear", "fails", "check", "old")


def hint(words: Words, lab: Lab, number: int) -> Message:
    """One of three hints, each nearer to the answer; after the last, the solution is in the page."""
    heading = words("lab-hint-title", number=number, title=lab.facts.title.in_(words.language))
    shown = lab.words(words.language).hints[number - 1]
    ways = []
    if number < 3:
        ways.append(Button(words("button-hint-next", number=number + 1), f"lab hint {lab.id} {number + 1}"))
    ways += [Button(words("button-stuck"), f"lab stuck {lab.id}"), _back(words, lab)]
    elements: list[Element] = [Heading(heading), Text.of(shown), Buttons(tuple(ways))]
    if number == 3:
        elements.append(Note.of(words("lab-hint-last")))
    return Message(heading, tuple(elements))


def which_step(words: Words, lab: Lab) -> Message:
    """At which step: asked of somebody who is stuck."""
    heading = words("lab-stuck-title", title=lab.facts.title.in_(words.language))
    picks = _steps(words, lab, f"lab stuck {lab.id}")
    return Message(heading, (Heading(heading), Text.of(words("lab-which-step")), picks, Buttons((_back(words, lab),))))


def stuck(words: Words, lab: Lab, step: str, hints: int) -> Message:
    """What one should see there, the usual mistake, and the next hint at hand."""
    said = lab.words(words.language)
    heading = words("lab-stuck-at", step=said.steps[step].title)
    elements: list[Element] = [
        Heading(heading),
        Text.of(Strong(words("lab-look")), words("colon") + said.steps[step].look),
        Text.of(Strong(words("lab-mistake")), words("colon") + said.mistake),
    ]
    number = min(hints + 1, 3)
    ways = (
        Button(words("button-hint-next", number=number), f"lab hint {lab.id} {number}", "primary"),
        Button(words("button-report"), f"lab report {lab.id}"),
        Button(words("button-skip-lab"), f"lab skip {lab.id}"),
        _back(words, lab),
    )
    return Message(heading, (*elements, Buttons(ways), Note.of(words("lab-solution-there"))))


def skipped(words: Words, lab: Lab) -> Message:
    """It is left, which is fine; one question that may stay unanswered."""
    heading = words("lab-skipped", title=lab.facts.title.in_(words.language))
    another = Button(words("button-another"), f"lab another {lab.id}", "primary")
    again = Button(words("button-lab-again"), f"lab start {lab.id}")
    picks = _steps(words, lab, f"lab left {lab.id}")
    return Message(heading, (Text.of(heading), Buttons((another, again)), Text.of(words("lab-left")), picks))


def left(words: Words, lab: Lab) -> Message:
    """Where they left is noted; nobody is told who."""
    said = words("lab-left-noted")
    another = Button(words("button-another"), f"lab another {lab.id}", "primary")
    return Message(said, (Text.of(said), Buttons((another, Button(words("button-gaps"), "gaps")))))


def report(words: Words, lab: Lab) -> Message:
    """What is wrong with it."""
    heading = words("lab-report-title", title=lab.facts.title.in_(words.language))
    kinds = [each for each in REPORTS if lab.checked or each != "check"]
    picks = tuple(Button(words(f"lab-report-{each}"), f"lab report {lab.id} {each}") for each in kinds)
    return Message(heading, (Heading(heading), Buttons((*picks, _back(words, lab))), Note.of(words("lab-report-note"))))


def reported(words: Words, lab: Lab, kind: str, at_a_step: bool) -> Message:
    """Thanks; at which step, if it is at one."""
    said = words("lab-reported")
    elements: list[Element] = [Text.of(said)]
    if not at_a_step:
        elements += [Text.of(words("lab-reported-where")), _steps(words, lab, f"lab report {lab.id} {kind}")]
    elements.append(Buttons((_back(words, lab), Button(words("button-skip-lab"), f"lab skip {lab.id}"))))
    return Message(said, tuple(elements))


def ask_for_code(words: Words, lab: Lab) -> Message:
    """A lab with a check is best ended by its code; somebody's word is taken too, and kept as such."""
    heading = words("lab-done-title", title=lab.facts.title.in_(words.language))
    ways = (
        Button(words("button-enter-code"), f"lab code {lab.id}", "primary"),
        Button(words("button-by-word"), f"lab word {lab.id}"),
        _back(words, lab),
    )
    return Message(heading, (Heading(heading), Text.of(words("lab-done-code")), Buttons(ways)))


def code_form(words: Words, lab: Lab) -> Form:
    """Where a code goes."""
    field = Field("code", words("lab-code"), words("lab-code-hint"), 60)
    again = f"lab code {lab.id}"
    return Form(words("lab-code-title"), "lab done", (field,), words("button-done"), words("form-cancel"), again)


def done(
    words: Words, catalogue: Catalogue, start: Start, by: str, have: str | None, offer: str | None, retired: bool
) -> Message:  # fmt: skip
    """It is done and kept as evidence; the depth is offered (`offer`), never set, and one question about the time.

    `have` is the depth its owner set; the start says what the lab led to when it was taken up.
    """
    lab = catalogue.labs.get(start.lab)
    title = lab.facts.title.in_(words.language) if lab else start.lab
    said = words(f"lab-done-by-{by}", title=title)
    elements: list[Element] = [Text.of(said)]
    if retired:
        elements.append(Text.of(words("lab-done-retired")))
    elements += depth_offer(words, catalogue, start, have, offer)
    if start.minutes is None:
        elements.append(Text.of(words("lab-took")))
        elements.append(Buttons(tuple(_times(words, start))))
    elements.append(Note.of(words("lab-done-note")))
    return Message(said, tuple(elements))


def _times(words: Words, start: Start) -> Iterator[Button]:
    for minutes in TOOK:
        told = f"{minutes}+" if minutes == TOOK[-1] else str(minutes)
        yield Button(words("lab-took-about", minutes=told), f"lab took {start.number} {minutes}")


def thanks_for_time(words: Words, catalogue: Catalogue, start: Start, have: str | None, offer: str | None) -> Message:
    """The time is noted; what the lab led to may still be said."""
    said = words("lab-took-thanks")
    ways = Buttons((Button(words("button-lab-for-me"), "lab propose"), Button(words("button-gaps"), "gaps")))
    return Message(said, (Text.of(said), *depth_offer(words, catalogue, start, have, offer), ways))


def depth_offer(
    words: Words, catalogue: Catalogue, start: Start, have: str | None, offer: str | None
) -> Iterator[Element]:
    """Whether they would now call themselves a step deeper; nothing changes by itself."""
    if start.skill not in catalogue.entries:
        return
    skill = catalogue[start.skill].names.in_(words.language)
    if offer is None:
        yield Text.of(words("lab-depth-there", skill=skill, depth=words(f"depth-{have}")))
        return
    depth = words(f"depth-{offer}")
    yield Text.of(words("nudge-done-depth", skill=skill, depth=depth))
    yield Buttons(
        (
            Button(words("button-set-to", depth=depth), f"level set {start.skill} {offer}", "primary"),
            Button(words("button-open-skill", skill=skill), f"skill {start.skill}"),
            Button(words("button-lab-for-me"), "lab propose"),
        )
    )


def _steps(words: Words, lab: Lab, line: str) -> Buttons:
    """A button for each step, which says `line` and the step."""
    titles = lab.words(words.language).steps
    numbered = enumerate(lab.facts.steps, 1)
    return Buttons(tuple(Button(f"{at}. {titles[step.id].title}", f"{line} {step.id}") for at, step in numbered))


def _back(words: Words, lab: Lab) -> Button:
    return Button(words("button-lab-steps"), f"lab steps {lab.id}")
