"""A keeper of publications in memory that means what storage/publishing.py means, and counts by names people have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.published import Counted, Published
from storage import crowds
from storage.bands import Bands
from storage.crowds import Crowd, Part

REMEMBERED = 13  # weeks

Lots = Callable[[Sequence[str], int], Sequence[str]]


@dataclass
class Kept:
    """What is remembered of somebody who was counted; a hidden one's name is kept back."""

    counted: Counted
    crowd: int
    week: int
    hidden: bool = False


@dataclass
class Keeper:
    """Publications as storage/publishing.py makes them, and rows by name as storage/publications.py shows them."""

    draw: Lots
    published: list[Published] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)  # in the last answer
    begun_anew: int = 0  # how often somebody was forgotten, and may be counted, or shown, as if for the first time
    known: dict[Counted, str] = field(default_factory=dict)  # what rows by name gave away of what was counted
    hidden: int = 0  # how often a name was kept back
    _kept: dict[str, Kept] = field(default_factory=dict)
    _sizes: list[int] = field(default_factory=list)
    _shown: Counter[int] = field(default_factory=Counter)  # people of a crowd who were ever shown by name
    _versions: Counter[str] = field(default_factory=Counter)
    _last: dict[int, Published] = field(default_factory=dict)
    _looked: dict[int, int] = field(default_factory=dict)
    _asked: int = 0  # how many publications were made, which tells which of two came first
    _made: dict[int, int] = field(default_factory=dict)
    _anew: list[int] = field(default_factory=list)  # at which of them a crowd was last counted anew
    _named: set[str] = field(default_factory=set)
    _names: list[str] = field(default_factory=list)
    _live: dict[str, str] = field(default_factory=dict)  # what those by name were at in the last answer

    def publish(self, channel: int, week: int, fresh: Mapping[str, str]) -> Published | None:
        """This week's publication when it is a new one; None when the one before goes on."""
        last = self._last.get(channel)
        if last is not None and self._looked[channel] >= week:
            return None
        self._forget(fresh, week)
        current = set(last.crowds) if last is not None else set()
        parts = self._parts(current, fresh)
        if last is None and not parts:
            return None
        self._looked[channel] = week
        if last is not None and _nothing_new(parts, current) and not self._counted_anew(current, channel):
            return None
        self._asked += 1
        self._made[channel] = self._asked
        made = Published(channel, None, frozenset(), set())
        who = [self._counted(part, made, week, fresh) for part in parts]
        made.who = frozenset(each for some in who for each in some)
        made.bands = _bands([each.what for some in who for each in some], min(map(len, who), default=0))
        self.published.append(made)
        self._last[channel] = made
        return made

    def is_named(self, person: str) -> None:
        """Somebody chose to be shown by name; the first time, they are known in their crowd, or kept back."""
        kept = self._kept.get(person)
        if kept is not None and person not in self._named:
            if crowds.may_be_shown(self._sizes[kept.crowd], self._shown[kept.crowd]):
                self._shown[kept.crowd] += 1
            else:
                kept.hidden = True
                self.hidden += 1
        self._named.add(person)

    def is_deleted(self, person: str) -> None:
        """Somebody deleted everything; their crowd stays as large as it was, and they known in it if they were."""
        self._kept.pop(person, None)

    def is_read(self, by_name: Mapping[str, str]) -> None:
        """The lead reads who wants to be shown by name, with what they are at now."""
        self._live = dict(by_name)
        self.shown = {each for each in by_name if (kept := self._kept.get(each)) is None or not kept.hidden}
        self.known |= {self._kept[each].counted: by_name[each] for each in self.shown & self._kept.keys()}

    def _forget(self, fresh: Mapping[str, str], week: int) -> None:
        now_shown = set().union(*(each.crowds for each in self._last.values()))
        for person, kept in list(self._kept.items()):
            if kept.week > week - REMEMBERED or kept.crowd in now_shown:
                continue
            if {**self._live, **fresh}.get(person, kept.counted.what) != kept.counted.what:
                del self._kept[person]
                self.begun_anew += 1

    def _parts(self, current: set[int], fresh: Mapping[str, str]) -> Sequence[Part]:
        self._names += [each for each in fresh if each not in self._names]
        numbers = {name: number for number, name in enumerate(self._names)}
        these = current | {kept.crowd for each in fresh if (kept := self._kept.get(each)) is not None}
        members: dict[int, dict[int, str]] = {each: {} for each in these}
        for person, kept in self._kept.items():
            if kept.crowd in these:
                members[kept.crowd][numbers[person]] = kept.counted.what
        found = {each: Crowd(members[each], self._sizes[each], self._shown[each]) for each in these}
        whats = {numbers[person]: what for person, what in fresh.items()}
        return crowds.parts_of(found, current, whats, self._lots)

    def _lots(self, among: Sequence[int], count: int) -> Sequence[int]:
        called = {self._names[each]: each for each in among}
        return [called[each] for each in self.draw(sorted(called), count)]

    def _counted(self, part: Part, in_it: Published, week: int, fresh: Mapping[str, str]) -> Sequence[Counted]:
        number = self._numbered(part)
        in_it.crowds.add(number)
        return [self._remembered(self._names[each], number, part.anew, week, fresh) for each in part.people]

    def _counted_anew(self, current: set[int], channel: int) -> bool:
        return any(self._anew[each] > self._made[channel] for each in current)

    def _numbered(self, part: Part) -> int:
        if part.crowd is not None and part.whole:
            self._anew[part.crowd] = self._asked if part.anew else self._anew[part.crowd]
            return part.crowd
        number = len(self._sizes)
        self._sizes.append(len(part.people))
        self._anew.append(self._asked)
        if part.crowd is not None:
            self._sizes[part.crowd] -= len(part.people)
            for each in self.published:
                if part.crowd in each.crowds:
                    each.crowds.add(number)
                    if not self._sizes[part.crowd]:
                        each.crowds.discard(part.crowd)
        return number

    def _remembered(self, person: str, crowd: int, anew: bool, week: int, fresh: Mapping[str, str]) -> Counted:
        kept = self._kept.get(person)
        counted = kept.counted if kept is not None else None
        if counted is None or (anew and counted.what != fresh[person]):
            self._versions[person] += 1
            counted = Counted(person, self._versions[person], fresh[person])
        self._kept[person] = Kept(counted, crowd, week)
        return counted


def _nothing_new(parts: Sequence[Part], current: set[int]) -> bool:
    return {part.crowd for part in parts} == current and all(part.whole and not part.anew for part in parts)


def _bands(whats: Sequence[str], smallest: int) -> Bands | None:
    if not whats:
        return None
    counts = Counter(skill for each in whats for skill in each.split(",") if skill)
    return Bands.of(counts, len(whats), coarse=smallest < crowds.APART)
