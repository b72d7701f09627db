"""The shapes of a lab's files: lab.yml, which no language changes, and one file of words per language."""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from skills.shapes import Depth, Frozen, Id, Line, Strict, Text

Language = Literal["en", "zh-Hant", "zh-Hans"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-Hant", "zh-Hans")
Machine = Literal["python", "git", "node", "docker", "cluster", "shell", "editor"]
_HAN = "[\u3001-\u9fff\uff01-\uff5e]"
_FOLDED = re.compile(rf"(?<={_HAN}) (?={_HAN})|(?<=[，。、；：！？）」』]) ")


def _unfolded(text: str) -> str:
    """Without the spaces that YAML puts for line ends: Chinese has none between its characters."""
    return _FOLDED.sub("", text)


Sentence = Annotated[Line, AfterValidator(_unfolded)]
Paragraph = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_500), AfterValidator(_unfolded)
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Block = Annotated[str, StringConstraints(min_length=1, max_length=2_400)]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+_~:-]*$", max_length=40)]
Path_ = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$", max_length=100)]
EntryId = Annotated[str, StringConstraints(pattern=r"^([a-z-]+:)?[a-z0-9/-]+$", max_length=100)]


class Tool(Strict):
    """One pinned tool: where it comes from, its name there and the exact version the lab was tested with."""

    registry: Literal["pypi", "npm", "debian", "docker", "download"]
    name: Line
    version: Version


class Written(Strict):
    """A file that a step has the person write, relative to the lab's folder."""

    path: Path_
    text: Block


class Step(Strict):
    """One step: minutes it typically takes, a file to write and commands to run, in that order; both may be absent."""

    id: Id
    minutes: Annotated[int, Field(ge=1, le=60)]
    write: Written | None = None
    run: Block | None = None


class Check(Strict):
    """One requirement that check.py looks at: the step whose "must" sentence asks for it, and the hint that helps."""

    id: Id
    step: Id
    hint: Annotated[int, Field(ge=1, le=3)]


class NearMiss(Strict):
    """A solution with one mistake, and what the check must say of it.

    The folder holds the files that differ from the solution; `without` names files of the solution that are missing.
    """

    folder: Annotated[str, StringConstraints(pattern=r"^near-miss-[a-z0-9-]+$")]
    check: Id
    says: Id
    without: tuple[Path_, ...] = ()


class LabFile(Strict):
    """seeds/labs/<id>/lab.yml.

    `to` is the depth the lab reaches, `from` the one it starts at. `covers` names path steps, domains and sections
    that it stands for. `prerequisites` maps skills to the depth they need. `memory` is in gigabytes, `disk` in
    megabytes. A lab is never deleted: `retired` says since when nobody is sent to it.
    """

    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    skill: Id
    from_: Depth = Field(alias="from")
    to: Depth
    covers: tuple[EntryId, ...] = ()
    prerequisites: Annotated[dict[Id, Depth], Frozen] = Field(default_factory=dict)
    minutes: Annotated[int, Field(ge=20, le=90)]
    machine: tuple[Machine, ...]
    memory: Annotated[float, Field(gt=0, le=4)]
    disk: Annotated[int, Field(ge=1, le=8_000)]
    tools: tuple[Tool, ...] = ()
    tested_on: dt.date
    steps: Annotated[tuple[Step, ...], Field(min_length=2, max_length=9)]
    checks: tuple[Check, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    retired: dt.date | None = None

    @model_validator(mode="after")
    def _ids_are_used_once(self) -> LabFile:
        steps, checks = [step.id for step in self.steps], [check.id for check in self.checks]
        for what, ids in (("steps", steps), ("checks", checks), ("tools", [tool.name for tool in self.tools])):
            if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
                raise ValueError(f"{what} has {', '.join(twice)} twice")
        return self


class StepWords(Strict):
    """The words of one step: its name, what to do, what to look at after, and a "must" sentence per check."""

    title: Name
    do: Paragraph
    look: Paragraph
    must: Annotated[dict[Id, Sentence], Frozen] = Field(default_factory=dict)


class Saying(Strict):
    """What a failing check says; both sentences may name facts in braces: "{rows} rows"."""

    expected: Sentence
    found: Sentence


class WordsFile(Strict):
    """seeds/labs/<id>/<language>.yml: every sentence of a lab in one language."""

    objective: Sentence
    steps: Annotated[dict[Id, StepWords], Frozen]
    mistake: Paragraph
    hints: Annotated[tuple[Paragraph, ...], Field(min_length=3, max_length=3)]
    done: Sentence
    solution: Paragraph
    cleanup: Paragraph
    says: Annotated[dict[Id, Saying], Frozen] = Field(default_factory=dict)


def facts_in(template: str) -> frozenset[str]:
    """The names in braces of a saying; raises ValueError when the braces cannot be read."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def facts_of(says: Mapping[str, Saying]) -> dict[str, frozenset[str]]:
    """The names in braces of each saying, by its id."""
    return {id_: facts_in(each.expected) | facts_in(each.found) for id_, each in says.items()}
