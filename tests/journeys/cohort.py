"""Five thousand made-up people: of every role and level, with any depths, wishes and language, in one database."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from skills.catalogue import Catalogue
from skills.scale import SAYABLE
from storage.database import Database
from storage.members import Who
from storage.tables import Change, Member, MemberRole, SkillDepth, SkillWish, Workspace, table
from storage.wishes import GOALS
from tests.rules.people import standings

NOW = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
LOCALES = ("en-US", "zh-TW", "zh-CN")
OTHERS = ("more", "less", "later")
GONE = "left-the-catalogue"  # a skill that was there when they said it


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of them, with what they told Rung before today; the first role is the current one."""

    number: int
    locale: str
    roles: dict[str, str | None]
    depths: dict[str, tuple[str, dt.datetime]]
    wishes: dict[str, str]

    @property
    def who(self) -> Who:
        """Them, as Slack names them."""
        return Who("slack", "T0COHORT", f"U{self.number:08}")


def people(catalogue: Catalogue, count: int, picked: random.Random) -> Iterator[Somebody]:
    """The people; the same for the same state of `picked`. Every fiftieth said something of everything."""
    every = list(standings(catalogue))
    skills = [GONE, *(entry.id for entry in catalogue.entries.values() if entry.is_concept)]
    for number in range(1, count + 1):
        kept = picked.sample(every, picked.choice((1, 1, 2, 4)))
        said = picked.sample(skills, len(skills) if number % 50 == 0 else picked.choice((0, 0, 1, 3, 8, 20, 60)))
        wished = picked.sample(skills, picked.choice((0, 0, 1, 5, 30)))
        yield Somebody(
            number,
            picked.choice(LOCALES),
            {role: level for role, level in reversed(kept) if role is not None},
            {skill: (picked.choice(SAYABLE), NOW - dt.timedelta(days=picked.randrange(400))) for skill in said},
            {skill: "goal" if at < GOALS else picked.choice(OTHERS) for at, skill in enumerate(wished)},
        )


async def settle(database: Database, cohort: list[Somebody], version: str) -> None:
    """Write them down, all at once."""
    rows: dict[Any, list[dict[str, Any]]] = {}
    for model, row in (pair for each in cohort for pair in _rows(each, version)):
        rows.setdefault(model, []).append(row)
    async with database.writing() as session:
        home = {"id": 1, "platform": "slack", "external_id": "T0COHORT", "created_at": NOW}
        await session.execute(insert(table(Workspace)).values(home))
        for model, of_model in rows.items():
            await session.execute(insert(table(model)), of_model)


def _rows(somebody: Somebody, version: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    mine = {"workspace_id": 1, "member_id": somebody.number}
    yield Member, {
        "id": somebody.number, "workspace_id": 1, "external_id": somebody.who.user, "locale": somebody.locale,
        "time_zone": "Asia/Taipei", "role": next(iter(somebody.roles), None), "created_at": NOW,
    }  # fmt: skip
    for role, level in somebody.roles.items():
        yield MemberRole, {**mine, "role": role, "level": level, "set_at": NOW}
        yield Change, {**mine, **_change(f"role:{role}", level or "", "role", version, NOW)}
    if somebody.roles:
        yield Change, {**mine, **_change("role", next(iter(somebody.roles)), "role", version, NOW)}
    for skill, (depth, at) in somebody.depths.items():
        yield SkillDepth, {**mine, "skill": skill, "depth": depth, "catalogue": version, "set_at": at}
        yield Change, {**mine, **_change(skill, depth, "set", version, at)}
    for skill, wish in somebody.wishes.items():
        yield SkillWish, {**mine, "skill": skill, "wish": wish, "until": None, "wished_at": NOW}


def _change(subject: str, after: str, why: str, version: str, at: dt.datetime) -> dict[str, Any]:
    """One line of the history, as it is when roles were chosen first and all depths set in one form."""
    batch = {"role": 1, "set": 2}[why]
    return {"batch": batch, "subject": subject, "after": after, "why": why, "catalogue": version, "changed_at": at}
