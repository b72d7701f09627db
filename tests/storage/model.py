"""What a person's rows should be, kept in a few lines of plain Python: a pile of words for every subject."""

# A subject (a skill, "role", "role:<id>") has a pile of what was said of it. What counts is on top; an action lays one
# word on each pile it changes, and undoing it takes these away again, which can be done while all of them are on top.

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tests.storage.doing import Action, Choose, Drop, Repeat, Say, Standing, Undo, Wait
from tests.storage.people import NOON


@dataclass
class Word:
    """What was said of a subject by one action, None for taking it back."""

    value: str | None
    batch: int
    catalogue: str
    at: dt.datetime


class Model:
    """One person."""

    def __init__(self) -> None:
        self.now = NOON
        self.catalogue = "c0"
        self.piles: dict[str, list[Word]] = defaultdict(list)
        self.ages: dict[int, dt.datetime] = {}  # every batch ever, with its moment
        self.undone: set[int] = set()

    def does(self, action: Action) -> int | str | None:
        """Take over an action; returns what storage should answer."""
        match action:
            case Say(wanted):
                return self._lay(wanted)
            case Repeat(skill):
                depth = self._top(skill)
                if depth is not None:
                    self._lay({skill: depth}, again=True)
                return depth
            case Choose(role, level):
                return self._lay({f"role:{role}": level or "", "role": role})
            case Drop(role):
                others = [each for each, _ in self._roles() if each != role]
                current = {"role": next(iter(others), None)} if self._top("role") == role else {}
                return self._lay({f"role:{role}": None} | current)
            case Undo(number):
                return self._undo(number)
            case Wait(seconds):
                self.now += dt.timedelta(seconds=seconds)
                self.catalogue = f"c{int(self.catalogue[1:]) + 1}"
                return None

    def stands(self) -> Standing:
        """Where the person stands."""
        tops = {subject: pile[-1] for subject, pile in self.piles.items() if pile and not subject.startswith("role")}
        skills = {skill: (top.value, top.catalogue, top.at) for skill, top in tops.items() if top.value is not None}
        current = self._top("role")
        return Standing(skills, tuple(self._roles()), (current, dict(self._roles()).get(current or "")))

    def _lay(self, wanted: Mapping[str, str | None], again: bool = False) -> int | None:
        new = {subject: value for subject, value in wanted.items() if again or self._top(subject) != value}
        if not new:
            return None
        number = len(self.ages) + 1
        self.ages[number] = self.now
        for subject, value in new.items():
            self.piles[subject].append(Word(value, number, self.catalogue, self.now))
        return number

    def _undo(self, number: int | None) -> str | None:
        number = number if number is not None else max(set(self.ages) - self.undone, default=None)
        if number not in self.ages:
            return "nothing"
        if number in self.undone:
            return "undone"
        if self.now - self.ages[number] > dt.timedelta(seconds=600):
            return "late"
        mine = [subject for subject, pile in self.piles.items() if any(word.batch == number for word in pile)]
        if any(self.piles[subject][-1].batch != number for subject in mine):
            return "changed"
        taken = {subject: self.piles[subject].pop() for subject in mine}
        if self._top("role") is not None and self._top("role") not in dict(self._roles()):
            for subject, word in taken.items():  # the role that would be current again was dropped since
                self.piles[subject].append(word)
            return "changed"
        self.undone.add(number)
        return None

    def _top(self, subject: str) -> str | None:
        pile = self.piles.get(subject)
        return pile[-1].value if pile else None

    def _roles(self) -> list[tuple[str, str | None]]:
        """The roles that are kept, by when they were taken up: the first word since there was none."""
        found = []
        for subject, pile in self.piles.items():
            if subject.startswith("role:") and pile and pile[-1].value is not None:
                last = max((at for at, word in enumerate(pile) if word.value is None), default=-1)
                found.append((pile[last + 1].at, subject.removeprefix("role:"), pile[-1].value or None))
        return [(role, level) for _, role, level in sorted(found)]
