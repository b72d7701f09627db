"""What becomes of a row after a post, or after the platform was asked: decisions, tried without doing anything."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.courier import Found, Later, NotThere, Outcome, Refused, Sent, Stamp, Unsure
from jobs.verdicts import FEW, after_asking, after_posting, given_back
from storage.deliveries import Claimed, Settled

NOW = dt.datetime(2026, 11, 23, 9, 1, tzinfo=dt.UTC)
SOON, MIDNIGHT = NOW + dt.timedelta(seconds=10), NOW.replace(hour=0, minute=0) + dt.timedelta(days=1)
ROW = Claimed(1, 2, "2026-W48", NOW - dt.timedelta(minutes=1), MIDNIGHT, None, 1, NOW)
STAMP = Stamp(ROW.key, "gap", "mlflow", 30)


def posted(outcome: Outcome) -> Settled:
    return after_posting(ROW, STAMP, outcome, NOW, SOON)


def asked(found: Found, row: Claimed = ROW, now: dt.datetime = NOW) -> Settled:
    return after_asking(row, found, now, SOON)


def test_what_was_sent_is_kept_with_where_it_stands_and_what_it_says() -> None:
    done = posted(Sent("D1", "17.1"))
    assert (done.state, done.conversation, done.message, done.sent_at) == ("sent", "D1", "17.1", NOW)
    assert (done.kind, done.skill, done.minutes) == ("gap", "mlflow", 30)


def test_what_is_found_says_itself_what_it_is_about() -> None:
    done = asked(Sent("D1", "17.1", Stamp(ROW.key, "unknown", "docker", 10)))
    assert (done.state, done.kind, done.skill, done.minutes) == ("sent", "unknown", "docker", 10)


def test_too_many_messages_wait_as_long_as_they_are_told_to() -> None:
    done = posted(Later(30.0))
    assert (done.state, done.not_before) == ("planned", NOW + dt.timedelta(seconds=30))


@pytest.mark.parametrize("done", [posted(Unsure()), asked(Unsure(20.0))])
def test_what_nobody_knows_is_asked_about_and_not_sent(done: Settled) -> None:
    assert (done.state, done.lease_until, done.not_before) == ("sending", SOON, None)


@pytest.mark.parametrize(
    ("refused", "reason", "stops"),
    [
        (Refused("user_not_found", person=True), "person:user_not_found", True),
        (Refused("token_revoked", everybody=True, removed=True), "everybody:token_revoked", False),
        (Refused("msg_too_long"), "message:msg_too_long", False),
        (Refused("x" * 60), "message:" + "x" * 24, False),
    ],
)
def test_a_refusal_is_kept_with_whose_it_is_and_stops_nobody_else(refused: Refused, reason: str, stops: bool) -> None:
    for done in (posted(refused), asked(refused)):
        assert (done.state, done.reason, done.stop) == ("dead", reason, stops)


def test_what_is_not_there_goes_out_again_while_its_day_lasts() -> None:
    assert asked(NotThere()) == Settled(ROW, "planned", not_before=NOW)
    assert asked(NotThere(), now=MIDNIGHT) == Settled(ROW, "silent", "late")


def test_a_message_that_is_never_taken_is_tried_less_and_less_often() -> None:
    waits = []
    for attempts in range(1, FEW + 12):
        again = asked(NotThere(), replace(ROW, attempts=attempts)).not_before
        assert again is not None
        waits.append((again - NOW).total_seconds())
    assert waits[:FEW] == [0.0] * FEW
    assert waits[FEW : FEW + 3] == [10.0, 20.0, 40.0]
    assert max(waits) == waits[-1] == 300.0


def test_what_was_not_begun_is_as_it_was() -> None:
    assert given_back(ROW) == Settled(ROW, "planned", not_before=ROW.due_at)
