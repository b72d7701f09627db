"""Takes back what a person changed, whole and only while nothing later stands on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from storage import depths, history, roles, snapshots
from storage.database import Session
from storage.history import Batch
from storage.members import Me

WITHIN = dt.timedelta(minutes=10)
Refusal = Literal["nothing", "undone", "late", "changed"]


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of an undo: the batch it was about, and why it was left as it is, None when it was taken back."""

    batch: Batch | None
    refused: Refusal | None = None


async def undo(session: Session, me: Me, number: int | None, now: dt.datetime) -> Undone:
    """Take back batch `number`, or my latest that stands.

    Refused when there is none ("nothing"), it is undone already ("undone"), it is older than WITHIN ("late"), or a
    later batch changed the same ("changed").
    """
    await history.hold(session, me)
    found = await history.batch(session, me, number)
    if found is None:
        return Undone(None, "nothing")
    if found.undone_at is not None:
        return Undone(found, "undone")
    if now - found.at > WITHIN:
        return Undone(found, "late")
    if await history.changed_since(session, me, found):
        return Undone(found, "changed")
    await _take_back(session, me, found, now)
    return Undone(found)


async def _take_back(session: Session, me: Me, batch: Batch, now: dt.datetime) -> None:
    before = {each.subject: each.before for each in batch.changes}
    about_roles = {key: value for key, value in before.items() if key.split(":")[0] == history.ROLE}
    about_skills = {key: value for key, value in before.items() if key not in about_roles}
    # What comes back keeps the date and the catalogue it had.
    origins = await history.origins(session, me, before, batch.number)
    await roles.write(session, me, about_roles, origins)
    await depths.write(session, me, about_skills, origins)
    await snapshots.drop_of(session, me, batch.number)
    await history.strike(session, me, batch.number, now)
