"""Two hundred people for a year of weekly messages: who they are, what they do with them, and what became of it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sandbox import Sandbox
from sandbox.blocks.walk import readable
from sandbox.cast import TEAM_ID
from sandbox.people import Person
from skills.calendar import iso_week
from skills.catalogue import Catalogue
from storage.members import Who
from tests.rules.people import standings

PEOPLE = 200
BEGIN = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)  # a Friday; the year that follows has a week 53
END = BEGIN + dt.timedelta(weeks=52)
AWAY = BEGIN + dt.timedelta(weeks=10, hours=5), BEGIN + dt.timedelta(weeks=13, hours=5)
STOP = BEGIN + dt.timedelta(weeks=20, hours=7)
BY_HAND = (0, 7, 10, 13)  # who presses real buttons, which takes its time

Habit = Literal[
    "always", "never", "sometimes", "easy", "hard", "less", "more", "next", "another", "done", "sets", "away", "stops",
    "travels",
]  # fmt: skip
HABITS: tuple[Habit, ...] = (
    "always", "always", "never", "never", "sometimes", "sometimes", "easy", "hard", "less", "more", "next", "another",
    "done", "sets", "sets", "sets", "away", "stops", "travels", "travels",
)  # fmt: skip
OFTEN = ("start", "hint", "done", "another", "next", "less", "more", "easy", "hard")
_LOCALES = ("en-US", "zh-TW", "zh-CN", "en-GB")
# Where people live, and when they want their message: one moment for each, so that a week takes few ticks.
_HOMES = (
    ("Asia/Taipei", 0, "monday 09:00"), ("America/Los_Angeles", 4, "friday 16:30"),
    ("Europe/Berlin", 1, "tuesday 08:15"), ("Pacific/Auckland", 6, "sunday 23:45"),
)  # fmt: skip
_MINUTES = (10, 15, 30, 45, 60, 90, 120)
_SAID = ("docker", "mlflow", "kubernetes-core", "terraform", "model-serving", "redis", "helm", "aws")
_DEPTHS = ("none", "awareness", "working", "advanced", "skip")


@dataclass(frozen=True)
class Came:
    """One message as it was posted, and its week where its reader was."""

    at: dt.datetime
    zone: str
    week: str
    kind: str
    skill: str | None
    text: str
    lines: tuple[str, ...]


@dataclass
class Somebody:
    """One of them. `picked` decides what they do; `answers` are what they pressed, by week."""

    person: Person
    habit: Habit
    role: str | None
    level: str | None
    moment: str
    minutes: int
    said: dict[str, str]
    picked: random.Random
    zone: str
    by_hand: bool = False
    came: list[Came] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)

    @property
    def who(self) -> Who:
        """Them, as Slack names them."""
        return Who("slack", TEAM_ID, self.person.id)

    def beginning(self) -> Iterator[str]:
        """What they tell Rung before the year begins; the last is their yes."""
        if self.role is not None:
            yield f"level role {self.role} {self.level or 'none'}"
        if self.said:
            yield "level set " + ", ".join(f"{skill} {depth}" for skill, depth in self.said.items())
        yield f"rung nudges minutes {self.minutes}"
        yield f"rung nudges on {self.moment}"

    def presses(self) -> list[str]:
        """What they press in a message, by the verbs of its lines."""
        match self.habit:
            case "never":
                return []
            case "always" | "travels" | "away" | "stops":
                return [self.picked.choice(OFTEN)]
            case "sometimes":
                return [self.picked.choice(OFTEN)] if self.picked.random() < 0.3 else []
            case "sets":
                return ["done", "set"]
            case "another":
                return ["another"]
        return [self.habit]


def people(slack: Sandbox, catalogue: Catalogue) -> list[Somebody]:
    """Of every role, level, language and length, a habit each; the same every time."""
    picked = random.Random(52)
    every = list(standings(catalogue))
    found = []
    for number, person in enumerate(slack.crowd("#ml-platform", PEOPLE)):
        habit = HABITS[number % len(HABITS)]
        zone, _, moment = _HOMES[number % 7 % len(_HOMES)]
        role, level = every[number % len(every)]
        person.locale, person.tz = picked.choice(_LOCALES), zone
        said = {each: picked.choice(_DEPTHS) for each in picked.sample(_SAID, picked.choice((0, 2, 5)))}
        minutes = _MINUTES[number % 11 % len(_MINUTES)]
        found.append(
            Somebody(person, habit, role, level, moment, minutes, said, random.Random(number), zone, number in BY_HAND)
        )
    return found


def journeys(everybody: Sequence[Somebody]) -> list[tuple[dt.datetime, Somebody, str]]:
    """What happens to them over the year beside the messages, in order."""
    happens: list[tuple[dt.datetime, Somebody, str]] = []
    for each in everybody:
        if each.habit == "away":
            happens.append((AWAY[0], each, "leaves"))
        if each.habit == "stops":
            happens.append((STOP, each, "stops"))
        if each.habit == "travels":
            moves = [BEGIN + dt.timedelta(weeks=week, hours=each.picked.randrange(168)) for week in range(3, 52, 6)]
            zones = [zone for zone, _, _ in _HOMES]
            happens += [(at, each, zones[at_ % len(zones)]) for at_, at in enumerate(moves)]
    return sorted(happens, key=lambda each: (each[0], each[1].person.id))


def posted(call: dict[str, Any], zone: str, at: dt.datetime) -> Came:
    """A message as the platform was given it."""
    about = call["metadata"]["event_payload"]
    elements = [each for block in call["blocks"] if block["type"] == "actions" for each in block["elements"]]
    text = "\n".join([call["text"], *readable(call["blocks"])])
    lines = tuple(each["value"] for each in elements)
    return Came(at, zone, iso_week(zone, at), about["kind"], about.get("skill"), text, lines)


def local(at: dt.datetime, zone: str) -> str:
    """The weekday and time of a moment as they were asked for ("monday 09:00")."""
    return at.astimezone(ZoneInfo(zone)).strftime("%A %H:%M").lower()
