"""What a publication says of many people: bands instead of numbers, the same for every reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from storage.contributions import LAB

Band = Literal["few", "some", "many", "two"]  # 0–1, 2–4, 5 and more; 2 and more where telling more tells too much
FEW: Band = "few"
PEOPLE = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # how many are counted is told as "at least so many"


@dataclass(frozen=True, slots=True)
class Bands:
    """One publication: `people` counted at least; `skills` and `labs` with the band they are in, those above "few".

    `coarse` is True when only "few" and "two" are told apart: in a small crowd "5 and more" could mean everybody.
    """

    people: int
    coarse: bool
    skills: Mapping[str, Band]
    labs: Mapping[str, Band]

    @classmethod
    def of(cls, counts: Mapping[str, int], people: int, coarse: bool) -> Bands:
        """The bands of exact counts, which go no further than this."""
        bands = {what: band for what, count in sorted(counts.items()) if (band := _band(count, coarse)) != FEW}
        skills = {what: band for what, band in bands.items() if not what.startswith(LAB)}
        labs = {what.removeprefix(LAB): band for what, band in bands.items() if what.startswith(LAB)}
        return cls(max(each for each in PEOPLE if each <= people), coarse, skills, labs)

    @classmethod
    def from_json(cls, text: str) -> Bands:
        """As `as_json` wrote it."""
        return cls(**json.loads(text))

    def as_json(self) -> str:
        """For the database."""
        return json.dumps(
            {"people": self.people, "coarse": self.coarse, "skills": dict(self.skills), "labs": dict(self.labs)}
        )

    def of_skill(self, skill: str) -> Band:
        """How many are at Working or above in a skill."""
        return self.skills.get(skill, FEW)


def _band(count: int, coarse: bool) -> Band:
    if count < 2:
        return FEW
    if coarse:
        return "two"
    return "some" if count < 5 else "many"
