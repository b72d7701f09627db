"""Gaps for programs: one JSON question a line, one JSON answer a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.messages.gaps import remarks
from bot.messages.reasons import reasons
from bot.request import Sorry
from bot.subjects.naming import CLEAR, depth_of, level_of, role_of, skill_of, unknown_depth
from bot.terminal import as_json
from bot.words import Words, words_in
from skills.catalogue import Catalogue
from skills.columns import column
from skills.gaps import Gap, NextRung, next_rung
from skills.library import Library
from skills.lookup import Lookup

EXAMPLE = '{"role": "MLOps Engineer", "level": "Middle", "depths": {"Docker": "working"}}'


class Question(BaseModel):
    """One line: a role, a level of it or null, and depths by the names of skills."""

    model_config = ConfigDict(extra="forbid", strict=True)

    role: str
    level: str | None = None
    depths: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Desk:
    words: Words
    catalogue: Catalogue
    lookup: Lookup


def gaps_line(library: Library, line: bytes) -> str:
    """The answer to one line: next_level, gaps in rank order, met, unknown, stack, focus and note.

    A line that cannot be answered gets an object with `error` alone; blank lines are passed over.
    """
    desk = _Desk(words_in("en"), library.catalogue, library.lookup)
    try:
        asked = Question.model_validate_json(line)
        role, extra = role_of(desk, asked.role)
        level = level_of(desk, role, asked.level or extra) if asked.level or extra else None
        depths = _depths(desk, asked.depths)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        wrong = f"{place}: {first['msg']}; " if place else ""
        return as_json({"error": f"{wrong}write one JSON object a line, for example {EXAMPLE}"})
    except (ValueError, RecursionError):
        return as_json({"error": f"write one JSON object a line, for example {EXAMPLE}"})
    except Sorry as error:
        near = " · ".join(f"/{each}" for each in error.lines)
        return as_json({"error": f"{desk.words(error.sentence, **error.facts)} {near}".strip()})
    return as_json(_answer(desk, next_rung(library.catalogue, role, level, depths)))


def _depths(desk: _Desk, said: Mapping[str, str]) -> dict[str, str]:
    depths = {}
    for name, typed in said.items():
        skill, depth = skill_of(desk, name), depth_of(typed)
        if depth is None:
            raise unknown_depth(typed, skill.id)
        if skill.id in depths:
            raise Sorry("sorry-twice", skill=skill.name)
        depths[skill.id] = depth
    return {skill: depth for skill, depth in depths.items() if depth != CLEAR}


def _answer(desk: _Desk, rung: NextRung) -> dict[str, Any]:
    catalogue = desk.catalogue
    about = column(catalogue, rung.role, rung.next) if rung.next is not None else None
    return {
        "next_level": catalogue.level(rung.role, rung.next).names.en if rung.next else None,
        "gaps": [_gap(desk, rung, gap) for gap in rung.gaps],
        "met": [catalogue[skill].name for skill in rung.met],
        "unknown": len(rung.unknown),
        "stack": [item.printed for item in about.stack] if about else [],
        "focus": [item.text.en for item in about.focus] if about else [],
        "note": _note(desk, rung),
    }


def _gap(desk: _Desk, rung: NextRung, gap: Gap) -> dict[str, Any]:
    return {
        "skill": desk.catalogue[gap.skill].name,
        "from": gap.have,
        "to": gap.to,
        "steps": gap.steps,
        "below_current": gap.below_current,
        "reasons": reasons(desk.words, desk.catalogue, rung, gap) or [desk.words("reason-only-expected")],
    }


def _note(desk: _Desk, rung: NextRung) -> str | None:
    """What the documents do not support, and why a list is short."""
    file = desk.catalogue.roles[rung.role]
    if not file.schemes:
        return desk.words("level-no-levels", role=file.names.en)
    aim = rung.next or rung.level
    if aim is not None and not column(desk.catalogue, rung.role, aim).rows:
        top = [desk.words("gaps-top", level=desk.catalogue.level(rung.role, aim).names.en)] if not rung.next else []
        return " ".join([*top, desk.words("gaps-texts-only")])
    if file.matrix is None:
        return desk.words("gaps-texts-only")
    return " ".join(remarks(desk.words, desk.catalogue, rung)) or None
