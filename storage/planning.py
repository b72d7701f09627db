"""Plans the weekly messages: for everybody in a slot that is due one row, set-based; what exists stays as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, literal, null, or_, select, update

from storage.database import Session
from storage.nudges import FEWER_AFTER, ON, PAUSED
from storage.tables import Delivery, Member, NudgeChoice, NudgeSlot, UtcTime, Workspace, table
from storage.upsert import insert_into

CHUNK = 10_000  # people in one statement, so that nobody who asks something waits long for it
STRAY = dt.timedelta(days=8)  # no slot is due later than a week from now; a clock that jumped may have said so

_slots, _choices, _deliveries = table(NudgeSlot), table(NudgeChoice), table(Delivery)
_members, _workspaces = table(Member), table(Workspace)
_COLUMNS = (
    "workspace_id", "member_id", "week", "state", "reason", "due_at", "not_before", "until", "attempts", "kind",
    "planned_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly moment and when it comes next; `id` is the database's."""

    id: int
    zone: str
    weekday: int
    minute: int
    next_due: dt.datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """One moment of a slot: the local day and ISO week it falls in, when these began and end (UTC).

    `week_before` is an earlier week that bounds how far back is looked. `reason` is why nobody gets anything now
    ("late", "zone"); `holidays` are the countries and parts of countries where the day is a public holiday.
    """

    slot: Slot
    week: str
    week_before: str
    day: dt.date
    week_began: dt.datetime
    until: dt.datetime
    reason: str | None = None
    holidays: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """Some of a slot's people, by the database's order."""

    first: int
    last: int


async def due_slots(session: Session, now: dt.datetime, limit: int = 500) -> list[Slot]:
    """Slots whose moment has come, the earliest first; and those a clock that jumped put too far ahead."""
    come = or_(_slots.c.next_due <= now, _slots.c.next_due > now + STRAY)
    rows = await session.execute(select(_slots).where(come).order_by(_slots.c.next_due).limit(limit))
    return [Slot(row.id, row.zone, row.weekday, row.minute, row.next_due) for row in rows]


async def countries(session: Session, slot: Slot) -> list[str]:
    """Whose public holidays somebody in this slot keeps free."""
    asked = select(_choices.c.holidays).where(_choices.c.slot_id == slot.id, _choices.c.holidays.is_not(None))
    return list((await session.execute(asked.distinct())).scalars())


async def spans(session: Session, slot: Slot) -> list[Span]:
    """The slot's people in chunks."""
    mine = _choices.c.slot_id == slot.id
    first, last, people = (
        await session.execute(
            select(func.min(_choices.c.member_id), func.max(_choices.c.member_id), func.count()).where(mine)
        )
    ).one()
    if not people:
        return []
    # Ids lie close together, so that equal steps make chunks of about the size that is wanted.
    step = max(1, (last - first + 1) * CHUNK // people)
    return [Span(each, each + step - 1) for each in range(first, last + 1, step)]


async def plan(session: Session, occasion: Occasion, span: Span, now: dt.datetime) -> int:
    """A row for each of these people who has none for this week; returns how many there are now that were not."""
    statement = insert_into(session, Delivery).from_select(_COLUMNS, _rows(occasion, span, now))
    done = await session.execute(
        statement.on_conflict_do_nothing(), execution_options={"preserve_rowcount": True}
    )  # fmt: skip
    return max(0, int(done.rowcount))


async def advance(session: Session, slot: Slot, next_due: dt.datetime) -> bool:
    """Move a slot on from the moment it was read at; False when somebody else has."""
    moved = update(_slots).where(_slots.c.id == slot.id, _slots.c.next_due == slot.next_due)
    return bool((await session.execute(moved.values(next_due=next_due))).rowcount)


def _rows(occasion: Occasion, span: Span, now: dt.datetime) -> Any:
    due = literal(occasion.slot.next_due, UtcTime())
    until = literal(occasion.until, UtcTime())
    quiet = and_(_members.c.quiet_from <= due, _members.c.quiet_until > due)
    reason = _reason(occasion, due, until, quiet)
    planned = select(
        _choices.c.workspace_id, _choices.c.member_id, literal(occasion.week),
        case((reason.is_(None), "planned"), else_="silent"), reason, due,
        case((quiet, _members.c.quiet_until), else_=due), until, literal(0),
        case((_choices.c.ignored >= 2 * FEWER_AFTER, "pause"), else_=cast(null(), String)),
        literal(now, UtcTime()),
    )  # fmt: skip
    return (
        planned.join_from(_choices, _members, _members.c.id == _choices.c.member_id)
        .join(_workspaces, _workspaces.c.id == _choices.c.workspace_id)
        .where(
            _choices.c.slot_id == occasion.slot.id, _choices.c.member_id.between(span.first, span.last),
            _choices.c.state.in_((ON, PAUSED)), _choices.c.chosen_at <= due,
            _members.c.gone_at.is_(None), _workspaces.c.gone_at.is_(None),
        )
        .order_by(_choices.c.member_id)  # two planners at once meet the same rows in the same order
    )  # fmt: skip


def _reason(
    occasion: Occasion, due: ColumnElement[Any], until: ColumnElement[Any], quiet: ColumnElement[bool]
) -> ColumnElement[Any]:
    """Why somebody gets nothing on this occasion, what they said of it themselves first; NULL when they do."""
    reasons: Sequence[tuple[ColumnElement[bool], str]] = (
        (_choices.c.state == PAUSED, "paused"),
        (_choices.c.snoozed_until > occasion.day.isoformat(), "snoozed"),
        *([(_choices.c.holidays.in_(sorted(occasion.holidays)), "holiday")] if occasion.holidays else []),
        (_members.c.away_until > due, "away"),
        (_choices.c.resting_until > due, "resting"),
        *([(literal(True), occasion.reason)] if occasion.reason else []),
        (and_(quiet, _members.c.quiet_until >= until), "quiet"),
        (_had_one(occasion), "moved"),
    )
    return case(*reasons, else_=cast(null(), String))


def _had_one(occasion: Occasion) -> ColumnElement[bool]:
    """Whether somebody who changed zones already had a message in what is this week where they are now."""
    came = func.coalesce(_deliveries.c.sent_at, _deliveries.c.not_before)
    # Only who took this slot lately can have, and looking is what costs most here.
    lately = _choices.c.chosen_at >= literal(occasion.week_began - STRAY, UtcTime())
    return and_(
        lately,
        exists().where(
            _deliveries.c.workspace_id == _choices.c.workspace_id,
            _deliveries.c.member_id == _choices.c.member_id,
            _deliveries.c.week >= occasion.week_before,
            _deliveries.c.week != occasion.week,
            _deliveries.c.state.in_(("planned", "sending", "sent")),
            or_(_deliveries.c.week > occasion.week, came >= literal(occasion.week_began, UtcTime())),
        ),
    )
