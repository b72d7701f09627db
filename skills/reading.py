"""Reads seeds/ into a catalogue, or tells every problem at once with file, property and value."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from skills.seedfiles import PathFile, RoleFile, SharedAliasesFile, SkillFile, SourcesFile, Strict

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Shape = TypeVar("_Shape", bound=Strict)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong under seeds/: which file, which property, what is wrong, and the value found."""

    file: str
    property: str
    wrong: str
    value: str = ""

    def __str__(self) -> str:
        value = f" (found {self.value})" if self.value else ""
        return f"{self.file}: {self.property}: {self.wrong}{value}"


class BrokenSeeds(Exception):  # noqa: N818  # it reads as what it is
    """The catalogue cannot be used; `problems` lists everything that is wrong, sorted."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Seeds:
    """The parsed files, by id; `version` is made from their content alone."""

    skills: dict[str, SkillFile]
    roles: dict[str, RoleFile]
    paths: dict[str, PathFile]
    sources: SourcesFile
    shared: SharedAliasesFile
    version: str


def read_seeds(root: Path = SEEDS) -> Seeds:
    """Parse every file under `root`; raises BrokenSeeds with all problems together."""
    problems: list[Problem] = []
    digest = hashlib.sha256()
    skills = _folder(root / "skills", SkillFile, problems, digest)
    roles = _folder(root / "roles", RoleFile, problems, digest)
    paths = _folder(root / "paths", PathFile, problems, digest)
    sources = _one(root / "sources.yml", SourcesFile, problems, digest)
    shared = _one(root / "shared-aliases.yml", SharedAliasesFile, problems, digest)
    if problems or sources is None or shared is None:
        raise BrokenSeeds(problems)
    return Seeds(skills, roles, paths, sources, shared, digest.hexdigest()[:12])


def _folder(folder: Path, shape: type[_Shape], problems: list[Problem], digest: Any) -> dict[str, _Shape]:
    found: dict[str, _Shape] = {}
    files = sorted(folder.glob("*.yml"))
    if not files:
        problems.append(Problem(f"{folder.name}/", "files", "there are none"))
    for file in files:
        parsed = _one(file, shape, problems, digest)
        if parsed is not None:
            found[file.stem] = parsed
    return found


def _one(file: Path, shape: type[_Shape], problems: list[Problem], digest: Any) -> _Shape | None:
    name = file.name if file.parent.name == "seeds" else f"{file.parent.name}/{file.name}"
    try:
        raw = yaml.load(file.read_bytes(), Loader=_Loader)  # a safe loader, the fast one
        # Through JSON, because strict pydantic takes lists for tuples and strings for dates only from there.
        text = json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError) as error:
        problems.append(Problem(name, "file", " ".join(str(error).split())))
        return None
    digest.update(f"{name}\0{text}\0".encode())
    try:
        return shape.model_validate_json(text)
    except ValidationError as error:
        problems.extend(
            Problem(name, ".".join(map(str, each["loc"])) or "file", each["msg"], repr(each["input"])[:120])
            for each in error.errors()
        )
        return None
