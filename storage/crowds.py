"""Decides who is published: only people in a crowd that has been in and out of exactly the same publications."""

# Why crowds: docs/decisions/0013-publications.md. In short, two publications that differ by one person tell what that
# person is at, and so may three that differ from each other by many. So people are never told apart in what is
# published: they come and go in crowds, and a crowd is cut only into crowds. Nothing in here looks at what anybody
# contributes, only at whether it changed, so neither who is published nor who has to wait says anything about it.

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

FEW = 5  # counted people without whom nothing is published at all
APART = 7  # whoever looks, whoever is looked for, and five others

Draw = Callable[[Sequence[int], int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """People by number with what they contributed when they were last counted.

    `size` counts those who deleted themselves, too; `shown` how many of all these were ever shown by name.
    """

    members: Mapping[int, str]
    size: int
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """People to publish together: a whole crowd, some of one, or (`crowd` None) people who are in none.

    `anew` says whether they are counted with what they contribute now, or with what they did before.
    """

    crowd: int | None
    people: frozenset[int]
    whole: bool
    anew: bool


def by_lot(among: Sequence[int], count: int) -> Sequence[int]:
    """So many of them, drawn so that nobody can foresee it."""
    return secrets.SystemRandom().sample(among, count)


def parts_of(
    crowds: Mapping[int, Crowd], current: Set[int], fresh: Mapping[int, str], draw: Draw = by_lot
) -> tuple[Part, ...]:
    """Who stands in a channel's next publication; nobody when it may have none.

    `crowds` are those of `current` (the channel's publication before) and every other one that somebody fresh is in;
    `fresh` is what everybody who says yes contributes now, by person.
    """
    kept = [part for each in sorted(current) for part in _kept(each, crowds[each], fresh, draw)]
    seen = {person for crowd in crowds.values() for person in crowd.members}
    kept += _returning({each: crowd for each, crowd in crowds.items() if each not in current}, fresh)
    new = frozenset(fresh.keys() - seen)
    if len(new) >= APART or (not kept and len(new) >= FEW):
        kept.append(Part(None, new, whole=True, anew=True))
    return tuple(kept)


def may_be_shown(size: int, shown: int) -> bool:
    """Whether one more of a crowd may be shown by name, without what is then known giving others away."""
    return size - shown - 1 >= (APART if size >= APART else FEW) - 1


def _kept(number: int, crowd: Crowd, fresh: Mapping[int, str], draw: Draw) -> Iterator[Part]:
    """What stays of a crowd that was in the publication before: all of it, some of it, or nothing."""
    stay = crowd.members.keys() & fresh.keys()
    gone = crowd.size - len(stay)
    if gone == 0:
        yield from _whole(number, crowd, fresh)
        return
    # Whoever takes a yes back goes at once, and not alone. Who was shown by name hides nobody: they are all among
    # those who go. Those who changed go along first, because they are counted with what is no longer so.
    more = max(0, APART - gone, APART - 1 - (gone - crowd.shown))
    if len(stay) - more >= APART:
        changed = _changed(crowd, stay, fresh)
        companions = set(draw(sorted(changed), min(more, len(changed))))
        companions.update(draw(sorted(stay - changed), more - len(companions)))
        rest = frozenset(stay - companions)
        yield Part(number, rest, whole=False, anew=rest <= changed)


def _returning(crowds: Mapping[int, Crowd], fresh: Mapping[int, str]) -> Iterator[Part]:
    """Crowds published elsewhere or earlier that can come in whole, or be cut into crowds."""
    for number, crowd in sorted(crowds.items()):
        here = frozenset(crowd.members.keys() & fresh.keys())
        rest = crowd.size - len(here)
        if here and rest == 0:
            yield from _whole(number, crowd, fresh)
        elif len(here) >= APART and rest - crowd.shown >= APART - 1 and rest >= APART:
            yield Part(number, here, whole=False, anew=here <= _changed(crowd, here, fresh))


def _whole(number: int, crowd: Crowd, fresh: Mapping[int, str]) -> Iterator[Part]:
    """All of a crowd: as it was, or anew where all of it changed; cut in two where many changed and many did not.

    Fewer who changed are counted as they were: what the others are at would tell theirs.
    """
    everybody = frozenset(crowd.members)
    changed = frozenset(_changed(crowd, everybody, fresh))
    same = everybody - changed
    if len(changed) >= APART and len(same) >= APART:
        yield Part(number, changed, whole=False, anew=True)
        yield Part(number, same, whole=True, anew=False)  # once the others are cut off
    else:
        yield Part(number, everybody, whole=True, anew=not same)


def _changed(crowd: Crowd, people: Set[int], fresh: Mapping[int, str]) -> set[int]:
    return {each for each in people if crowd.members[each] != fresh[each]}
