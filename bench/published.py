"""What has been published of made-up people, and what an attacker has of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bench.attacker import Told
from storage.bands import Bands


class Counted(NamedTuple):
    """What somebody was counted with: the first, second … thing that they were ever counted with, and what it was."""

    person: str
    version: int
    what: str


Called = Callable[[Counted], Hashable]  # what the attacker takes to be one unknown: a person, or one version of theirs


def as_version(counted: Counted) -> Hashable:
    """For who only knows that nobody's depth changes while what they contribute stays the same."""
    return counted


def as_person(counted: Counted) -> Hashable:
    """For who knows that nobody's depth in this skill ever changes."""
    return counted.person


@dataclass
class Published:
    """One publication: whom it counts, in which crowds; `bands` is None when nothing could be said."""

    channel: int
    bands: Bands | None
    who: frozenset[Counted]
    crowds: set[int]

    def told(self, skill: str, called: Called) -> Told | None:
        """What the attacker has of it."""
        return None if self.bands is None else Told(frozenset(map(called, self.who)), self.bands.of_skill(skill))


class Rule(Protocol):
    """Decides when there is a new publication, and of whom."""

    published: list[Published]

    def publish(self, channel: int, week: int, fresh: Mapping[str, str]) -> Published | None:
        """This week's publication when it is a new one; None when the one before goes on."""

    def is_named(self, person: str) -> None:
        """Somebody chose to be shown by name."""

    def is_deleted(self, person: str) -> None:
        """Somebody deleted everything."""

    def is_read(self, by_name: Mapping[str, str]) -> None:
        """The lead reads who wants to be shown by name, with what they are at now."""


def told(rule: Rule, skill: str, called: Called = as_version) -> list[Told]:
    """All that the attacker has of a skill."""
    return [each for published in rule.published if (each := published.told(skill, called)) is not None]


def told_by_name(known: Mapping[Counted, str], skill: str, called: Called) -> list[Told]:
    """What the attacker has of people who were shown by name after they had been counted: `known` is with what."""
    # Of whoever changed something since, the row need not say what they were counted with.
    return [
        Told(frozenset([called(counted)]), "all" if skill in what.split(",") else "none")
        for counted, what in known.items()
        if called is as_person or counted.what == what
    ]


def able(rule: Rule, skill: str, called: Called = as_version) -> set[Hashable]:
    """Who in truth is at Working or above in a skill."""
    return {called(each) for published in rule.published for each in published.who if skill in each.what.split(",")}
