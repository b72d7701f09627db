"""Tidies up: forgets events that are too old to be retried, and questions to colleagues that lapsed."""

from __future__ import annotations

import datetime as dt

import structlog

from storage import confirmations, events
from storage.database import Database

log = structlog.get_logger()


async def run(database: Database, now: dt.datetime) -> int:
    """Delete old event notes and lapsed confirmations; returns how many rows went."""
    async with database.writing() as session:
        forgotten = await events.forget_old(session, now)
        lapsed = await confirmations.forget_lapsed(session, now)
    log.info("housekeeping", events_forgotten=forgotten, confirmations_lapsed=lapsed)
    return forgotten + lapsed
