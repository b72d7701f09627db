"""Events the platform delivered, so that a retry is recognised in the database and not answered twice."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete

from storage.database import Session
from storage.tables import SeenEvent, table
from storage.upsert import insert_into

KEPT = dt.timedelta(days=2)  # Slack retries for about an hour; two days cover a long outage


async def is_new(session: Session, workspace_id: int, event_id: str, now: dt.datetime) -> bool:
    """Note the event; True for the first to note it, whoever asks at the same time."""
    values = {"workspace_id": workspace_id, "event_id": event_id, "seen_at": now}
    noted = insert_into(session, SeenEvent).values(values).on_conflict_do_nothing()
    # RETURNING, because psycopg does not count the rows of an insert that SQLAlchemy sends.
    return (await session.execute(noted.returning(table(SeenEvent).c.event_id))).first() is not None


async def forget_old(session: Session, now: dt.datetime) -> int:
    """Delete what is older than KEPT; returns how many rows went."""
    seen = table(SeenEvent)
    done = await session.execute(delete(seen).where(seen.c.seen_at < now - KEPT))
    return int(done.rowcount)
