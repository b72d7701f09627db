"""The matrix, the stacks and the focus of a role, read from seeds/ by other means than the catalogue's own."""

from __future__ import annotations

import functools
import itertools
from typing import Any

import yaml

from skills.reading import SEEDS

SCALE = ("none", "awareness", "working", "advanced", "expert")
ROLES = sorted(file.stem for file in (SEEDS / "roles").glob("*.yml"))


@functools.cache
def role(name: str) -> dict[str, Any]:
    """seeds/roles/<name>.yml as it stands."""
    read: dict[str, Any] = yaml.safe_load((SEEDS / "roles" / f"{name}.yml").read_text(encoding="utf-8"))
    return read


@functools.cache
def skill_file(skill: str) -> dict[str, Any]:
    """seeds/skills/<skill>.yml as it stands."""
    read: dict[str, Any] = yaml.safe_load((SEEDS / "skills" / f"{skill}.yml").read_text(encoding="utf-8"))
    return read


def needs(skill: str) -> list[str]:
    """What a skill's file says it builds on."""
    return list(skill_file(skill).get("needs", ()))


def ladders(name: str) -> list[list[str]]:
    """The levels of each of a role's schemes, lowest first."""
    return [[level["id"] for level in scheme["levels"]] for scheme in role(name).get("schemes", ())]


def levels(name: str) -> list[str]:
    """All levels of a role."""
    return [level for ladder in ladders(name) for level in ladder]


def above(name: str, level: str) -> str | None:
    """The level above one in its own ladder."""
    ladder = next(each for each in ladders(name) if level in each)
    return dict(itertools.pairwise(ladder)).get(level)


def top(name: str) -> str | None:
    """The highest level that a role's matrix has a column for."""
    return next((level for level in reversed(levels(name)) if wants(name, level)), None)


def rows(name: str) -> list[str]:
    """The skills of a role's matrix."""
    return [row["skill"] for category in role(name).get("matrix", {}).get("categories", ()) for row in category["rows"]]


@functools.cache
def wants(name: str, level: str | None) -> dict[str, str]:
    """How deep a level wants each skill: its letters, and the letters' one depth for what stack and focus name."""
    matrix = role(name).get("matrix")
    if matrix is None or level is None:
        return {}
    ladder = next([each["id"] for each in scheme["levels"]] for scheme in role(name)["schemes"]
                  if scheme["id"] == matrix["scheme"])  # fmt: skip
    if level not in ladder:
        return {}
    found = {}
    for category in matrix["categories"]:
        for row in category["rows"]:
            letter = row["letters"][ladder.index(level)]
            found[row["skill"]] = matrix["readings"].get(letter, {}).get(level, matrix["legend"][letter])
    (common,) = set(found.values())
    return dict.fromkeys(named(name, level), common) | found


def named(name: str, level: str) -> list[str]:
    """The skills that a level's stack and focus name."""
    stack = [skill for item in role(name).get("stack", ()) if item["level"] == level for skill in item["skills"]]
    focus = [
        skill for item in role(name).get("focus", ()) if item["level"] == level for skill in item.get("mentions", ())
    ]
    return [*stack, *focus]
