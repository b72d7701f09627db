"""People go on holiday, want quiet, leave the company and come back; workspaces remove the app and install it again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.away import FOREVER
from jobs import housekeeping
from sandbox import Clock, Sandbox
from sandbox.cast import BOT_USER_ID, TEAM_ID
from storage import members
from storage.members import Who
from storage.presence import KEPT
from storage.tables import Delivery, Workspace, table
from tests.conftest import Installed
from tests.journeys.asking import ask
from tests.journeys.keeping import met, rows_of

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


async def says(slack: Sandbox, who: str, text: str = "", emoji: str = "", until: dt.datetime | None = None) -> None:
    """Somebody sets their status."""
    expires = int(until.timestamp()) if until else 0
    await slack.update_profile(who, status_text=text, status_emoji=emoji, status_expiration=expires)
    await slack.settled()


async def kept(installed: Installed, who: str = "alice") -> dict[str, Any]:
    """What is kept of somebody, as they would be handed it."""
    (mine,) = (await rows_of(installed, who))["members"]
    return mine


async def away(installed: Installed, who: str = "alice") -> str | None:
    until: str | None = (await kept(installed, who))["away_until"]
    return until


async def removed_since(installed: Installed) -> dt.datetime | None:
    """Since when the workspace does without the app."""
    async with installed.rung.database.reading() as session:
        found: dt.datetime | None = (await session.execute(select(table(Workspace).c.gone_at))).scalar_one()
    return found


async def is_known(installed: Installed, who: str) -> bool:
    """Whether the database has a row of somebody."""
    async with installed.rung.database.reading() as session:
        return await members.find(session, Who("slack", TEAM_ID, installed.slack.people[who].id)) is not None


async def is_due(installed: Installed, clock: Clock, who: str) -> None:
    """A weekly message of somebody's stands in the ledger for tomorrow."""
    now, me = clock.utc(), await met(installed, who)
    moments = {"due_at": now + DAY, "not_before": now + DAY, "until": now + 2 * DAY, "planned_at": now}
    values = {"workspace_id": me.workspace_id, "member_id": me.id, "week": "2026-W48", "attempts": 0}
    async with installed.rung.database.writing() as session:
        await session.execute(insert(table(Delivery)).values(values | moments | {"state": "planned"}))


async def week(installed: Installed, who: str = "alice") -> tuple[str, str | None]:
    """What became of it."""
    (mine,) = (await rows_of(installed, who))["deliveries"]
    return mine["state"], mine["reason"]


@pytest.fixture(autouse=True)
async def known(slack: Sandbox) -> None:
    """Alice and Bob have asked something before."""
    for who in ("alice", "bob"):
        await ask(slack, who, "mlflow")


async def test_a_holiday_lasts_until_the_status_ends_or_is_taken_back(installed: Installed, clock: Clock) -> None:
    slack, friday = installed.slack, clock.utc().replace(microsecond=0) + 4 * DAY
    await says(slack, "alice", "休假中", ":palm_tree:", friday)
    assert await away(installed) == friday.isoformat()
    assert await away(installed, "bob") is None
    await says(slack, "alice")
    assert await away(installed) is None
    await says(slack, "alice", "On vacation")
    assert await away(installed) == FOREVER.isoformat()
    await says(slack, "alice", "Back from vacation", ":palm_tree:")
    assert await away(installed) is None


async def test_other_statuses_mean_nothing(installed: Installed, clock: Clock) -> None:
    for text, emoji in (("In a meeting", ":calendar:"), ("通勤中", ":bus:"), ("在家工作", ":house_with_garden:")):
        await says(installed.slack, "alice", text, emoji, clock.utc() + HOUR)
        assert await away(installed) is None


async def test_a_change_of_zone_says_nothing_of_being_back(installed: Installed) -> None:
    """Whoever flies on holiday is still there: the profile that comes with the zone has the status in it."""
    await says(installed.slack, "alice", "Out of office")
    await installed.slack.update_profile("alice", tz="Asia/Tokyo")
    await installed.slack.settled()
    mine = await kept(installed)
    assert (mine["time_zone"], mine["away_until"]) == ("Asia/Tokyo", FOREVER.isoformat())


async def test_do_not_disturb_is_heard_of_and_its_end_too(installed: Installed, clock: Clock) -> None:
    slack, evening = installed.slack, clock.utc().replace(microsecond=0) + 8 * HOUR
    await slack.update_profile("alice", dnd_until=evening.timestamp())
    await slack.settled()
    mine = await kept(installed)
    assert mine["quiet_until"] == evening.isoformat()
    assert dt.datetime.fromisoformat(mine["quiet_from"]) <= clock.utc()
    assert (await kept(installed, "bob"))["quiet_until"] is None
    await slack.update_profile("alice", dnd_until=0)
    await slack.settled()
    mine = await kept(installed)
    assert (mine["quiet_from"], mine["quiet_until"]) == (None, None)


