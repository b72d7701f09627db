"""A switch path: its steps in order, with credit for what the reader knows, and the first one that is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.messages.elements import Button, Buttons, Element, Heading, Message, Note, Piece, Strong, Text
from bot.messages.places import mark, sources
from bot.words import Words
from skills.catalogue import Catalogue, Place
from skills.list_files import PathFile
from skills.switching import Credit, StepStanding, credit, steps


def path(words: Words, catalogue: Catalogue, id_: str, depths: Mapping[str, str]) -> Message:
    """The path with what is credited; skills it takes as known can be said with one tap each."""
    file = catalogue.paths[id_]
    heading = file.names.in_(words.language)
    standing = steps(catalogue, id_, depths)
    elements: list[Element] = [Heading(heading), Text.of(file.about.in_(words.language))]
    elements += _credited(words, catalogue, id_, file, depths)
    elements.append(Text.of(Strong(words("part-steps"))))
    elements += [Text(tuple(_step(words, catalogue, file, each))) for each in standing]
    elements += _first_open(words, catalogue, standing)
    elements.append(
        Note.of(words("path-credit-note"), words("stop"), sources(words, [Place(file.document, file.place)]))
    )
    return Message(heading, tuple(elements))


def _credited(
    words: Words, catalogue: Catalogue, id_: str, file: PathFile, depths: Mapping[str, str]
) -> Iterator[Element]:
    taken = credit(file.credits, depths)
    names = words.listed([catalogue[each].names.in_(words.language) for each in file.credits])
    yield Text.of(
        Strong(words("path-takes-known")), words("colon") + names + mark(words, Place(file.document, file.place))
    )
    if taken.has:
        has = words.listed([catalogue[each].names.in_(words.language) for each in taken.has])
        yield Text.of(words("path-credited", skills=has))
    if taken.unknown:
        yield Text.of(words("path-tap"))
        yield Buttons(
            tuple(
                Button(
                    words("gaps-own", skill=catalogue[each].names.in_(words.language), depth=words("depth-working")),
                    f"gaps path {id_} know {each}",
                )
                for each in taken.unknown
            )
        )


def _step(words: Words, catalogue: Catalogue, file: PathFile, standing: StepStanding) -> Iterator[Piece]:
    said = standing.step.text.in_(words.language) + mark(words, Place(file.document, standing.step.place))
    yield Strong(f"{standing.number}.")
    yield f" {said}"
    yield from (f"\n{line}" for line in _credit_lines(words, catalogue, standing.credit))


def _credit_lines(words: Words, catalogue: Catalogue, of: Credit) -> Iterator[str]:
    for sentence, skills in (("path-has", of.has), ("path-low", of.low), ("path-open", of.unknown)):
        if skills:
            yield words(sentence, skills=words.listed([catalogue[each].names.in_(words.language) for each in skills]))


def _first_open(words: Words, catalogue: Catalogue, standing: tuple[StepStanding, ...]) -> Iterator[Element]:
    first = next((each for each in standing if not each.credit.whole), None)
    if first is None:
        yield Text.of(words("path-done"))
        return
    yield Text.of(Strong(words("path-next", number=first.number)))
    skills = [*first.credit.low, *first.credit.unknown]
    yield Buttons(
        tuple(
            Button(words("button-open-skill", skill=catalogue[each].names.in_(words.language)), f"skill {each}")
            for each in skills
        )
    )


def paths(words: Words, catalogue: Catalogue) -> Message:
    """Every path there is."""
    heading = words("shelf-paths")
    buttons = Buttons(
        tuple(Button(file.names.in_(words.language), f"gaps path {id_}") for id_, file in catalogue.paths.items())
    )
    return Message(heading, (Heading(heading), Text.of(words("path-pick")), buttons))
