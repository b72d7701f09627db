"""What everybody together says of the labs: counts and medians, in which nobody can be found."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, func, select

from storage.database import Session
from storage.tables import LabStart, LabTrouble, table

REPORTS = 2  # people who say that a check is wrong, after whom nobody is sent to that version
FIVE = 5  # people, before anything is told of how long a lab takes
MANY = 3  # people, before a step is told of

_starts, _troubles = table(LabStart), table(LabTrouble)


def _people(of: Table) -> ColumnElement[int]:
    """How many people stand behind grouped rows; a member's id is one of a kind in all workspaces."""
    return func.count(of.c.member_id.distinct())


# Who prepares many messages at once joins this to what else they ask for.
RESTING = (
    select(_troubles.c.lab, _troubles.c.version)
    .where(_troubles.c.kind == "check")
    .group_by(_troubles.c.lab, _troubles.c.version)
    .having(_people(_troubles) >= REPORTS)
    .subquery()
)


@dataclass(frozen=True, slots=True)
class Took:
    """How long a lab took `people` people: the median of 20, 40 and 60, where 60 means that and more."""

    median: int
    people: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A step (or "", the whole) of one version of a lab: how many took it up, how many told of which trouble."""

    lab: str
    version: int
    step: str
    started: int
    troubles: tuple[tuple[str, int], ...]


async def paused(session: Session) -> frozenset[tuple[str, int]]:
    """The labs, with their version, whose check was reported by two people or more: nobody is sent to them."""
    rows = (await session.execute(select(RESTING.c.lab, RESTING.c.version))).all()
    return frozenset((str(lab), int(version)) for lab, version in rows)


async def took(session: Session, labs: Iterable[str]) -> dict[str, Took]:
    """How long these labs took, by id; those that fewer than five people told of are left out."""
    asked = select(_starts.c.lab, _starts.c.member_id, _starts.c.minutes).where(
        _starts.c.lab.in_(list(labs)), _starts.c.minutes.is_not(None)
    )
    told: dict[str, dict[int, int]] = defaultdict(dict)
    for lab, member, minutes in (await session.execute(asked.order_by(_starts.c.number))).all():
        told[lab][member] = minutes  # of several times, the latest
    return {
        lab: Took(int(statistics.median_low(by_person.values())), len(by_person))
        for lab, by_person in told.items() if len(by_person) >= FIVE
    }  # fmt: skip


async def losses(session: Session) -> list[Loss]:
    """The steps at which three people or more had trouble or left, those of most people first."""
    kinds = select(
        _troubles.c.lab, _troubles.c.version, _troubles.c.step, _troubles.c.kind, _people(_troubles).label("people")
    ).group_by(_troubles.c.lab, _troubles.c.version, _troubles.c.step, _troubles.c.kind)
    everybody = select(_troubles.c.lab, _troubles.c.version, _troubles.c.step, _people(_troubles)).group_by(
        _troubles.c.lab, _troubles.c.version, _troubles.c.step
    )
    people = {(lab, version, step): count for lab, version, step, count in (await session.execute(everybody)).all()}
    found: dict[tuple[str, int, str], Counter[str]] = defaultdict(Counter)
    for lab, version, step, kind, count in (await session.execute(kinds)).all():
        if people[lab, version, step] >= MANY:
            found[lab, version, step][kind] = count
    begun = await _started(session)
    listed = [
        Loss(lab, version, step, begun.get((lab, version), 0), tuple(sorted(kinds.items())))
        for (lab, version, step), kinds in found.items()
    ]
    return sorted(listed, key=lambda loss: (-people[loss.lab, loss.version, loss.step], loss.lab, loss.step))


async def _started(session: Session) -> dict[tuple[str, int], int]:
    asked = select(_starts.c.lab, _starts.c.version, _people(_starts)).group_by(_starts.c.lab, _starts.c.version)
    return {(lab, version): int(count) for lab, version, count in (await session.execute(asked)).all()}
