"""Readers in every situation: each role and level there is, and what they may have said of their skills."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.subjects.next_rung import has_matrix
from bot.words import Words
from skills.catalogue import Catalogue
from skills.gaps import NextRung, next_rung
from skills.scale import SAYABLE
from skills.shelving import skills_of
from storage.members import Me

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
UNDO = "123456789-1763700000"  # how a button names what it would take back, at its longest
GONE = "left-the-catalogue"  # a skill that was there when somebody set it
WISHES = ("goal", "goal", "goal", "more", "less", "later")


@dataclass(frozen=True, slots=True)
class Person:
    """A reader, in a word, with what they said and wished."""

    what: str
    me: Me
    depths: Mapping[str, str] = field(default_factory=dict)
    wishes: Mapping[str, str] = field(default_factory=dict)

    def next_rung(self, catalogue: Catalogue) -> NextRung | None:
        """Their ranking; None without a role, and where their ladder gives no depths."""
        if self.me.role is None or not has_matrix(catalogue, self.me):
            return None
        return next_rung(catalogue, self.me.role, self.me.level, self.depths, self.wishes)


def everybody(catalogue: Catalogue) -> Iterator[Person]:
    """Each role at each level, and without one, with each set of depths."""
    for role, level in standings(catalogue):
        for said, depths in depth_sets(catalogue, role).items():
            wishes = dict(zip(depths, WISHES, strict=False)) if said == "mixed" else {}
            yield Person(f"{role} {level} who said {said}", me(role, level), depths, wishes)


def standings(catalogue: Catalogue) -> Iterator[tuple[str | None, str | None]]:
    """Every role with every level of its ladders and without one; and nobody's role."""
    yield None, None
    for role, file in catalogue.roles.items():
        yield role, None
        yield from ((role, rung.id) for scheme in file.schemes for rung in scheme.levels)


def depth_sets(catalogue: Catalogue, role: str | None) -> dict[str, dict[str, str]]:
    """What somebody may have said: nothing, a few, the same of everything, and a mixture of all there is to say."""
    everything = [entry.id for entry in catalogue.entries.values() if entry.is_concept]
    skills = list(skills_of(catalogue, role)) if role is not None else everything
    picked = random.Random(f"{role}")
    said = {skill: depth for skill in skills if (depth := picked.choice((*SAYABLE, None))) is not None}
    few = {"docker": "working", "kubernetes-core": "none", "mlflow": "awareness", "git": "skip"}
    same = {f"{depth} of all": dict.fromkeys(everything, depth) for depth in SAYABLE}
    return {"nothing": {}, "a few": few, "mixed": said, **same}


def me(role: str | None, level: str | None, **more: str) -> Me:
    """A member with this role and level."""
    return Me(id=1, workspace_id=1, locale="en-US", time_zone="Asia/Taipei", role=role, level=level, **more)


def longest(words: Words, catalogue: Catalogue) -> list[str]:
    """Everything to learn, the longest names first."""
    concepts = [entry for entry in catalogue.entries.values() if entry.is_concept]
    return [entry.id for entry in sorted(concepts, key=lambda each: -len(each.names.in_(words.language)))]
