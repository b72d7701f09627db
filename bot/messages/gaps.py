"""The next rung in words: ranked gaps with their reasons, what is met, what is not assessed, what a level is about."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.elements import Button, Buttons, Element, Facts, Heading, Item, Message, Note, Piece, Strong, Text
from bot.messages.places import mark
from bot.messages.reasons import level_name, reasons
from bot.words import Words
from skills.catalogue import Catalogue, Place
from skills.columns import column
from skills.gaps import Gap, NextRung, candidates

PAGE = 5  # gaps on a page: with their reasons they fill a phone's screen
BESIDE = 10  # names told of what is met or not assessed; the rest is counted
SHOWN = 2  # reasons shown in the list; `why` tells them all


def gaps(
    words: Words,
    catalogue: Catalogue,
    rung: NextRung,
    page: int = 1,
    old: Item | None = None,
    offer: tuple[Element, ...] = (),
) -> Message:
    """The ranked gaps toward the next level, `page` by `page`.

    `old` asks about a depth said long ago, `offer` whether one of them may come as a message each week.
    """
    heading = title(words, catalogue, rung)
    pages = max(1, -(-len(rung.gaps) // PAGE))
    page = min(max(1, page), pages)
    elements: list[Element] = [Heading(heading)]
    if rung.gaps or rung.met or rung.unknown:
        elements.append(Text.of(counts(words, rung)))
    elements += [Text.of(said) for said in remarks(words, catalogue, rung)]
    for number, gap in enumerate(rung.gaps[(page - 1) * PAGE : page * PAGE], (page - 1) * PAGE + 1):
        elements.append(gap_item(words, catalogue, rung, gap, number))
    if pages > 1:
        elements.append(Note.of(words("part-page", page=page, pages=pages)))
    elements.append(_ways(words, rung, page, pages))
    elements += offer
    if page == 1:
        elements += [*([old] if old else []), *_beside(words, catalogue, rung), *about_level(words, catalogue, rung)]
    elements.append(Note.of(*_small_print(words, catalogue, rung)))
    return Message(heading + words("dash") + counts(words, rung), tuple(elements))


def _beside(words: Words, catalogue: Catalogue, rung: NextRung) -> Iterator[Element]:
    """What is met, and what nobody said anything of, by name."""
    for sentence, skills in (("gaps-met-are", rung.met), ("gaps-unknown-are", important(catalogue, rung))):
        if skills:
            names = words.listed([catalogue[each].names.in_(words.language) for each in skills[:BESIDE]])
            more = words("list-semicolon") + words("calculator-more", count=len(skills) - BESIDE)
            told = names + (more if len(skills) > BESIDE else "")
            yield Text.of(Strong(words(sentence)), words("colon") + told)


def important(catalogue: Catalogue, rung: NextRung) -> tuple[str, ...]:
    """What is not assessed, in the order in which it would be a gap."""
    wanted = candidates(catalogue, rung.role, rung.level, rung.next)
    key = {each.skill: (each.naming, -each.documents, each.name) for each in wanted}
    return tuple(sorted(rung.unknown, key=lambda skill: key.get(skill, (0, 0, skill))))


def title(words: Words, catalogue: Catalogue, rung: NextRung) -> str:
    """ "Your next rung: Senior", or that the top is reached."""
    if rung.next is None:
        level = level_name(words, catalogue, rung, rung.level) if rung.level else ""
        return words("gaps-title-top", level=level) if level else words("gaps-title-none")
    return words("gaps-title", level=level_name(words, catalogue, rung, rung.next))


def counts(words: Words, rung: NextRung) -> str:
    """How many gaps there are, how much is met, and how much nobody said anything of."""
    said = [words("gaps-count", count=len(rung.gaps)), words("gaps-met", count=len(rung.met))]
    said.append(words("gaps-unknown", count=len(rung.unknown)))
    if rung.skipped:
        said.append(words("gaps-skipped", count=len(rung.skipped)))
    return words.listed(said) + words("full-stop")


def gap_item(words: Words, catalogue: Catalogue, rung: NextRung, gap: Gap, number: int) -> Item:
    """One gap: from where to where, its weightiest reasons, and what one can wish of it."""
    name = catalogue[gap.skill].names.in_(words.language)
    pieces: list[Piece] = [Strong(f"{number}. {name}"), words("colon") + span(words, gap)]
    pieces += [f"\n{said}" for said in reasons(words, catalogue, rung, gap)[:SHOWN]]
    choices = (
        Button(words("button-why"), f"gaps why {gap.skill}"),
        Button(words("button-goal"), f"gaps goal {gap.skill}"),
        Button(words("button-more-of"), f"gaps more {gap.skill}"),
        Button(words("button-less-of"), f"gaps less {gap.skill}"),
        Button(words("button-not-now"), f"gaps later {gap.skill}"),
    )
    return Item(tuple(pieces), choices)


def span(words: Words, gap: Gap) -> str:
    """ "Working → Advanced"."""
    return words("gaps-span", have=words(f"depth-{gap.have}"), to=words(f"depth-{gap.to}"))


def remarks(words: Words, catalogue: Catalogue, rung: NextRung) -> Iterator[str]:
    """What has to be said before the list: why it is short, or what it is measured against."""
    if rung.level is None and rung.next is not None:
        yield words("gaps-no-level", level=level_name(words, catalogue, rung, rung.next))
    if rung.level is None and rung.next is None:
        yield words("gaps-all-levels" if rung.met else "gaps-nothing-said")
        return
    if rung.next is None and rung.level is not None:
        yield words("gaps-top", level=level_name(words, catalogue, rung, rung.level))
    elif not rung.gaps and not rung.met:
        yield words("gaps-nothing-said")
    elif not rung.gaps:
        yield words("gaps-none")
    if no_letter_changes(catalogue, rung):
        yield words("compare-no-change")
    if any(gap.below_current for gap in rung.gaps):
        yield words("gaps-below-first")


def no_letter_changes(catalogue: Catalogue, rung: NextRung) -> bool:
    """Whether the next level reads the same as the current one in every row."""
    if rung.level is None or rung.next is None:
        return False
    now, then = (column(catalogue, rung.role, level) for level in (rung.level, rung.next))
    return bool(now.rows) and all(now.wants[row].depth == then.wants[row].depth for row in now.rows)


def about_level(words: Words, catalogue: Catalogue, rung: NextRung) -> Iterator[Element]:
    """Stack and focus of the level aimed at; beside the current one's where they are all that changes."""
    levels = [rung.next or rung.level]
    if no_letter_changes(catalogue, rung):
        levels.insert(0, rung.level)
    for level in levels:
        if level is None:
            continue
        said = column(catalogue, rung.role, level)
        document = catalogue.scheme_of(rung.role, level).document
        name = level_name(words, catalogue, rung, level)
        pairs = []
        if said.stack:
            places = mark(words, *(Place(document, item.place) for item in said.stack))
            pairs.append(
                (f"{name} · {words('part-stack')}{places}", "\n".join(f"• {each.printed}" for each in said.stack))
            )
        if said.focus:
            places = mark(words, *(Place(document, item.place) for item in said.focus))
            told = "\n".join(f"• {each.text.in_(words.language)}" for each in said.focus)
            pairs.append((f"{name} · {words('part-focus')}{places}", told))
        if pairs:
            yield Facts(tuple(pairs))


def _ways(words: Words, rung: NextRung, page: int, pages: int) -> Buttons:
    check = Button(words("button-check"), "level check", "plain" if rung.gaps else "primary")
    ways = [check, Button(words("button-set-depths"), "level form"), Button(words("button-where"), "level")]
    ways.append(Button(words("button-lab-for-me"), "lab propose"))
    if page < pages:
        ways.insert(0, Button(words("button-more"), f"gaps page {page + 1}", "primary"))
    if page > 1:
        ways.insert(1 if page < pages else 0, Button(words("button-back"), f"gaps page {page - 1}"))
    return Buttons(tuple(ways))


def _small_print(words: Words, catalogue: Catalogue, rung: NextRung) -> Iterator[str]:
    matrix = catalogue.roles[rung.role].matrix
    aims = (rung.level, rung.next)
    if matrix is not None and any(each in levels for levels in matrix.readings.values() for each in aims):
        yield words("card-letter-note") + words("stop")
    if matrix is not None:
        yield words("card-mandatory-note", mandatory=matrix.mandatory_cells, cells=matrix.cells) + words("stop")
    yield words("gaps-needs-note") + words("stop")
    yield words("card-version", version=catalogue.version)
