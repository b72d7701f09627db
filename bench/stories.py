"""Writes made-up histories: so many weeks in which things happen to a company, and leads ask."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from bench.company import LASTING, SKILLS, Asks, Company, LetsAWeekGoBy, Says, Sets, Step

SHORT, LONG = 10, 60  # weeks until which something happens; moves may take up to two more


class Story:
    """Writes one history of these moves; the same number writes the same one."""

    def __init__(self, number: int, moves: Sequence[Move], growing: Sequence[Move]) -> None:
        self.chance = random.Random(number)
        self.company = Company()
        self.steps: list[Step] = []
        chance = self.chance
        self.people = chance.choice((chance.randint(5, 9), chance.randint(7, 16), *2 * [chance.randint(12, 40)]))
        self.channels = chance.choice((1, 1, 2, 2, 3))
        self.share = {skill: chance.choice((0.05, 0.3, 0.6, 0.9, 1.0)) for skill in SKILLS}
        self.moves = chance.choice((moves, chance.sample(moves, 4), (*growing, *chance.sample(moves, 2))))
        self.lasting = [chance.random() < self.share[LASTING] for _ in range(self.people)]
        self.weeks = chance.choice((LONG, *5 * [SHORT]))
        self.once: dict[int, list[frozenset[str]]] = {}

    def written(self) -> list[Step]:
        """The history: people come, and then weeks in which things happen and leads ask."""
        everybody = range(self.people)
        for person in everybody:
            self.sets(person, self.learned())
        for channel in range(self.channels):
            coming = min(self.people, self.chance.choice((0, 7, 40, self.chance.randint(0, self.people))))
            self.says(self.chance.sample(everybody, coming), channel, "yes")
        for _ in range(self.chance.randint(3, 9)):
            for channel in range(self.channels):
                if self.company.week < self.weeks:
                    self.a_week_in(channel)
            for _ in range(self.chance.choice((1, 6, 13)) if self.weeks == LONG else 1):
                self.does(LetsAWeekGoBy())
        return self.steps

    def a_week_in(self, channel: int) -> None:
        """The lead asks, something happens, and sometimes the lead asks again in the same week."""
        if self.chance.random() < 0.9:
            self.does(Asks(channel))
        for _ in range(self.chance.choice((0, 1, 1, 2, 3))):
            self.chance.choice(self.moves)(self, channel)
            if self.chance.random() < 0.2:
                self.does(Asks(channel))

    def does(self, step: Step) -> None:
        """Write a step down, and live on with it."""
        self.company.takes(step)
        self.steps.append(step)

    def says(self, people: Sequence[int], channel: int, what: str) -> None:
        """These say something of a channel."""
        if people:
            self.does(Says(sorted(people), channel, what))

    def sets(self, person: int, skills: frozenset[str]) -> None:
        """Somebody is at just these skills now."""
        skills = skills | {LASTING} if self.lasting[person] else skills - {LASTING}
        self.once.setdefault(person, []).append(skills)
        self.does(Sets(person, skills))

    def learned(self) -> frozenset[str]:
        """What somebody of this company may be at."""
        return frozenset(skill for skill in SKILLS if self.chance.random() < self.share[skill])

    def changes(self, people: Sequence[int]) -> None:
        """Each of these changes something: one skill, everything, or back to what it once was."""
        for person in people:
            now = self.company.skills.get(person, frozenset())
            one = now ^ {self.chance.choice(SKILLS)}
            back = self.chance.choice(self.once.get(person) or [one])
            self.sets(person, self.chance.choice((one, one, self.learned(), back)))

    def here(self, channel: int) -> list[int]:
        """Who is counted in a channel."""
        return sorted(self.company.counted.get(channel, ()))

    def elsewhere(self, channel: int) -> list[int]:
        """Who is not."""
        return [each for each in range(self.people) if each not in self.company.counted.get(channel, ())]

    def some(self, people: Sequence[int], most: int) -> list[int]:
        """Up to so many of these."""
        return self.chance.sample(people, self.chance.randint(0, min(most, len(people))))

    def go(self, people: Sequence[int], channel: int) -> None:
        """These leave, or take their yes back."""
        self.says(people, channel, self.chance.choice(("no", "left")))


Move = Callable[[Story, int], None]  # something that happens, around one channel
