"""A channel's weekly digest: to the lead who asked for it or into the channel, once a week, never twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from sandbox import Sandbox
from storage.channel_tables import ChannelDelivery
from storage.tables import table
from tests.conftest import Installed
from tests.journeys.leading import HERE, crowd, is_lead, rung

pytestmark = pytest.mark.usefixtures("clock")

FRIDAY = dt.datetime(2026, 11, 20, 20, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 11, 23, 17, tzinfo=dt.UTC)  # 09:00 where Bob is
WEEK = dt.timedelta(weeks=1)
DIRECT = "@Rung"


async def tick(installed: Installed, at: dt.datetime) -> None:
    installed.slack.clock.set(at)
    await installed.rung.digest.run()


async def ledger(installed: Installed) -> list[tuple[str, str, str | None]]:
    """Week, state and reason of every delivery."""
    rows = table(ChannelDelivery).c
    async with installed.rung.database.reading() as session:
        found = await session.execute(select(rows.week, rows.state, rows.reason).order_by(rows.week))
    return [tuple(row) for row in found]


def came(slack: Sandbox, where: str = DIRECT) -> list[str]:
    """The digests somebody can read, the oldest first."""
    texts = [slack.text_of(each) for each in slack.seen_by("bob", where)]
    return [text for text in texts if text.startswith("#ml-platform: weekly digest")]


@pytest.fixture
async def led(installed: Installed) -> Installed:
    """A channel in which twenty are counted, and Bob leads."""
    installed.slack.clock.set(FRIDAY)
    await is_lead(installed.slack)
    await crowd(installed, 20, 9)
    return installed


async def test_it_comes_on_the_day_it_was_asked_for_and_once(led: Installed) -> None:
    assert "Monday 09:00" in await rung(led.slack, "bob", "digest #ml-platform me")
    await tick(led, MONDAY - dt.timedelta(minutes=1))
    assert came(led.slack) == []
    for minutes in (0, 1, 30):
        await tick(led, MONDAY + dt.timedelta(minutes=minutes))
    assert len(came(led.slack)) == 1
    assert "One lab for the team" in came(led.slack)[0]
    await tick(led, MONDAY + WEEK)
    assert len(came(led.slack)) == 2
    assert await ledger(led) == [("2026-W48", "sent", None), ("2026-W49", "sent", None)]


async def test_into_the_channel_it_names_nobody_and_has_no_button_of_a_lead(led: Installed) -> None:
    await crowd(led, 2, 2, choice="named")
    await rung(led.slack, "bob", "digest #ml-platform channel monday 09:00")
    await tick(led, MONDAY)
    (said,) = came(led.slack, HERE)
    assert "Member" not in said
    assert "/rung share" in said
    assert [block for block in led.slack.seen_by("emil", HERE)[-1].blocks if block["type"] == "actions"] == []
    assert "had the weekly digest" in await rung(led.slack, "emil", "who-looked #ml-platform")


async def test_a_week_without_sums_is_silent(installed: Installed) -> None:
    installed.slack.clock.set(FRIDAY)
    await is_lead(installed.slack)
    await rung(installed.slack, "bob", "digest #ml-platform me")
    await tick(installed, MONDAY)
    assert came(installed.slack) == []
    assert await ledger(installed) == [("2026-W48", "silent", "nosums")]


async def test_who_is_lead_no_more_and_a_channel_without_rung_get_none(led: Installed) -> None:
    await rung(led.slack, "bob", "digest #ml-platform me")
    await rung(led.slack, "dana", "lead #ml-platform @bob remove")
    await tick(led, MONDAY)
    await is_lead(led.slack)
    await led.slack.leave("@Rung", HERE)
    await tick(led, MONDAY + WEEK)
    assert came(led.slack) == []
    assert await ledger(led) == [("2026-W48", "silent", "nolead"), ("2026-W49", "silent", "nochannel")]


async def test_off_ends_it(led: Installed) -> None:
    await rung(led.slack, "bob", "digest #ml-platform me")
    assert "Your weekly digest of #ml-platform has stopped" in await rung(led.slack, "bob", "digest #ml-platform off")
    await tick(led, MONDAY)
    assert came(led.slack) == []


async def test_a_process_that_slept_through_the_day_sends_none_of_it(led: Installed) -> None:
    await rung(led.slack, "bob", "digest #ml-platform me")
    await tick(led, MONDAY + dt.timedelta(days=2))
    assert came(led.slack) == []
    assert await ledger(led) == [("2026-W48", "silent", "late")]


async def test_a_lost_answer_is_looked_up_and_not_sent_again(led: Installed) -> None:
    await rung(led.slack, "bob", "digest #ml-platform me")
    led.slack.faults.next("chat.postMessage", "hang_up_after")
    impatient(led)
    await tick(led, MONDAY)
    assert (await ledger(led))[0][1] == "sending"
    await _over(led)
    await tick(led, MONDAY + dt.timedelta(minutes=1))
    assert len(came(led.slack)) == 1
    assert await ledger(led) == [("2026-W48", "sent", None)]


async def test_one_that_never_arrived_is_sent_again(led: Installed) -> None:
    await rung(led.slack, "bob", "digest #ml-platform me")
    led.slack.faults.next("chat.postMessage", "hang_up_before")
    impatient(led)
    await tick(led, MONDAY)
    await _over(led)
    await tick(led, MONDAY + dt.timedelta(minutes=1))
    assert len(came(led.slack)) == 1


async def test_into_a_channel_nothing_is_sent_a_second_time(led: Installed) -> None:
    await rung(led.slack, "bob", "digest #ml-platform channel")
    led.slack.faults.next("chat.postMessage", "hang_up_after")
    await tick(led, MONDAY)
    await tick(led, MONDAY + dt.timedelta(minutes=1))
    assert len(came(led.slack, HERE)) == 1
    assert await ledger(led) == [("2026-W48", "dead", "unsure")]


async def test_slack_in_trouble_is_left_alone_and_asked_later(led: Installed) -> None:
    await rung(led.slack, "bob", "digest #ml-platform me")
    led.slack.faults.next("conversations.info", "error_before")
    await tick(led, MONDAY)
    assert await ledger(led) == [("2026-W48", "planned", None)]
    await tick(led, MONDAY + dt.timedelta(minutes=6))
    assert len(came(led.slack)) == 1


async def _over(led: Installed) -> None:
    """The lease is over."""
    rows = table(ChannelDelivery)
    async with led.rung.database.writing() as session:
        await session.execute(rows.update().values(lease_until=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)))


def impatient(led: Installed) -> None:
    """An answer that got lost is asked about at once."""
    led.rung.digest._timing = replace(led.rung.digest._timing, lag=0.5)
