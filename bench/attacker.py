"""Somebody who reads every publication, knows who is counted in which, and works out what single people are at."""

# Written without a look at storage/crowds.py. The attacker knows everything but the depths: whose contribution, in
# which version, is counted in which publication of any channel, and the band of one skill in each. Nobody can tell
# apart people who were in and out of the same publications, so what is unknown is how many of each such *pattern* are
# at Working or above. A person is certainly there when all worlds that fit the bands have their whole pattern there.

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

RANGES: Mapping[str, tuple[int, int | None]] = {
    "few": (0, 1), "some": (2, 4), "many": (5, None), "two": (2, None),
    "none": (0, 0), "all": (1, None),  # said of one person, who is shown by name
}  # fmt: skip


class Told(NamedTuple):
    """One publication as the attacker has it: who is counted, and the band of the skill."""

    who: frozenset[object]
    band: str


class Insider(NamedTuple):
    """The attacker, when counted as well: one person of a pattern, who knows whether they are at Working themselves."""

    pattern: int
    able: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """Patterns of which everybody (but the insider) certainly is at Working or above, and those where nobody is."""

    able: frozenset[int]
    unable: frozenset[int]


STEPS = 3_000  # of one search, which a few puzzles in ten thousand are too hard for

World = Sequence[int]  # how many of each pattern are at Working or above
_Range = tuple[int, int]
_Sum = tuple[Sequence[int], int, int]  # of which patterns, at least, at most


class Attacker:
    """What can be worked out of some publications; patterns are numbered, and `sizes` says how many people each has."""

    def __init__(self, told: Sequence[Told]) -> None:
        of: dict[object, int] = {}
        for number, each in enumerate(told):
            for person in each.who:
                of[person] = of.get(person, 0) | 1 << number
        masks = Counter(of.values())
        numbers = {mask: number for number, mask in enumerate(masks)}
        self.sizes = list(masks.values())
        self.bands = [[told[at].band for at in _bits(mask)] for mask in masks]
        self.pattern_of = {person: numbers[mask] for person, mask in of.items()}
        self._sums = [
            _sum([numbers[mask] for mask in masks if mask >> at & 1], each, len(each.who))
            for at, each in enumerate(told)
        ]
        self._worlds: list[list[int]] = []
        self._left = 0
        self.gave_up = 0  # how often a search took too long, and nothing was learnt

    def suppose(self, able: Collection[object]) -> None:
        """Begin the search at one world, which spares most of it; what is certain does not depend on it."""
        count = [0] * len(self.sizes)
        for person in able:
            if (pattern := self.pattern_of.get(person)) is not None:
                count[pattern] += 1
        assert all(least <= sum(count[each] for each in of) <= most for of, least, most in self._sums)
        self._worlds.append(count)

    def insiders(self) -> Iterator[Insider]:
        """Every insider there can be in the world supposed."""
        for pattern, size in enumerate(self.sizes):
            if self._worlds[0][pattern] > 0:
                yield Insider(pattern, True)
            if self._worlds[0][pattern] < size:
                yield Insider(pattern, False)

    def learns(self, insider: Insider | None = None) -> Learned:
        """What is certain about others."""
        limits = [(0, size) for size in self.sizes]
        others = list(self.sizes)
        known = 0
        if insider is not None:
            others[insider.pattern] -= 1
            known = int(insider.able)
            limits[insider.pattern] = (known, others[insider.pattern] + known)
        able, unable = set(), set()
        for pattern, size in enumerate(others):
            if size == 0:
                continue
            mine = known if insider is not None and insider.pattern == pattern else 0
            if not self._possible(_with(limits, pattern, (mine, size + mine - 1))):
                able.add(pattern)
            if not self._possible(_with(limits, pattern, (mine + 1, size + mine))):
                unable.add(pattern)
        return Learned(frozenset(able), frozenset(unable))

    def _possible(self, limits: list[_Range]) -> bool:
        """Whether a world fits the bands and these limits."""
        for world in self._worlds:
            if all(least <= count <= most for count, (least, most) in zip(world, limits, strict=True)):
                return True
        self._left = STEPS
        found = self._searched(limits)
        if found is not None:
            self._worlds.append(found)
        self.gave_up += self._left < 0
        return found is not None or self._left < 0

    def _searched(self, limits: list[_Range]) -> list[int] | None:
        """A world within these limits; None when there is none."""
        self._left -= 1
        narrowed = self._narrowed(limits)
        if narrowed is None or self._left < 0:
            return None
        for order in (0, 1):  # as few as can be, as many as can be: mostly one of them fits already
            if self._fits(world := [each[order] for each in narrowed]):
                return world
        spans = [(most - least, at) for at, (least, most) in enumerate(narrowed) if least < most]
        pattern = min(spans)[1]  # there is one: where all are single numbers, that world fits or was refused
        least, most = narrowed[pattern]
        middle = (least + most) // 2
        for half in ((least, middle), (middle + 1, most)):
            if (found := self._searched(_with(narrowed, pattern, half))) is not None:
                return found
        return None

    def _fits(self, world: World) -> bool:
        return all(least <= sum(world[each] for each in of) <= most for of, least, most in self._sums)

    def _narrowed(self, limits: list[_Range]) -> list[_Range] | None:
        """The limits without what no sum allows, pattern by pattern; None when nothing is left of one."""
        limits = list(limits)
        changed = True
        while changed:
            changed = False
            for of, least, most in self._sums:
                lowest, highest = sum(limits[each][0] for each in of), sum(limits[each][1] for each in of)
                if lowest > most or highest < least:
                    return None
                for each in of:
                    low, high = limits[each]
                    tighter = max(low, least - highest + high), min(high, most - lowest + low)
                    if tighter != (low, high):
                        if tighter[0] > tighter[1]:
                            return None
                        limits[each] = tighter
                        lowest, highest = lowest + tighter[0] - low, highest + tighter[1] - high
                        changed = True
        return limits


def _sum(of: Sequence[int], told: Told, people: int) -> _Sum:
    least, most = RANGES[told.band]
    return of, least, people if most is None else most


def _with(limits: Sequence[_Range], pattern: int, limit: _Range) -> list[_Range]:
    """The limits, but for one pattern."""
    changed = list(limits)
    changed[pattern] = limit
    return changed


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
