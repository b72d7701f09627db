"""When a person wants their weekly message: their yes, its day and time, how long, and when not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from storage import history
from storage.database import Session
from storage.members import Me
from storage.tables import Delivery, NudgeChoice, NudgeSlot, table
from storage.upsert import insert_into

# "asked" has not answered yet; "paused" follows many messages without a sign, "stopped" a refusal of the platform.
ASKED, ON, OFF, PAUSED, STOPPED = "asked", "on", "off", "paused", "stopped"
MONDAY, NINE, HALF_AN_HOUR = 0, 9 * 60, 30  # what is proposed to somebody who chose nothing yet
FEWER_AFTER = 3  # messages without a sign, before they come every four weeks; as many again before they pause

_choices, _slots, _deliveries = table(NudgeChoice), table(NudgeSlot), table(Delivery)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody said of the weekly message.

    `weekday` is 0 for Monday, `minute` counts from local midnight, `minutes` is what a lab may take. From
    `snoozed_until` on, a local day, messages come again; `holidays` is a country ("TW") or a part of it ("DE-BY").
    `ignored` counts the messages since the last sign; no message comes before `resting_until`.
    """

    state: str = ASKED
    weekday: int = MONDAY
    minute: int = NINE
    minutes: int = HALF_AN_HOUR
    snoozed_until: dt.date | None = None
    holidays: str | None = None
    ignored: int = 0
    resting_until: dt.datetime | None = None


async def mine(session: Session, me: Me) -> Choice | None:
    """My choice; None while I was never asked and never chose."""
    row = (await session.execute(select(_choices).where(*_mine(me)))).first()
    return None if row is None else _choice(row)


async def ask(session: Session, me: Me, now: dt.datetime) -> bool:
    """Note that I am being asked; False when I was asked before, or chose by myself."""
    values = {"workspace_id": me.workspace_id, "member_id": me.id, "chosen_at": now}
    proposed = Choice()
    defaults = {
        "state": ASKED, "weekday": proposed.weekday, "minute": proposed.minute, "minutes": proposed.minutes,
        "ignored": 0,
    }  # fmt: skip
    noted = insert_into(session, NudgeChoice).values(**values, **defaults).on_conflict_do_nothing()
    return (await session.execute(noted.returning(_choices.c.member_id))).first() is not None


async def choose(session: Session, me: Me, choice: Choice, next_due: dt.datetime, now: dt.datetime) -> None:
    """Remember my choice; `next_due` is the next moment of its day and time in my zone.

    What was planned for me and is no longer wanted becomes a silent week at once.
    """
    await history.hold(session, me)
    before = (await session.execute(select(_choices).where(*_mine(me)))).first()
    slot = await _slot(session, me.zone, choice.weekday, choice.minute, next_due)
    # A slot that was just taken owes nothing of the days before.
    chosen_at = now
    if before is not None and (before.slot_id, before.state) == (slot, choice.state):
        chosen_at = before.chosen_at
    key = {"workspace_id": me.workspace_id, "member_id": me.id}
    values = {
        "state": choice.state, "slot_id": slot, "weekday": choice.weekday, "minute": choice.minute,
        "minutes": choice.minutes, "holidays": choice.holidays, "ignored": choice.ignored,
        "snoozed_until": choice.snoozed_until.isoformat() if choice.snoozed_until else None,
        "resting_until": choice.resting_until, "chosen_at": chosen_at,
    }  # fmt: skip
    statement = insert_into(session, NudgeChoice).values(**key, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
    if choice.state != ON:
        await _silence(session, me, OFF)
    elif values["snoozed_until"] not in (None, before and before.snoozed_until):  # one that ended long ago is no reason
        await _silence(session, me, "snoozed")


async def _slot(session: Session, zone: str, weekday: int, minute: int, next_due: dt.datetime) -> int:
    """The slot of everybody who chose this day and time in this zone; made by the first of them."""
    key = {"zone": zone, "weekday": weekday, "minute": minute}
    asked = select(_slots.c.id, _slots.c.next_due).where(*(_slots.c[name] == value for name, value in key.items()))
    known = (await session.execute(asked)).first()
    if known is None:
        await session.execute(insert_into(session, NudgeSlot).values(**key, next_due=next_due).on_conflict_do_nothing())
        known = (await session.execute(asked)).one()
    if known.next_due > next_due:  # planned already, by a clock that ran ahead; whoever has a row for it gets no other
        await session.execute(update(_slots).where(_slots.c.id == known.id).values(next_due=next_due))
    return int(known.id)


async def _silence(session: Session, me: Me, reason: str) -> None:
    """Nothing that is only planned goes out any more."""
    planned = (
        _deliveries.c.workspace_id == me.workspace_id, _deliveries.c.member_id == me.id,
        _deliveries.c.state == "planned",
    )  # fmt: skip
    await session.execute(update(_deliveries).where(*planned).values(state="silent", reason=reason))


def _choice(row: Any) -> Choice:
    snoozed = dt.date.fromisoformat(row.snoozed_until) if row.snoozed_until else None
    return Choice(
        row.state, row.weekday, row.minute, row.minutes, snoozed, row.holidays, row.ignored, row.resting_until
    )


def _mine(me: Me):  # type: ignore[no-untyped-def]  # a tuple of SQLAlchemy's conditions
    return _choices.c.workspace_id == me.workspace_id, _choices.c.member_id == me.id
