"""What becomes of a row after its message was posted, or asked about: decisions without any doing."""

from __future__ import annotations

import datetime as dt

from bot.courier import Found, Later, NotThere, Outcome, Refused, Sent, Stamp, Unsure
from storage.deliveries import Claimed, Settled

FEW = 3  # attempts without a pause: a message that is never taken must not be tried all day without one


def after_posting(
    row: Claimed, stamp: Stamp, outcome: Outcome, now: dt.datetime, ask_at: dt.datetime
) -> Settled:  # fmt: skip
    """The row after a post. `now` is the time messages are due by; `ask_at`, of the machine, is when a lost answer is
    asked about."""
    match outcome:
        case Sent(conversation, message):
            return _sent(row, stamp, conversation, message, now)
        case Later(seconds):
            return Settled(row, "planned", not_before=now + dt.timedelta(seconds=seconds))
        case Refused():
            return _refused(row, outcome)
        case Unsure():
            return Settled(row, "sending", lease_until=ask_at)


def after_asking(row: Claimed, found: Found, now: dt.datetime, ask_at: dt.datetime) -> Settled:
    """The row after the platform was asked; what is not there goes out again while its local day lasts."""
    match found:
        case Sent(conversation, message, stamp):
            return _sent(row, stamp or Stamp(row.key, row.kind or ""), conversation, message, now)
        case NotThere() if now >= row.until:
            return Settled(row, "silent", "late")
        case NotThere():
            return Settled(row, "planned", not_before=now + _patience(row.attempts))
        case Refused():
            return _refused(row, found)
        case Unsure():
            return Settled(row, "sending", lease_until=ask_at)


def _patience(attempts: int) -> dt.timedelta:
    """How long to wait before the next attempt: not at all at first, then longer and longer, five minutes at most."""
    return dt.timedelta(seconds=0 if attempts <= FEW else min(300, 5 * 2 ** (attempts - FEW)))


def given_back(row: Claimed) -> Settled:
    """The row as it was before it was claimed: its message is certainly not on its way."""
    return Settled(row, "planned", not_before=row.due_at)


def _sent(row: Claimed, stamp: Stamp, conversation: str, message: str, now: dt.datetime) -> Settled:
    about = {"kind": stamp.kind, "skill": stamp.skill, "minutes": stamp.minutes}
    return Settled(row, "sent", conversation=conversation, message=message, sent_at=now, **about)  # type: ignore[arg-type]


def _refused(row: Claimed, refused: Refused) -> Settled:
    whose = "everybody" if refused.everybody else "person" if refused.person else "message"
    return Settled(row, "dead", f"{whose}:{refused.code}"[:32], stop=refused.person)
