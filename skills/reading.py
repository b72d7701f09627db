"""Reads seeds/ into a catalogue, or tells every problem at once with file, property and value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from skills.list_files import PathFile, QuestionsFile, SharedAliasesFile, SourcesFile, TermsFile
from skills.role_files import RoleFile
from skills.shapes import Strict
from skills.skill_files import SkillFile

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Shape = TypeVar("_Shape", bound=Strict)


class _Loader(_SafeLoader):  # type: ignore[misc]  # chosen at run time
    """A safe loader that refuses a property written twice, where YAML would silently keep the last."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"{twice} is written twice", node.start_mark)
        return super().construct_mapping(node, deep)


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
    questions: QuestionsFile
    terms: TermsFile
    version: str


def read_seeds(root: Path = SEEDS) -> Seeds:
    """Parse every file under `root`; raises BrokenSeeds with all problems together."""
    reader = _Reader(root)
    skills = reader.folder("skills", SkillFile)
    roles = reader.folder("roles", RoleFile)
    paths = reader.folder("paths", PathFile)
    sources = reader.one("sources.yml", SourcesFile)
    shared = reader.one("shared-aliases.yml", SharedAliasesFile)
    questions = reader.one("questions.yml", QuestionsFile)
    terms = reader.one("terms.yml", TermsFile)
    if reader.problems or sources is None or shared is None or questions is None or terms is None:
        raise BrokenSeeds(reader.problems)
    return Seeds(skills, roles, paths, sources, shared, questions, terms, reader.version)


class _Reader:
    """Reads files under one root, gathers their problems, and hashes their content."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self._digest = hashlib.sha256()

    @property
    def version(self) -> str:
        return self._digest.hexdigest()[:12]

    def folder(self, name: str, shape: type[_Shape]) -> dict[str, _Shape]:
        files = sorted((self.root / name).glob("*.yml"))
        if not files:
            self.problems.append(Problem(f"{name}/", "files", "there are none"))
        parsed = {file.stem: self.one(f"{name}/{file.name}", shape) for file in files}
        return {id_: each for id_, each in parsed.items() if each is not None}

    def one(self, name: str, shape: type[_Shape]) -> _Shape | None:
        found, problems = parse(name, self.root / name, shape, self._digest.update)
        self.problems.extend(problems)
        return found


def parse(
    name: str, path: Path, shape: type[_Shape], hashed: Callable[[bytes], object] | None = None
) -> tuple[_Shape | None, list[Problem]]:  # fmt: skip
    """One YAML file as a record, or None and what is wrong with it; `hashed` is told the content that was read."""
    try:
        raw = yaml.load(path.read_bytes(), Loader=_Loader)  # a safe loader, the fast one
        # Through JSON, because strict pydantic takes lists for tuples and strings for dates only from there.
        text = json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str)
        if hashed is not None:
            hashed(f"{name}\0{text}\0".encode())
        return shape.model_validate_json(text), []
    except ValidationError as error:
        return None, [
            Problem(name, ".".join(map(str, each["loc"])) or "file", each["msg"], repr(each["input"])[:120])
            for each in error.errors()
        ]
    except (OSError, ValueError, TypeError, RecursionError, yaml.YAMLError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return None, [Problem(name, "file", " ".join(said.split()))]
