"""What a batch of weekly messages is composed from, read for all their owners at once; only jobs may call it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, Table, and_, bindparam, case, cast, exists, func, or_, select
from sqlalchemy.sql.selectable import ScalarSelect

from storage.database import Session
from storage.deliveries import Claimed
from storage.lab_counts import RESTING
from storage.labs import DONE
from storage.members import Me
from storage.nudges import ON
from storage.tables import (
    Delivery,
    LabStart,
    Member,
    MemberRole,
    NudgeChoice,
    SkillDepth,
    SkillWish,
    UtcTime,
    Workspace,
    table,
)  # fmt: skip

_members, _workspaces, _roles = table(Member), table(Workspace), table(MemberRole)
_choices, _depths, _wishes, _deliveries = table(NudgeChoice), table(SkillDepth), table(SkillWish), table(Delivery)
_starts = table(LabStart)


@dataclass(frozen=True, slots=True)
class Brief:
    """What the message of a claimed row is composed from.

    `user` is the platform's id. `unwanted` is the reason why nothing should come after all, found since the row was
    planned: its owner said stop ("off"), went away ("away") or left ("gone", "removed").
    `depths` and `wishes` are skills and what was said of them in turn, joined by commas, `earlier`
    "week=skill=outcome=skill:outcome skill:outcome" of the messages of the last months, those passed over last: as the
    database joins them, because people who said the same get the same message, composed once.
    `done` are the labs they have done, joined by commas; `paused` those nobody is sent to, each "lab/version".
    `before` is how the week before ended when it was silent; `first` is True as long as nothing ever came.
    """

    row: Claimed
    me: Me
    user: str
    unwanted: str | None
    minutes: int
    weekday: int
    minute: int
    depths: str
    wishes: str
    earlier: str
    done: str
    paused: str
    before: str | None
    first: bool


async def read(session: Session, rows: Sequence[Claimed], since: str, now: dt.datetime) -> list[Brief]:
    """A brief for each row of one workspace; `since` is the ISO week from which on earlier messages are told."""
    by_member = {row.member_id: row for row in rows}
    values = {
        "workspace": rows[0].workspace_id, "members": list(by_member), "since": since,
        "week": max(row.week for row in rows), "now": now,
    }  # fmt: skip
    found = await session.execute(_ASKED, values)
    return [_brief(by_member[each[0]], each) for each in found]


def _brief(row: Claimed, told: Any) -> Brief:
    return Brief(
        row, Me(*told[:8]), told[8], told[9], told[10], told[11], told[12], told[13] or "", told[14] or "",
        told[15] or "", told[16] or "", told[17] or "", told[18], not told[19],
    )  # fmt: skip


def _joined(what: ColumnElement[str], *of_member: ColumnElement[bool]) -> ScalarSelect[str]:
    """Rows of a member as one text: the database joins it faster than anybody could read them one by one."""
    return select(func.aggregate_strings(what, ",")).where(*of_member).correlate(_members).scalar_subquery()


def _of_member(table_: Table) -> ColumnElement[bool]:
    return and_(table_.c.workspace_id == _members.c.workspace_id, table_.c.member_id == _members.c.id)


_UNWANTED = case(
    (_members.c.gone_at.is_not(None), "gone"),
    (_workspaces.c.gone_at.is_not(None), "removed"),
    (_choices.c.state != ON, "off"),
    (_members.c.away_until > bindparam("now", type_=UtcTime()), "away"),
)
_WISHED = or_(_wishes.c.until.is_(None), _wishes.c.until > bindparam("now", type_=UtcTime()))
_EARLIER = (_deliveries.c.state == "sent", _deliveries.c.week >= bindparam("since"))
_PAUSED = select(func.aggregate_strings(RESTING.c.lab + "/" + cast(RESTING.c.version, String), ",")).scalar_subquery()
_LAST = (
    select(_deliveries.c.reason)
    .where(_of_member(_deliveries), _deliveries.c.week < bindparam("week"))
    .order_by(_deliveries.c.week.desc())
    .limit(1)
    .correlate(_members)
    .scalar_subquery()
)
_ASKED = (
    select(
        _members.c.id, _members.c.workspace_id, _members.c.locale, _members.c.time_zone, _members.c.language,
        _members.c.role, _roles.c.level, _members.c.own_zone, _members.c.external_id,
        _UNWANTED,
        _choices.c.minutes, _choices.c.weekday, _choices.c.minute,
        _joined(_depths.c.skill + "," + _depths.c.depth, _of_member(_depths)),
        _joined(_wishes.c.skill + "," + _wishes.c.wish, _of_member(_wishes), _WISHED),
        _joined(
            _deliveries.c.week + "=" + func.coalesce(_deliveries.c.skill, "") + "="
            + func.coalesce(_deliveries.c.outcome, "") + "=" + func.coalesce(_deliveries.c.passed, ""),
            _of_member(_deliveries), *_EARLIER,
        ),
        _joined(_starts.c.lab, _of_member(_starts), _starts.c.state == DONE), _PAUSED,
        _LAST, exists().where(_of_member(_deliveries), _deliveries.c.state == "sent").correlate(_members),
    )
    .join_from(_members, _workspaces, _workspaces.c.id == _members.c.workspace_id)
    .join(_choices, _of_member(_choices))
    .outerjoin(_roles, and_(_of_member(_roles), _roles.c.role == _members.c.role))
    .where(
        _members.c.workspace_id == bindparam("workspace"),
        _members.c.id.in_(bindparam("members", expanding=True)),
    )
)  # fmt: skip
