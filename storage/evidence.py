"""What speaks for a person's depths besides setting them: labs they passed or did, colleagues who confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from storage.database import Session
from storage.members import Me
from storage.tables import Evidence as EvidenceRow
from storage.tables import Member, table
from storage.upsert import insert_into

_evidence, _members = table(EvidenceRow), table(Member)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: `kind` is "lab" (its check passed), "word" (done, by their word) or "peer".

    `by` is the platform's id of the colleague while they are here.
    """

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


async def keep_lab(
    session: Session, me: Me, skill: str, kind: str, depths: Sequence[str], catalogue: str, now: dt.datetime
) -> None:
    """A lab of mine speaks for the last of `depths`, and in place of the others; never of a deeper one.

    `kind` is "lab" when its check passed, "word" when I said that it is done.
    """
    key = {"workspace_id": me.workspace_id, "member_id": me.id, "skill": skill, "kind": kind}
    values = {"depth": depths[-1], "by_member_id": None, "catalogue": catalogue, "shown_at": now}
    statement = insert_into(session, EvidenceRow).values(**key, **values)
    no_deeper = _evidence.c.depth.in_(depths)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values, where=no_deeper))


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
