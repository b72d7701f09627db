"""Roles, levels and parts of documents: what they say, what they hold, and what they do not say."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.card import title
from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Note, Piece, Strong, Text
from bot.messages.pages import listed
from bot.messages.places import mark, sources
from bot.words import Words
from skills.browsing import inside, page_of
from skills.catalogue import Catalogue, Entry, Place
from skills.role_files import LanguageLine, RoleFile
from skills.shapes import DocumentId


def part(words: Words, catalogue: Catalogue, entry: Entry, number: int = 1) -> Message:
    """One page about a role, a level, a path or a part of a document; `number` pages its contents."""
    elements: list[Element] = [Heading(title(words, entry)), *_about(words, catalogue, entry)]
    match entry.kind:
        case "role":
            elements += _role(words, catalogue, entry)
        case "level" | "stage":
            elements += _level(words, catalogue, entry)
        case "path":
            elements += _steps(words, catalogue, entry)
        case "domain":
            elements += _languages(words, catalogue, entry)
        case "area":
            elements += _points(words, catalogue, entry)
    holds = [each for each in inside(catalogue, entry) if each.kind not in ("level", "stage")]
    if holds:
        page = page_of(holds, number)
        elements.append(Text.of(Strong(words("part-holds", count=page.total))))
        elements += listed(words, page, f"skill page {entry.id}", "skill browse")
    elements.append(Note.of(sources(words, entry.places), " · ", words("card-version", version=catalogue.version)))
    return Message(title(words, entry) + words("dash") + words(f"kind-{entry.kind}"), tuple(elements))


def _about(words: Words, catalogue: Catalogue, entry: Entry) -> Iterator[Element]:
    kind = words(f"kind-{entry.kind}")
    if entry.parents:
        parent = catalogue[entry.parents[0]].names.in_(words.language)
        yield Note.of(f"{kind} · ", words("part-in", parent=parent))
    else:
        yield Note.of(kind)
    if entry.about is not None:
        label: list[Piece] = [Strong(words("part-goal")), words("colon")] if entry.kind == "domain" else []
        yield Text((*label, entry.about.in_(words.language)))


def _role(words: Words, catalogue: Catalogue, entry: Entry) -> Iterator[Element]:
    file = _file(catalogue, entry)
    for scheme in file.schemes:
        kind = "stage" if scheme.basis in ("stages", "years") else "level"
        yield Text.of(
            Strong(scheme.names.in_(words.language)), mark(words, Place(scheme.document, scheme.levels[0].place))
        )
        yield Buttons(
            tuple(
                Button(rung.names.in_(words.language), f"skill {kind}:{entry.role}/{rung.id}") for rung in scheme.levels
            )
        )
    if file.advice:
        first = next(iter(file.documents))
        items = tuple((_said(words, first, each.text.in_(words.language), each.place),) for each in file.advice)
        yield Bullets(words("part-advice"), items)
    if file.language_split:
        yield from _language_lines(words, catalogue, file)
    if file.says_not:
        items = tuple((text.in_(words.language),) for text in file.says_not)
        yield Bullets(words("part-says-not"), items)


def _language_lines(words: Words, catalogue: Catalogue, file: RoleFile) -> Iterator[Element]:
    first = next(iter(file.documents))
    yield _by_language(words, catalogue, first, file.language_split)


def _by_language(words: Words, catalogue: Catalogue, document: DocumentId, lines: tuple[LanguageLine, ...]) -> Bullets:
    items: list[tuple[Piece, ...]] = []
    for line in lines:
        use = words("colon") + _said(words, document, line.use.in_(words.language), line.place)
        items.append((Strong(catalogue[line.language].names.in_(words.language)), use))
    return Bullets(words("part-languages"), tuple(items))


def _languages(words: Words, catalogue: Catalogue, entry: Entry) -> Iterator[Element]:
    file = _file(catalogue, entry)
    domain = next(domain for domain in file.domains if domain.id == entry.id.rsplit("/", 1)[1])
    document = entry.own_places[0].document
    yield _by_language(words, catalogue, document, domain.languages)


def _level(words: Words, catalogue: Catalogue, entry: Entry) -> Iterator[Element]:
    file = _file(catalogue, entry)
    rung = entry.id.rsplit("/", 1)[1]
    level = catalogue.level(entry.role or "", rung)
    document = entry.own_places[0].document
    if level.years is not None:
        yield Note.of(words("part-years", years=level.years))
    styles = [each for each in file.styles if each.level == rung]
    for style in styles:
        yield Text.of(
            Strong(words("part-style")),
            words("colon") + _said(words, document, style.text.in_(words.language), style.place),
        )
    stack = [item for item in file.stack if item.level == rung]
    if stack:
        named = words.listed([item.printed for item in stack])
        yield Text.of(Strong(words("part-stack")), words("colon") + _said(words, document, named, stack[0].place))
    for sentence, items in _lists(words, file, rung, document):
        if items:
            yield Bullets(words(sentence), items)
    for row in (row for row in file.build_up if row.from_level == rung):
        yield Text.of(
            Strong(words("part-build-up")),
            words("colon") + _said(words, document, row.text.in_(words.language), row.place),
        )


def _lists(
    words: Words, file: RoleFile, rung: str, document: DocumentId
) -> Iterator[tuple[str, tuple[tuple[Piece, ...], ...]]]:
    focus = [item for item in file.focus if item.level == rung]
    yield (
        "part-focus",
        tuple((_said(words, document, item.text.in_(words.language), item.place),) for item in focus),
    )
    lines = [*(line for line in file.stage_lines if line.level == rung)]
    points = [_said(words, document, line.text.in_(words.language), line.place) for line in lines]
    for each in file.expectations:
        if each.level == rung:
            marks = words.listed([words("card-optional")] + ([words("card-boilerplate")] if each.boilerplate else []))
            points.append(f"{_said(words, document, each.text.in_(words.language), each.place)} [{marks}]")
    yield "part-points", tuple((point,) for point in points)


def _steps(words: Words, catalogue: Catalogue, entry: Entry) -> Iterator[Element]:
    file = catalogue.paths[entry.id.removeprefix("path:")]
    items = tuple(
        (f"{number}. {_said(words, file.document, step.text.in_(words.language), step.place)}",)
        for number, step in enumerate(file.steps, 1)
    )
    yield Bullets(words("part-steps"), items)


def _points(words: Words, catalogue: Catalogue, entry: Entry) -> Iterator[Element]:
    file = _file(catalogue, entry)
    area = next(area for area in file.areas if area.id == entry.id.rsplit("/", 1)[1])
    document = entry.own_places[0].document
    items = tuple((_said(words, document, bullet.text.in_(words.language), bullet.place),) for bullet in area.bullets)
    yield Bullets(words("part-points"), items)


def _said(words: Words, document: DocumentId, text: str, at: str) -> str:
    return text + mark(words, Place(document, at))


def _file(catalogue: Catalogue, entry: Entry) -> RoleFile:
    return catalogue.roles[entry.role or ""]
