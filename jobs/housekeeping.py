"""Tidies up: forgets events that are too old to be retried."""

from __future__ import annotations

import datetime as dt

import structlog

from storage import events
from storage.database import Database

log = structlog.get_logger()


async def run(database: Database, now: dt.datetime) -> int:
    """Delete old event notes; returns how many."""
    async with database.writing() as session:
        gone = await events.forget_old(session, now)
    log.info("housekeeping", events_forgotten=gone)
    return gone
