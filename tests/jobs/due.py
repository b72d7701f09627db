"""Many people who said yes to a weekly message that is due, put into the database at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import insert, select

from jobs import weekly_nudge
from storage.database import Database, Session
from storage.nudges import ON
from storage.tables import Member, MemberRole, NudgeChoice, NudgeSlot, SkillDepth, Workspace, table

ZONE = "Europe/London"
FRIDAY = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)  # when everybody said yes
MONDAY = dt.datetime(2026, 11, 23, 9, 0, 5, tzinfo=dt.UTC)  # when everybody's message is due
WEEK = "2026-W48"
MINUTES = (540, 539, 538, 530, 525, 510)  # 09:00 and a little before: a slot each
_LOCALES = ("en-US", "zh-TW", "zh-CN")
_KNOWN = {"mlflow": "awareness", "docker": "working", "kubernetes-core": "none"}


async def put(database: Database, users: Sequence[str], workspaces: int = 1, minutes: Sequence[int] = MINUTES) -> None:
    """Everybody chose Monday, at one of these minutes; they are spread over so many workspaces, T0ACME000 first."""
    async with database.writing() as session:
        homes = await _workspaces(session, workspaces)
        slots = await _slots(session, minutes)
        people = [
            {
                "workspace_id": homes[number % len(homes)], "external_id": user, "created_at": FRIDAY,
                "locale": _LOCALES[number % 3], "time_zone": ZONE, "role": "mlops-engineer",
            }
            for number, user in enumerate(users)
        ]  # fmt: skip
        await session.execute(insert(table(Member)), people)
        members = table(Member).c
        known = [
            {"workspace_id": row.workspace_id, "member_id": row.id}
            for row in await session.execute(select(members.workspace_id, members.id).order_by(members.id))
        ]
        role = {"role": "mlops-engineer", "level": "middle", "set_at": FRIDAY}
        await session.execute(insert(table(MemberRole)), [each | role for each in known])
        said = [{"skill": skill, "depth": depth, "catalogue": "c", "set_at": FRIDAY} for skill, depth in _KNOWN.items()]
        await session.execute(insert(table(SkillDepth)), [each | one for each in known for one in said])
        await session.execute(insert(table(NudgeChoice)), _choices(known, slots))


async def _workspaces(session: Session, count: int) -> list[int]:
    columns = table(Workspace).c
    new = [{"platform": "slack", "external_id": f"T0ACME{n:03}", "created_at": FRIDAY} for n in range(count)]
    await session.execute(insert(table(Workspace)), new)
    return list((await session.execute(select(columns.id).order_by(columns.external_id))).scalars())


async def _slots(session: Session, minutes: Sequence[int]) -> list[tuple[int, int]]:
    columns = table(NudgeSlot).c
    new = [
        {"zone": ZONE, "weekday": 0, "minute": each, "next_due": weekly_nudge.next_due(ZONE, 0, each, FRIDAY)}
        for each in minutes
    ]
    await session.execute(insert(table(NudgeSlot)), new)
    return [(row.id, row.minute) for row in await session.execute(select(columns.id, columns.minute))]


def _choices(known: Sequence[dict[str, int]], slots: Sequence[tuple[int, int]]) -> list[dict[str, object]]:
    yes = {"state": ON, "weekday": 0, "minutes": 30, "ignored": 0, "chosen_at": FRIDAY}
    chosen = [slots[number % len(slots)] for number in range(len(known))]
    return [
        each | yes | {"slot_id": slot, "minute": minute} for each, (slot, minute) in zip(known, chosen, strict=True)
    ]
