"""A made-up company: what people in it may do, and who is counted in which channel with what because of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

CHANGING, LASTING = "docker", "mlflow"  # the skills that the attacker is after; in one of them nobody ever changes
SKILLS = (CHANGING, LASTING, "airflow", "feast", "helm", "kafka", "python", "ray", "spark", "triton")


class Says(NamedTuple):
    """People say yes in a channel, take it back ("no"), leave it ("left"), or want to be shown by name ("named")."""

    people: Sequence[int]
    channel: int
    what: str


class Sets(NamedTuple):
    """Somebody is at Working or above in just these skills from now on."""

    person: int
    skills: frozenset[str]


class Deletes(NamedTuple):
    """Somebody deletes everything; when they say yes again, they come as somebody new.

    That is known, and left: to know them again, something of them would have to be kept. Whoever knows better than Rung
    that two of those counted are one person has one unknown less; no attacker here is told so.
    """

    person: int


class Asks(NamedTuple):
    """The lead of a channel asks."""

    channel: int


class LetsAWeekGoBy(NamedTuple):
    """Monday again."""


Step = Says | Sets | Deletes | Asks | LetsAWeekGoBy


@dataclass
class Company:
    """Who is counted in which channel now, and what they contribute; channels and people are numbers."""

    counted: dict[int, set[int]] = field(default_factory=dict)
    skills: dict[int, frozenset[str]] = field(default_factory=dict)
    lives: Counter[int] = field(default_factory=Counter)
    shown: dict[int, set[int]] = field(default_factory=dict)
    ever_named: set[str] = field(default_factory=set)
    week: int = 0

    def takes(self, step: Step) -> None:
        """Take over what somebody did."""
        match step:
            case Says(people, channel, what):
                for said, by_channel in (("yes", self.counted), ("named", self.shown)):
                    by_channel.setdefault(channel, set()).difference_update(people)
                    by_channel[channel].update(people if what == said else ())
                self.ever_named.update(map(self.name, people if what == "named" else ()))
            case Sets(person, skills):
                self.skills[person] = skills
            case Deletes(person):
                self.lives[person] += 1
                self.skills.pop(person, None)
                for here in (*self.counted.values(), *self.shown.values()):
                    here.discard(person)
            case LetsAWeekGoBy():
                self.week += 1

    def fresh(self, channel: int) -> dict[str, str]:
        """What everybody counted in a channel contributes now, by a name that says which of their lives it is."""
        counted = [each for each in self.counted.get(channel, ()) if self.name(each) not in self.ever_named]
        return {self.name(each): self.version(each) for each in counted}

    def by_name(self, channel: int) -> dict[str, str]:
        """What everybody contributes now who wants to be shown by name in a channel."""
        return {self.name(each): self.version(each) for each in self.shown.get(channel, ())}

    def name(self, person: int) -> str:
        """Somebody in their present life."""
        return f"{person}.{self.lives[person]}"

    def version(self, person: int) -> str:
        """All that somebody contributes, in words."""
        return ",".join(sorted(self.skills.get(person, ())))
