"""The shape of seeds/skills/<id>.yml: our words on one skill."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import StringConstraints

from skills.shapes import Id, Kind, Line, Strict, Text


class Note(Strict):
    """A dated remark on a tool that moved on (CL8)."""

    since: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]
    checked: dt.date
    text: Text
    link: Annotated[str, StringConstraints(pattern=r"^https://\S+$")]


class Depths(Strict):
    """One observable sentence per depth, written by us and shown as ours."""

    awareness: Text
    working: Text
    advanced: Text
    expert: Text


class SkillFile(Strict):
    """seeds/skills/<id>.yml: one skill, tool, ability, practice or language."""

    kind: Kind
    names: Text
    aliases: tuple[Line, ...] = ()
    about: Text
    part_of: tuple[Id, ...] = ()
    tool_of: tuple[Id, ...] = ()
    near: tuple[Id, ...] = ()
    same_as: tuple[Id, ...] = ()
    needs: tuple[Id, ...] = ()
    notes: tuple[Note, ...] = ()
    depths: Depths | None = None