async def test_strangers_are_not_kept_for_having_a_status(installed: Installed) -> None:
    await says(installed.slack, "dana", "On vacation")
    await installed.slack.update_profile("dana", dnd_until=installed.slack.clock.now() + 60)
    await installed.slack.update_profile("dana", deleted=True)
    await installed.slack.settled()
    assert not await is_known(installed, "dana")


async def test_who_leaves_is_not_written_to_nor_drawn_for_and_is_forgotten_after_30_days(
    installed: Installed, clock: Clock
) -> None:
    slack = installed.slack
    await slack.open_home("alice")
    await slack.settled()
    await is_due(installed, clock, "alice")
    await is_due(installed, clock, "bob")
    calls = len(slack.calls)
    await slack.update_profile("alice", deleted=True)
    await slack.settled()
    assert await week(installed) == ("silent", "gone")
    assert await week(installed, "bob") == ("planned", None)
    assert len(slack.calls) == calls
    clock.advance(days=29)
    await housekeeping.run(installed.rung.database, clock.utc())
    assert (await kept(installed))["gone_at"] is not None
    clock.advance(days=2)
    assert await housekeeping.run(installed.rung.database, clock.utc()) == 1
    assert not await is_known(installed, "alice")
    assert (await kept(installed, "bob"))["gone_at"] is None


async def test_who_comes_back_within_30_days_finds_everything_and_their_home(
    installed: Installed, clock: Clock
) -> None:
    slack = installed.slack
    await ask(slack, "alice", "set docker working", "/level")
    await slack.open_home("alice")
    await slack.update_profile("alice", deleted=True)
    await slack.settled()
    assert (await kept(installed))["gone_at"] is not None
    clock.advance(days=20)
    calls = len(slack.calls)
    await slack.update_profile("alice", deleted=False)
    await slack.settled()
    assert (await kept(installed))["gone_at"] is None
    assert "views.publish" in {call.method for call in slack.calls[calls:]}
    clock.advance(days=20)
    await housekeeping.run(installed.rung.database, clock.utc())
    assert [row["skill"] for row in (await rows_of(installed, "alice"))["depths"]] == ["docker"]


async def test_a_removed_app_falls_silent_without_calling_slack_with_a_dead_token(
    installed: Installed, clock: Clock
) -> None:
    slack = installed.slack
    await slack.open_home("alice")
    await slack.settled()
    await is_due(installed, clock, "alice")
    calls = len(slack.calls)
    await slack.uninstall()
    await slack.settled()
    assert await week(installed) == ("silent", "removed")
    assert (await removed_since(installed)) is not None
    assert len(slack.calls) == calls
    assert [each.status for each in slack.deliveries[-2:]] == [200, 200]
    assert await housekeeping.run(installed.rung.database, clock.utc() + KEPT - HOUR) > 0  # the notes of events
    assert await removed_since(installed) is not None
    assert await housekeeping.run(installed.rung.database, clock.utc() + KEPT + HOUR) == 1
    async with installed.rung.database.reading() as session:
        assert (await session.execute(select(table(Workspace)))).all() == []


@pytest.mark.parametrize("tokens", [{"oauth": ["U0ALICE00"], "bot": []}, {"oauth": ["U0ALICE00"]}, {}, None])
async def test_a_token_of_a_person_that_is_revoked_is_not_the_app_s(
    installed: Installed, tokens: dict[str, list[str]] | None
) -> None:
    await installed.slack.slack.events.emit({"type": "tokens_revoked", "tokens": tokens})
    await installed.slack.settled()
    assert await removed_since(installed) is None


REMOVALS = ({"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": [BOT_USER_ID]}})


@pytest.mark.parametrize("event", REMOVALS)
async def test_each_of_the_two_events_says_that_the_app_is_gone(installed: Installed, event: dict[str, Any]) -> None:
    """Slack promises no order, and either may be lost."""
    await installed.slack.slack.events.emit(event)
    await installed.slack.settled()
    assert await removed_since(installed) is not None


async def test_whoever_uses_the_app_has_it_installed_again(installed: Installed, clock: Clock) -> None:
    slack = installed.slack
    for uses in (lambda: slack.open_home("bob"), lambda: slack.say("bob", "@Rung", "mlflow")):
        await slack.slack.events.emit({"type": "app_uninstalled"})
        await says(slack, "alice", "On vacation")  # news of people say nothing of the app
        assert await removed_since(installed) is not None
        await uses()
        await slack.settled()
        assert await removed_since(installed) is None
    await housekeeping.run(installed.rung.database, clock.utc() + KEPT + DAY)
    assert await away(installed) == FOREVER.isoformat()
