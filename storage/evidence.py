"""What speaks for a person's depths besides their own word: labs they passed, colleagues who confirmed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from storage.database import Session
from storage.members import Me
from storage.tables import Evidence as EvidenceRow
from storage.tables import Member, table

_evidence, _members = table(EvidenceRow), table(Member)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: `kind` is "lab" or "peer", `by` the platform's id of the colleague while they are here."""

    skill: str
    kind: str
    depth: str
    at: dt.datetime
    catalogue: str
    by: str | None


async def given(session: Session, me: Me) -> list[tuple[str, dt.datetime]]:
    """What I confirmed for colleagues: the skill and when; theirs is the rest."""
    asked = (
        select(_evidence.c.skill, _evidence.c.shown_at)
        .where(_evidence.c.workspace_id == me.workspace_id, _evidence.c.by_member_id == me.id)
        .order_by(_evidence.c.shown_at, _evidence.c.skill)
    )
    return [(str(skill), at) for skill, at in (await session.execute(asked)).all()]


async def mine(session: Session, me: Me) -> list[Evidence]:
    """All evidence for my depths, by skill, then kind."""
    asked = (
        select(_evidence, _members.c.external_id.label("by"))
        .outerjoin(_members, _members.c.id == _evidence.c.by_member_id)
        .where(_evidence.c.workspace_id == me.workspace_id, _evidence.c.member_id == me.id)
        .order_by(_evidence.c.skill, _evidence.c.kind)
    )
    rows = (await session.execute(asked)).all()
    return [Evidence(row.skill, row.kind, row.depth, row.shown_at, row.catalogue, row.by) for row in rows]
