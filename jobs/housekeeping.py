"""Tidies up: forgets old events and weeks, questions to colleagues that lapsed, and people and workspaces long gone."""

from __future__ import annotations

import datetime as dt

import structlog

from storage import confirmations, deliveries, digests, events, looks, presence
from storage.database import Database

log = structlog.get_logger()


async def run(database: Database, now: dt.datetime) -> int:
    """Delete what has had its time, with all that hangs on it; returns how many rows went by themselves."""
    async with database.writing() as session:
        forgotten = await events.forget_old(session, now)
        lapsed = await confirmations.forget_lapsed(session, now)
        weeks = await deliveries.forget_old(session, now)
        looks_ = await looks.forget_old(session, now)
        digests_ = await digests.forget_old(session, now)
        gone = await presence.forget_gone(session, now)
    log.info(
        "housekeeping",
        events_forgotten=forgotten, confirmations_lapsed=lapsed, weeks_forgotten=weeks, gone_forgotten=gone,
        looks_forgotten=looks_, digests_forgotten=digests_,
    )  # fmt: skip
    return forgotten + lapsed + weeks + gone + looks_ + digests_
