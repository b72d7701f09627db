"""Every lab under seeds/labs, read once; the words of one are read when they are first wanted."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from skills.labs.lab_files import LabFile, WordsFile
from skills.reading import SEEDS, BrokenSeeds, Problem, parse
from skills.scale import RANK
from skills.shapes import Strict

_Shape = TypeVar("_Shape", bound=Strict)


@dataclass(frozen=True, slots=True, eq=False)
class Lab:
    """One lab: its facts and the folder it lives in."""

    folder: Path
    facts: LabFile

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def checked(self) -> bool:
        """Whether a check can tell that it is done."""
        return bool(self.facts.checks)

    def words(self, language: str) -> WordsFile:
        """Its sentences in "en", "zh-Hant" or "zh-Hans"; raises BrokenSeeds when they cannot be read."""
        return _words(self.folder / f"{language}.yml")


class Labs:
    """Every lab by id; those that were retired are found by their id alone."""

    def __init__(self, labs: Mapping[str, Lab]) -> None:
        self.by_id = MappingProxyType(dict(labs))
        self._of: dict[str, list[Lab]] = {}
        for lab in sorted(labs.values(), key=lambda lab: (RANK[lab.facts.to], lab.id)):
            if lab.facts.retired is None:
                self._of.setdefault(lab.facts.skill, []).append(lab)

    def __iter__(self) -> Iterator[Lab]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def get(self, id_: str) -> Lab | None:
        """The lab with this id, or None."""
        return self.by_id.get(id_)

    def of(self, skill: str) -> tuple[Lab, ...]:
        """The labs of a skill that people are sent to, the shallower first."""
        return tuple(self._of.get(skill, ()))


def read_labs(root: Path = SEEDS, only: Sequence[str] = ()) -> Labs:
    """Read every lab.yml under `root`/labs, or those of some ids; raises BrokenSeeds with all of their problems."""
    problems: list[Problem] = []
    labs: dict[str, Lab] = {}
    for file in sorted((root / "labs").glob("[a-z0-9]*/lab.yml")):
        facts = None if only and file.parent.name not in only else read_file(file, LabFile, problems)
        if facts is not None:
            labs[file.parent.name] = Lab(file.parent, facts)
    if problems:
        raise BrokenSeeds(problems)
    return Labs(labs)


def read_file(path: Path, shape: type[_Shape], problems: list[Problem]) -> _Shape | None:
    """One YAML file as a record; what is wrong with it is added to `problems`."""
    name = f"labs/{path.parent.name}/{path.name}"
    found, wrong = parse(name, path, shape)
    problems.extend(wrong)
    return found


@functools.lru_cache(maxsize=64)
def _words(path: Path) -> WordsFile:
    problems: list[Problem] = []
    words = read_file(path, WordsFile, problems)
    if words is None:
        raise BrokenSeeds(problems)
    return words
