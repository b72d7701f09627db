"""A lab that is proposed: what for, why this one, what speaks against it, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.messages.elements import Button, Buttons, Element, Facts, Heading, Message, Note, Piece, Strong, Text
from bot.messages.nudge import About, why
from bot.words import Words
from skills.catalogue import Catalogue
from skills.labs.proposing import Proposal
from skills.labs.reading_page import machines
from skills.labs.shelf import Lab
from storage.lab_counts import Took
from storage.labs import Start

TURNED_DOWN = 8  # labs that "another" remembers; a line of a button has its end


def proposal(
    words: Words,
    catalogue: Catalogue,
    about: About | None,
    proposed: Proposal,
    took: Took | None,
    turned_down: Sequence[str] | None = None,
) -> Message:
    """One lab, with the reason for it; `about` is None for somebody without a role.

    `turned_down` are those proposed before it; None when the person asked for this one.
    """
    lab = proposed.lab
    title = lab.facts.title.in_(words.language)
    elements: list[Element] = [Heading(title)]
    if about is not None and "gap" not in proposed.misses:
        elements.append(Text.of(why(words, catalogue, about, proposed.found)))
    elements.append(Text.of(Strong(words("lab-objective")), words("colon") + lab.words(words.language).objective))
    elements.append(facts(words, catalogue, lab, took))
    if not proposed.fits:
        # Somebody who named the skill asked for no fit; only what speaks against it is said.
        nearest = [words("lab-nearest")] if turned_down is not None else []
        elements.append(Text.of(words("stop").join([*nearest, *against(words, catalogue, proposed)])))
    skill = catalogue[lab.facts.skill].names.in_(words.language)
    another = " ".join([lab.id, *(turned_down or ())][:TURNED_DOWN])
    ways = [
        Button(words("button-start-lab"), f"lab start {lab.id}", "primary"),
        Button(words("button-labs-of", skill=skill), f"lab {lab.facts.skill}"),
        Button(words("button-open-skill", skill=skill), f"skill {lab.facts.skill}"),
    ]
    if about is not None:
        ways.insert(1, Button(words("button-another"), f"lab another {another}"))
    elements += [Buttons(tuple(ways)), Note.of(words("lab-note"))]
    return Message(words("lab-summary", title=title, minutes=lab.facts.minutes), tuple(elements))


def labs_of(words: Words, catalogue: Catalogue, skill: str, proposed: Sequence[Proposal]) -> Message:
    """Every lab of a skill, the shallower first, each with a button."""
    entry = catalogue[skill]
    heading = words("lab-of-title", skill=entry.names.in_(words.language))
    elements: list[Element] = [Heading(heading)]
    for each in proposed:
        lab = each.lab
        told: list[Piece] = [Strong(lab.facts.title.in_(words.language)), " · ", span(words, lab)]
        told.append(" · " + words("lab-minutes", minutes=lab.facts.minutes))
        elements.append(Text(tuple(told)))
        elements.append(Text.of(lab.words(words.language).objective))
        if not each.fits:
            elements.append(Note.of(words("stop").join(against(words, catalogue, each))))
        elements.append(Buttons((Button(words("button-start-lab"), f"lab start {lab.id}"),)))
    open_ = Button(words("button-open-skill", skill=entry.names.in_(words.language)), f"skill {skill}")
    elements.append(Buttons((open_, Button(words("button-lab-for-me"), "lab propose"))))
    return Message(heading, tuple(elements))


def under_way(words: Words, catalogue: Catalogue, lab: Lab, start: Start) -> Message:
    """A lab that somebody took up and has not ended: how to go on, or to end it."""
    title = lab.facts.title.in_(words.language)
    heading = words("lab-open-title", title=title)
    skill = catalogue[lab.facts.skill].names.in_(words.language)
    said = Text.of(words("lab-open", skill=skill, minutes=lab.facts.minutes))
    ways = Buttons(
        (
            Button(words("button-lab-steps"), f"lab steps {start.lab}", "primary"),
            Button(words("button-done"), f"lab done {start.lab}"),
            Button(words("button-stuck"), f"lab stuck {start.lab}"),
            Button(words("button-skip-lab"), f"lab skip {start.lab}"),
            Button(words("button-lab-again"), f"lab start {start.lab}"),
            Button(words("button-lab-other"), "lab propose"),
        )
    )
    return Message(heading, (Heading(heading), said, ways))


def mine(words: Words, catalogue: Catalogue, starts: Sequence[Start], days: Mapping[int, str]) -> Message:
    """What somebody took up, the latest first; `days` says when, by the number of the start."""
    heading = words("lab-mine-title")
    elements: list[Element] = [Heading(heading)]
    for start in starts[:20]:
        lab = catalogue.labs.get(start.lab)
        title = lab.facts.title.in_(words.language) if lab else start.lab
        state = words(f"lab-state-{start.by if start.state == 'done' else start.state}", day=days[start.number])
        elements.append(Text.of(Strong(title), words("colon") + state))
    if not starts:
        elements.append(Text.of(words("lab-mine-none")))
    elements.append(Buttons((Button(words("button-lab-for-me"), "lab propose", "primary"),)))
    return Message(heading, tuple(elements))


def nothing(words: Words) -> Message:
    """There is no lab to propose: everything near is done, or asked for less."""
    said = words("lab-nothing")
    ways = Buttons((Button(words("button-gaps"), "gaps"), Button(words("button-my-labs"), "lab mine")))
    return Message(said, (Text.of(said), ways))


def without_role(words: Words, catalogue: Catalogue) -> Message:
    """Nothing fits somebody whose role is unknown; a skill's name is enough for its labs."""
    heading = words("lab-no-role-title")
    roles = tuple(Button(file.names.in_(words.language), f"level role {id_}") for id_, file in catalogue.roles.items())
    tries = tuple(Button(f"/lab {each}", f"lab {each}") for each in ("docker", "structured logging"))
    return Message(heading, (Heading(heading), Text.of(words("lab-no-role")), Buttons(roles), Buttons(tries)))


