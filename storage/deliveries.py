"""The ledger's daily work: claims rows to send, keeps what came of them, and counts; only jobs may call it."""

# Whoever moves a row to "sending" sends its message, until the lease ends. A lease that ended without an outcome says
# nothing about whether the message arrived: such a row is claimed again only to ask the platform (docs/decisions).

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    null,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from storage.database import Session
from storage.nudges import FEWER_AFTER, PAUSED, STOPPED
from storage.tables import Delivery, Member, NudgeChoice, UtcTime, Workspace, table

KEPT = dt.timedelta(weeks=60)  # a year of weeks, and a little
FOUR_WEEKS = dt.timedelta(days=27)  # a rest that ends before the same moment four weeks later, clocks changed or not

_deliveries, _choices = table(Delivery), table(NudgeChoice)
_members, _workspaces = table(Member), table(Workspace)
_CLAIMED = (
    _deliveries.c.workspace_id, _deliveries.c.member_id, _deliveries.c.week, _deliveries.c.due_at,
    _deliveries.c.until, _deliveries.c.kind, _deliveries.c.attempts, _deliveries.c.tried_at,
)  # fmt: skip
# The words of the partial index, so that both databases see that it serves.
_OPEN = text("state IN ('planned', 'sending')")


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace with something to do; `id` is the database's, the rest the platform's."""

    id: int
    platform: str
    external_id: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is ours until its lease ends. `tried_at` is when anybody first tried, None for never."""

    workspace_id: int
    member_id: int
    week: str
    due_at: dt.datetime
    until: dt.datetime
    kind: str | None
    attempts: int
    tried_at: dt.datetime | None

    @property
    def key(self) -> str:
        """What the message carries, so that it can be found again; it names nobody outside the database."""
        return f"{self.workspace_id}-{self.member_id}-{self.week}"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A row as it would be claimed, with its owner's id on the platform; or the `reason` why it stays silent."""

    place: Place
    user: str
    row: Claimed
    reason: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a claimed row.

    `state` "planned" tries again from `not_before`; "sending" asks the platform from `lease_until` on (real time);
    "sent" has the platform's ids; "silent" and "dead" have a `reason`. `stop` ends the person's messages with it.
    """

    row: Claimed
    state: str
    reason: str | None = None
    not_before: dt.datetime | None = None
    lease_until: dt.datetime | None = None
    conversation: str | None = None
    message: str | None = None
    kind: str | None = None
    skill: str | None = None
    minutes: int | None = None
    sent_at: dt.datetime | None = None
    stop: bool = False


async def waits(session: Session, now: dt.datetime, real: dt.datetime) -> dict[Place, float]:
    """Workspaces with rows that are not settled, and the seconds until something may be done there: 0 is now.

    `real` is the machine's own time, in which leases are kept.
    """
    open_row = (_deliveries.c.workspace_id == _workspaces.c.id, _OPEN)
    planned = select(func.min(_deliveries.c.not_before)).where(*open_row, _deliveries.c.state == "planned")
    sending = select(func.min(_deliveries.c.lease_until)).where(*open_row, _deliveries.c.state == "sending")
    found = await session.execute(
        select(
            _workspaces.c.id, _workspaces.c.platform, _workspaces.c.external_id,
            planned.scalar_subquery(), sending.scalar_subquery(),
        ).where(select(_deliveries.c.week).where(*open_row).exists())
    )  # fmt: skip
    return {Place(*row[:3]): _seconds_until(now, row[3], real, row[4]) for row in found}


def _seconds_until(
    now: dt.datetime, not_before: dt.datetime | None, real: dt.datetime, lease_until: dt.datetime | None
) -> float:  # fmt: skip
    waits = [(not_before - now).total_seconds()] if not_before is not None else []
    waits += [(lease_until - real).total_seconds()] if lease_until is not None else []
    return max(0.0, min(waits))


async def expire(session: Session, place: Place, now: dt.datetime) -> int:
    """What was planned for a local day that is over stays silent; returns how many rows."""
    over = (
        _deliveries.c.workspace_id == place.id, _OPEN, _deliveries.c.state == "planned", _deliveries.c.until <= now,
    )  # fmt: skip
    done = await session.execute(update(_deliveries).where(*over).values(state="silent", reason="late"))
    return int(done.rowcount)


async def claim(
    session: Session, place: Place, owner: str, now: dt.datetime, real: dt.datetime, lease: dt.timedelta, most: int
) -> list[Claimed]:
    """Take up to `most` planned rows of a workspace, the longest waiting first; nobody else gets them meanwhile."""
    values = {"place": place.id, "by": owner, "now": now, "real": real, "leased_until": real + lease, "most": most}
    return [Claimed(*row) for row in (await session.execute(_TAKE_WAITING, values)).all()]


async def claim_unsure(
    session: Session, place: Place, owner: str, real: dt.datetime, lease: dt.timedelta, most: int
) -> list[tuple[Claimed, str]]:
    """Take rows whose lease ended without an outcome, each with its owner's id on the platform.

    Whether they were sent is for the platform to say.
    """
    values = {"place": place.id, "by": owner, "real": real, "leased_until": real + lease, "most": most}
    rows = [Claimed(*row) for row in (await session.execute(_TAKE_UNSURE, values)).all()]
    asked = select(_members.c.id, _members.c.external_id).where(_members.c.id.in_([row.member_id for row in rows]))
    users = {row.id: row.external_id for row in await session.execute(asked)} if rows else {}
    return [(row, users[row.member_id]) for row in rows]


async def settle(session: Session, owner: str, settled: Sequence[Settled]) -> None:
    """Keep what came of rows, each as long as it is still the owner's."""
    sent = [each for each in settled if each.state == "sent"]
    if sent:
        await session.execute(_SENT, [_sent_values(owner, each) for each in sent])
    if others := [each for each in settled if each.state != "sent"]:
        await session.execute(_SETTLE, [_values(owner, each) for each in others])
    for due in {each.row.due_at for each in sent}:
        rows = [each.row for each in sent if each.row.due_at == due]
        await _count_sent(session, owner, rows, due + FOUR_WEEKS)
    if stopped := [each.row for each in settled if each.stop]:
        await session.execute(update(_choices).where(_of(_choices, stopped)).values(state=STOPPED))


