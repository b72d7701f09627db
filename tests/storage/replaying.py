"""Reads a person's history from its beginning: what stands in it must be what is kept."""

from __future__ import annotations

from collections.abc import Iterable

from storage import depths, roles
from storage.database import Database
from storage.history import ROLE, Batch
from storage.members import Who
from tests.storage.people import found, history_of


def replayed(batches: Iterable[Batch]) -> dict[str, str]:
    """What the batches that stand come to, subject by subject; each must begin where the one before it ended."""
    state: dict[str, str] = {}
    standing = (batch for batch in batches if batch.undone_at is None)
    for batch in sorted(standing, key=lambda each: each.number):
        for change in batch.changes:
            assert state.pop(change.subject, None) == change.before, f"batch {batch.number} began elsewhere: {change}"
            if change.after is not None:
                state[change.subject] = change.after
    return state


async def kept_of(database: Database, who: Who) -> dict[str, str]:
    """The depths and roles of somebody, under the subjects that the history gives them."""
    me = await found(database, who)
    async with database.reading() as session:
        skills = await depths.all_mine(session, me)
        levels = {f"{ROLE}:{role}": level or "" for role, level in (await roles.kept(session, me)).items()}
    return {**skills, **levels, **({ROLE: me.role} if me.role is not None else {})}


async def history_agrees(database: Database, who: Who) -> bool:
    """Whether the history, read from its beginning, comes to what is kept."""
    return replayed(await history_of(database, await found(database, who))) == await kept_of(database, who)
