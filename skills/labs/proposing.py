"""Which lab to propose: of the foremost gap, to the next depth, ready for, short enough, not done; or the nearest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from skills.catalogue import Catalogue
from skills.labs.shelf import Lab
from skills.scale import NOT_YET, RANK, SKIP, above
from skills.shapes import DEPTHS
from skills.suggesting import Standing, Suggestion, suggestion_of, suggestions

# In what a lab may fall short, the gravest first.
Miss = Literal["done", "gap", "deep", "shallow", "needs", "minutes"]
MISSES: tuple[Miss, ...] = ("done", "gap", "deep", "shallow", "needs", "minutes")
LOOKED_AT = 40  # foremost skills that are gone through for a lab that fits


@dataclass(frozen=True, slots=True)
class Proposal:
    """A lab for somebody, and all in which it does not fit: it is done; no gap of theirs; it begins deeper than they
    are; it leads where they are already; `needs` other skills first; it takes longer than they have.

    `found` says why its skill comes up.
    """

    lab: Lab
    found: Suggestion
    misses: tuple[Miss, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.misses


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom: where they stand (None without a role), the depths they set, their minutes, the labs they have done.

    `minutes` is None when they never said.
    """

    standing: Standing | None
    depths: Mapping[str, str]
    minutes: int | None = None
    done: frozenset[str] = frozenset()


def propose(
    catalogue: Catalogue, reader: Reader, paused: Set[tuple[str, int]], without: Set[str] = frozenset()
) -> Proposal | None:
    """The lab to propose now, never one of `without`; None when there is none at all."""
    best: Proposal | None = None
    if reader.standing is None:
        return None
    for place, found in enumerate(suggestions(catalogue, reader.standing)):
        if place >= LOOKED_AT and best is not None:
            break
        for each in of_skill(catalogue, reader, found, paused):
            if each.lab.id in without or "done" in each.misses:
                continue
            if each.fits:
                return each
            if best is None or _weight(each) < _weight(best):
                best = each
    return best


def of_skill(
    catalogue: Catalogue, reader: Reader, found: Suggestion, paused: Set[tuple[str, int]], gap: bool = True
) -> Iterator[Proposal]:
    """Every lab of a skill that people are sent to, with what speaks against it for this reader.

    `gap` is whether the skill is among what the reader is to look at next.
    """
    for lab in catalogue.labs.of(found.skill):
        if (lab.id, lab.facts.version) not in paused:
            needs = tuple(_lacking(lab, reader.depths))
            misses = {*_misses(lab, reader, found), *(["needs"] if needs else []), *([] if gap else ["gap"])}
            yield Proposal(lab, found, tuple(each for each in MISSES if each in misses), needs)


def fitting(
    catalogue: Catalogue, reader: Reader, found: Suggestion, paused: Set[tuple[str, int]]
) -> tuple[Lab | None, Lab | None]:
    """The lab of a skill that fits; or else, as the second, one that would if there were more minutes."""
    every = list(of_skill(catalogue, reader, found, paused))
    fits = next((each.lab for each in every if each.fits), None)
    longer = next((each.lab for each in every if each.misses == ("minutes",)), None)
    return fits, longer if fits is None else None


def every_of(catalogue: Catalogue, reader: Reader, skill: str, paused: Set[tuple[str, int]]) -> list[Proposal]:
    """Every lab of this very skill, the shallower first."""
    standing, have = reader.standing, reader.depths.get(skill)
    if standing is None:
        return list(of_skill(catalogue, reader, Suggestion(skill, "gap" if have else "unknown", have, None), paused))
    found = next((each for each in suggestions(catalogue, standing) if each.skill == skill), None)
    asked = found or suggestion_of(catalogue, standing, skill)
    return list(of_skill(catalogue, reader, asked, paused, gap=found is not None))


def _misses(lab: Lab, reader: Reader, found: Suggestion) -> Iterator[Miss]:
    if lab.id in reader.done:
        yield "done"
    if reader.minutes is not None and lab.facts.minutes > reader.minutes:
        yield "minutes"
    have = found.have or NOT_YET
    if have == SKIP:
        return
    if RANK[have] >= RANK[lab.facts.to]:
        yield "shallow"
    elif lab.facts.to != _reached_next(have):
        yield "deep"


def _reached_next(have: str) -> str:
    """The depth that the next lab leads to: no lab stops at Awareness, which is read, not done."""
    step = above(have)
    return DEPTHS[1] if step == DEPTHS[0] else step or DEPTHS[-1]


def _lacking(lab: Lab, depths: Mapping[str, str]) -> Iterator[str]:
    """What the lab needs and its reader said they do not have; what they never spoke of does not stand in the way."""
    for skill, depth in lab.facts.prerequisites.items():
        have = depths.get(skill)
        if have is not None and have != SKIP and RANK[have] < RANK[depth]:
            yield skill


def _weight(proposal: Proposal) -> tuple[int, ...]:
    """What speaks against a lab, the gravest first; of equals the shallower one is nearer."""
    return (*(each in proposal.misses for each in MISSES), RANK[proposal.lab.facts.to])