def facts(words: Words, catalogue: Catalogue, lab: Lab, took: Took | None) -> Facts:
    """Skill and depth, minutes, what the laptop needs, and how it is known to be done."""
    minutes = words("lab-minutes", minutes=lab.facts.minutes)
    if took is not None:
        others = "60+" if took.median >= 60 else str(took.median)
        minutes += words("stop") + words("lab-others-took", minutes=others, people=took.people)
    machine = words.listed(machines(lab, words.language))
    size = words("lab-size", memory=f"{lab.facts.memory:g}", disk=lab.facts.disk)
    return Facts(
        (
            (catalogue[lab.facts.skill].names.in_(words.language), span(words, lab)),
            (words("lab-time"), minutes),
            (words("lab-machine"), f"{machine}\n{size}"),
            (words("lab-proof"), words("lab-proof-check" if lab.checked else "lab-proof-word")),
        )
    )


def span(words: Words, lab: Lab) -> str:
    """From which depth to which."""
    return words("gaps-span", have=words(f"depth-{lab.facts.from_}"), to=words(f"depth-{lab.facts.to}"))


def against(words: Words, catalogue: Catalogue, proposed: Proposal) -> Iterator[str]:
    """Every way in which it does not fit, each a sentence."""
    lab = proposed.lab.facts
    have = proposed.found.have
    for miss in proposed.misses:
        if miss == "deep" and have is None:
            yield words("lab-against-unsaid", **{"from": words(f"depth-{lab.from_}")})
        elif miss == "needs":
            needs = [catalogue[each].names.in_(words.language) for each in proposed.needs]
            yield words("lab-against-needs", skills=words.listed(needs))
        else:
            facts = {"minutes": lab.minutes, "from": words(f"depth-{lab.from_}"), "to": words(f"depth-{lab.to}")}
            yield words(f"lab-against-{miss}", have=words(f"depth-{have or 'unknown'}"), **facts)