async def counts(session: Session, most: int = 8) -> list[tuple[str, str, str | None, int]]:
    """How many people's week ended how, of the latest `most` weeks: week, state, reason, count; no names."""
    newest = select(_deliveries.c.week).distinct().order_by(_deliveries.c.week.desc()).limit(most)
    by = (_deliveries.c.week, _deliveries.c.state, _deliveries.c.reason)
    asked = select(*by, func.count()).where(_deliveries.c.week.in_(newest)).group_by(*by)
    rows = (await session.execute(asked.order_by(by[0].desc(), by[1], by[2]))).all()
    return [(str(week), str(state), reason, int(count)) for week, state, reason, count in rows]


async def foreseen(session: Session, now: dt.datetime) -> list[Foreseen]:
    """Rows that could be sent now, and those that were planned now and stay silent; for a look ahead."""
    sendable = and_(_deliveries.c.state == "planned", _deliveries.c.not_before <= now, _deliveries.c.until > now)
    silent = and_(_deliveries.c.state == "silent", _deliveries.c.planned_at == now)
    asked = (
        select(
            _workspaces.c.id, _workspaces.c.platform, _workspaces.c.external_id, _members.c.external_id,
            _deliveries.c.reason, *_CLAIMED,
        )
        .join_from(_deliveries, _members, _members.c.id == _deliveries.c.member_id)
        .join(_workspaces, _workspaces.c.id == _deliveries.c.workspace_id)
        .where(or_(sendable, silent))
        .order_by(_workspaces.c.id, _deliveries.c.due_at, _deliveries.c.member_id)
    )  # fmt: skip
    rows = map(list, (await session.execute(asked)).all())
    return [Foreseen(Place(*row[:3]), row[3], Claimed(*row[5:]), row[4]) for row in rows]


async def forget_old(session: Session, now: dt.datetime) -> int:
    """Delete weeks older than KEPT; returns how many rows went."""
    done = await session.execute(delete(_deliveries).where(_deliveries.c.due_at < now - KEPT))
    return int(done.rowcount)


def _take(which: ColumnElement[bool], **also: Any) -> ReturningUpdate[Any]:
    key = tuple_(_deliveries.c.workspace_id, _deliveries.c.member_id, _deliveries.c.week)
    found = (
        select(_deliveries.c.workspace_id, _deliveries.c.member_id, _deliveries.c.week)
        .where(_deliveries.c.workspace_id == bindparam("place"), _OPEN, which)
        .order_by(_deliveries.c.not_before)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True)
        # Looked up once: a join that PostgreSQL runs again for each row would lock so many anew each time.
        .cte("found")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    return (
        update(_deliveries)
        .where(key.in_(select(found)), which)
        .values(state="sending", owner=bindparam("by"), lease_until=bindparam("leased_until"), **also)
        .returning(*_CLAIMED)
    )


