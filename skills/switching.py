"""A switch path step by step, with credit for what somebody already knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skills.catalogue import Catalogue
from skills.list_files import PathStep
from skills.scale import RANK, SKIP, WORKING


@dataclass(frozen=True, slots=True)
class Credit:
    """Skills sorted by what somebody said of them: `has` at Working or deeper, `low` below, `unknown` not said.

    What is not for somebody's job is left out.
    """

    has: tuple[str, ...]
    low: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is left to learn or to say."""
        return not self.low and not self.unknown


@dataclass(frozen=True, slots=True)
class StepStanding:
    """One step of a path, numbered from 1, and what of it is credited."""

    number: int
    step: PathStep
    credit: Credit


def steps(catalogue: Catalogue, path: str, depths: Mapping[str, str]) -> tuple[StepStanding, ...]:
    """The steps of a path in its document's order."""
    file = catalogue.paths[path]
    return tuple(StepStanding(number, step, credit(step.mentions, depths)) for number, step in enumerate(file.steps, 1))


def credit(skills: Iterable[str], depths: Mapping[str, str]) -> Credit:
    """What somebody has of these skills."""
    counted = [skill for skill in skills if depths.get(skill) != SKIP]
    said = [skill for skill in counted if skill in depths]
    has = tuple(skill for skill in said if RANK[depths[skill]] >= WORKING)
    return Credit(
        has,
        tuple(skill for skill in said if skill not in has),
        tuple(skill for skill in counted if skill not in depths),
    )
