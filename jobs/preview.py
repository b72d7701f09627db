"""Looks ahead: who would get what at a moment, and who would not and why; nothing is sent, and nothing is kept."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from jobs import composing, weekly_nudge
from jobs.composing import Composed
from skills.catalogue import Catalogue
from storage import briefs, deliveries
from storage.database import Database, Session
from storage.deliveries import Foreseen


@dataclass(frozen=True, slots=True)
class Line:
    """One person: the platform's ids, the week, and either what the message is about or the reason for none."""

    workspace: str
    user: str
    week: str
    due_at: dt.datetime
    composed: Composed


async def preview(database: Database, catalogue: Catalogue, at: dt.datetime) -> list[Line]:
    """What the clock would do at a moment, found by doing it in a transaction that is taken back."""
    async with _taken_back(database) as session:
        await weekly_nudge.plan_at_once(session, at)
        found = await deliveries.foreseen(session, at)
        return [
            line
            for _, rows in itertools.groupby(found, key=lambda each: each.place)
            for line in await _lines(session, catalogue, list(rows), at)
        ]


async def _lines(session: Session, catalogue: Catalogue, rows: list[Foreseen], at: dt.datetime) -> list[Line]:
    """The lines of one workspace."""
    sendable = [each.row for each in rows if each.reason is None]
    composed: dict[str, Composed] = {}
    if sendable:
        since = composing.since(min(row.week for row in sendable))
        for brief in await briefs.read(session, sendable, since, at):
            composed[brief.row.key] = composing.compose(catalogue, brief)
    return [
        Line(
            each.place.external_id, each.user, each.row.week, each.row.due_at,
            composed.get(each.row.key) or Composed(None, reason=each.reason),
        )
        for each in rows
    ]  # fmt: skip


class _TakenBack(Exception):  # noqa: N818  # it reads as what it is
    """Raised so that the transaction leaves nothing behind."""


@asynccontextmanager
async def _taken_back(database: Database) -> AsyncIterator[Session]:
    try:
        async with database.writing() as session:
            yield session
            raise _TakenBack
    except _TakenBack:
        pass
