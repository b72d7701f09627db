"""Why a gap stands where it stands, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages.places import mark
from bot.words import Words
from skills.catalogue import Catalogue
from skills.columns import Named
from skills.gaps import Gap, NextRung
from skills.role_files import StackItem


def reasons(words: Words, catalogue: Catalogue, rung: NextRung, gap: Gap) -> list[str]:
    """Every reason, the weightiest first; each is a sentence."""
    return [
        *_wish(words, gap),
        *_below(words, catalogue, rung, gap),
        *_named(words, catalogue, rung, gap),
        *_prerequisites(words, catalogue, rung, gap),
        *_documents(words, gap),
    ]


def _wish(words: Words, gap: Gap) -> Iterator[str]:
    if gap.wish is not None:
        yield words(f"reason-{gap.wish}")


def _below(words: Words, catalogue: Catalogue, rung: NextRung, gap: Gap) -> Iterator[str]:
    if gap.below_current and rung.level is not None:
        yield words("reason-below", level=level_name(words, catalogue, rung, rung.level))


def _named(words: Words, catalogue: Catalogue, rung: NextRung, gap: Gap) -> Iterator[str]:
    """The items of stack and focus that name it themselves, or else those that name a relative."""
    if rung.next is None:
        return
    level = level_name(words, catalogue, rung, rung.next)
    direct = [each for each in gap.wanted.named if each.through is None]
    for each in direct or gap.wanted.named[:2]:
        yield _item(words, catalogue, level, each)
    if not gap.wanted.row:
        yield words("reason-no-row", level=level)


def _item(words: Words, catalogue: Catalogue, level: str, named: Named) -> str:
    source = mark(words, named.place)
    if isinstance(named.item, StackItem):
        item = named.item.printed
        told = words("reason-stack", level=level, item=item)
    else:
        item = named.item.text.in_(words.language).rstrip(".。")
        told = words("reason-focus", level=level, item=item)
    if named.through is not None:
        told += words("reason-through", relative=catalogue[named.through].names.in_(words.language))
    return told + source


def _prerequisites(words: Words, catalogue: Catalogue, rung: NextRung, gap: Gap) -> Iterator[str]:
    carried = [other.skill for other in rung.gaps if gap.skill in other.first]
    for sentence, skills in (
        ("reason-carries", carried), ("reason-first", gap.first), ("reason-ready", gap.ready),
    ):  # fmt: skip
        if skills:
            yield words(sentence, skills=words.listed([catalogue[each].names.in_(words.language) for each in skills]))


def _documents(words: Words, gap: Gap) -> Iterator[str]:
    if gap.wanted.documents > 1:
        yield words("reason-documents", count=gap.wanted.documents)


def level_name(words: Words, catalogue: Catalogue, rung: NextRung, level: str) -> str:
    """The level's name in the reader's language."""
    return catalogue.level(rung.role, level).names.in_(words.language)
