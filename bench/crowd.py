"""A company that wants its weekly message on Monday at nine: people of all roles, levels and languages."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import insert, select, update

from jobs import weekly_nudge
from skills.catalogue import Catalogue
from skills.scale import SAYABLE
from skills.shelving import skills_of
from storage.database import Database, Session
from storage.migrate import migrate
from storage.tables import Member, MemberRole, NudgeChoice, NudgeSlot, SkillDepth, SkillWish, Workspace, table

MONDAY_AT_NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
JOINED = MONDAY_AT_NINE - dt.timedelta(days=30)
WORKSPACE = 500  # people in one
LOCALES = ("en-US", "zh-TW", "zh-CN")
WISHES = ("goal", "more", "less", "later")
TOGETHER = 1_000  # people written at a time
Rows = Mapping[type[Any], list[dict[str, Any]]]


async def fill(database: Database, catalogue: Catalogue, people: int, spoke: bool = True) -> None:
    """Make tables and people, the same in every run; those who spoke said something of 5 to 40 skills."""
    await migrate(database)
    chance = random.Random(64)
    async with database.writing() as session:
        homes = range(1, -(-people // WORKSPACE) + 1)
        slot = {"id": 1, "zone": "UTC", "weekday": 0, "minute": 9 * 60, "next_due": MONDAY_AT_NINE}
        await session.execute(insert(table(NudgeSlot)), [slot])
        slack = {"platform": "slack", "created_at": JOINED}
        spaces = [slack | {"id": each, "external_id": f"T{each:08}"} for each in homes]
        await session.execute(insert(table(Workspace)), spaces)
    numbers = iter(range(people))
    while some := list(islice(numbers, TOGETHER)):
        rows = _rows(chance, catalogue, some)
        if not spoke:
            rows = {model: rows[model] for model in (Member, NudgeChoice)}
        async with database.writing() as session:
            for model, values in rows.items():
                await session.execute(insert(table(model)), values)


async def due_again(session: Session) -> None:
    """The slot's moment has not been planned yet."""
    await session.execute(update(table(NudgeSlot)).values(next_due=MONDAY_AT_NINE))


async def due(database: Database, moment: dt.datetime) -> int:
    """Give everybody's sign for what they got so far, and plan a week; returns the people."""
    async with database.writing() as session:
        await session.execute(update(table(NudgeChoice)).values(ignored=0, resting_until=None, state="on"))
    return await weekly_nudge.plan(database, moment)


async def members(database: Database, most: int) -> list[tuple[int, int]]:
    """Workspace and id of some."""
    columns = table(Member).c
    asked = select(columns.workspace_id, columns.id).order_by(columns.id).limit(most)
    async with database.reading() as session:
        return [(row[0], row[1]) for row in await session.execute(asked)]


def _rows(chance: random.Random, catalogue: Catalogue, numbers: Sequence[int]) -> Rows:
    rows: Rows = {model: [] for model in (Member, NudgeChoice, MemberRole, SkillDepth, SkillWish)}
    for number in numbers:
        of_one = {"workspace_id": number // WORKSPACE + 1, "member_id": number + 1}
        role = chance.choice(tuple(catalogue.roles))
        rows[Member].append(
            {
                "id": number + 1, "workspace_id": of_one["workspace_id"], "external_id": f"U{number:09}",
                "locale": chance.choice(LOCALES), "time_zone": "UTC", "role": role, "created_at": JOINED,
            }
        )  # fmt: skip
        rows[NudgeChoice].append(
            of_one | {
                "state": "on", "slot_id": 1, "weekday": 0, "minute": 9 * 60, "minutes": chance.choice((10, 30, 60)),
                "ignored": 0, "chosen_at": JOINED,
            }
        )  # fmt: skip
        rows[MemberRole].append(of_one | {"role": role, "level": _level(chance, catalogue, role), "set_at": JOINED})
        rows[SkillDepth] += [of_one | each for each in _depths(chance, catalogue, role)]
        if chance.random() < 0.5:
            wish = {"skill": chance.choice(skills_of(catalogue, role)), "wish": chance.choice(WISHES)}
            rows[SkillWish].append(of_one | wish | {"wished_at": JOINED})
    return rows


def _level(chance: random.Random, catalogue: Catalogue, role: str) -> str | None:
    levels = [level.id for scheme in catalogue.roles[role].schemes[:1] for level in scheme.levels]
    return chance.choice(levels) if levels else None


def _depths(chance: random.Random, catalogue: Catalogue, role: str) -> Iterator[dict[str, Any]]:
    # Some roles name few skills by themselves; people in them know others too.
    skills = tuple(dict.fromkeys((*skills_of(catalogue, role), *catalogue.entries)))[:60]
    for skill in chance.sample(skills, chance.randint(5, 40)):
        yield {"skill": skill, "depth": chance.choice(SAYABLE), "catalogue": catalogue.version, "set_at": JOINED}
