"""Everything a person can do to what is kept of them and their history, as values, and how it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from storage import depths, members, roles, undoing
from storage.database import Database
from storage.members import Me, Who
from storage.tables import SkillDepth, table


@dataclass(frozen=True)
class Say:
    """Hand in a form of depths; None makes a skill unknown."""

    wanted: Mapping[str, str | None]


@dataclass(frozen=True)
class Repeat:
    """Say that a depth is still right."""

    skill: str


@dataclass(frozen=True)
class Choose:
    """Choose a role."""

    role: str
    level: str | None


@dataclass(frozen=True)
class Drop:
    """Keep a role no longer."""

    role: str


@dataclass(frozen=True)
class Undo:
    """Take back a batch, or the latest."""

    number: int | None


@dataclass(frozen=True)
class Wait:
    """Let seconds pass, and a new catalogue come out."""

    seconds: int


Action = Say | Repeat | Choose | Drop | Undo | Wait


@dataclass(frozen=True)
class Standing:
    """Where a person stands: skills with depth, catalogue and moment; roles in order; the current one and its level."""

    skills: Mapping[str, tuple[str, str, dt.datetime]]
    roles: tuple[tuple[str, str | None], ...]
    current: tuple[str | None, str | None]


@dataclass(frozen=True)
class Do:
    """One person, acting on a real database."""

    database: Database
    me: Me
    who: Who

    async def does(self, action: Action, now: dt.datetime, catalogue: str) -> int | str | None:
        """Do it in a transaction of its own; returns the batch, the repeated depth, or why it was refused."""
        async with self.database.writing() as session:
            match action:
                case Say(wanted):
                    return await depths.set_mine(session, self.me, wanted, "set", catalogue, now)
                case Repeat(skill):
                    return await depths.repeat_mine(session, self.me, skill, catalogue, now)
                case Choose(role, level):
                    return await roles.choose(session, self.me, role, level, catalogue, now)
                case Drop(role):
                    return await roles.drop(session, self.me, role, catalogue, now)
                case Undo(number):
                    return (await undoing.undo(session, self.me, number, now)).refused
                case Wait():
                    return None

    async def stands(self) -> Standing:
        """Read everything back."""
        kept = table(SkillDepth).c
        mine = (kept.workspace_id == self.me.workspace_id, kept.member_id == self.me.id)
        async with self.database.reading() as session:
            said = await session.execute(select(kept.skill, kept.depth, kept.catalogue, kept.set_at).where(*mine))
            me = await members.find(session, self.who)
            assert me is not None
            mine_roles = tuple((await roles.kept(session, me)).items())
            return Standing({row[0]: tuple(row[1:]) for row in said}, mine_roles, (me.role, me.level))