# Built once: building a statement costs as much as claiming fifty rows with it.
_TAKE_WAITING = _take(
    and_(
        _deliveries.c.state == "planned",
        _deliveries.c.not_before <= bindparam("now"),
        _deliveries.c.until > bindparam("now"),
    ),
    attempts=_deliveries.c.attempts + 1,
    tried_at=func.coalesce(_deliveries.c.tried_at, bindparam("real", type_=UtcTime())),
)
_TAKE_UNSURE = _take(and_(_deliveries.c.state == "sending", _deliveries.c.lease_until <= bindparam("real")))

_STILL_OURS = update(_deliveries).where(
    _deliveries.c.workspace_id == bindparam("of_workspace"),
    _deliveries.c.member_id == bindparam("of_member"),
    _deliveries.c.week == bindparam("of_week"),
    _deliveries.c.owner == bindparam("by"),
    _deliveries.c.state == literal_column("'sending'"),
)
# Two statements, because almost every row is sent, and each value that a statement takes is paid for per row.
_SENT = _STILL_OURS.values(
    state=literal_column("'sent'"), lease_until=null(), conversation=bindparam("conversation"),
    message=bindparam("message"), kind=bindparam("kind"), skill=bindparam("skill"), minutes=bindparam("minutes"),
    sent_at=bindparam("sent_at"),
)  # fmt: skip
_SETTLE = _STILL_OURS.values(
    state=bindparam("state"), reason=bindparam("reason"),
    not_before=func.coalesce(bindparam("not_before", type_=UtcTime()), _deliveries.c.not_before),
    lease_until=bindparam("lease_until"),
)  # fmt: skip


def _still_ours(owner: str, row: Claimed) -> dict[str, Any]:
    return {"of_workspace": row.workspace_id, "of_member": row.member_id, "of_week": row.week, "by": owner}


def _sent_values(owner: str, each: Settled) -> dict[str, Any]:
    return _still_ours(owner, each.row) | {
        "conversation": each.conversation, "message": each.message, "kind": each.kind or each.row.kind,
        "skill": each.skill, "minutes": each.minutes, "sent_at": each.sent_at,
    }  # fmt: skip


def _values(owner: str, each: Settled) -> dict[str, Any]:
    return _still_ours(owner, each.row) | {
        "state": each.state, "reason": each.reason, "not_before": each.not_before, "lease_until": each.lease_until,
    }  # fmt: skip


_OURS = select(_deliveries.c.member_id).where(
    _deliveries.c.workspace_id == bindparam("of_workspace"),
    _deliveries.c.member_id.in_(bindparam("of_members", expanding=True)),
    _deliveries.c.week.in_(bindparam("of_weeks", expanding=True)),
    _deliveries.c.state == "sent",
    _deliveries.c.owner == bindparam("by"),
)
_COUNTED = _choices.c.ignored + 1
_COUNT = (
    update(_choices)
    .where(_choices.c.workspace_id == bindparam("of_workspace"), _choices.c.member_id.in_(_OURS))
    .values(
        ignored=_COUNTED,
        resting_until=case((_COUNTED >= FEWER_AFTER, bindparam("rest", type_=UtcTime())), else_=None),
        state=case((_choices.c.ignored >= 2 * FEWER_AFTER, PAUSED), else_=_choices.c.state),
    )
)


async def _count_sent(session: Session, owner: str, rows: Sequence[Claimed], rest: dt.datetime) -> None:
    """One more message without a sign; after some the next comes in four weeks, and a farewell pauses them."""
    values = {
        "of_workspace": rows[0].workspace_id, "of_members": [row.member_id for row in rows],
        "of_weeks": list({row.week for row in rows}), "by": owner, "rest": rest,
    }  # fmt: skip
    await session.execute(_COUNT, values)


def _of(table_: Any, rows: Iterable[Claimed]) -> Any:
    """The rows of these people, who are all of one workspace."""
    claimed = list(rows)
    return and_(
        table_.c.workspace_id == claimed[0].workspace_id, table_.c.member_id.in_([row.member_id for row in claimed])
    )
