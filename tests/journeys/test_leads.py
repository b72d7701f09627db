"""Leads: named by admins, shown to the channel, for 180 days; and what everybody there can say and see."""

from __future__ import annotations

import datetime as dt

import pytest

from sandbox import Sandbox
from sandbox.cast import BOB, ML_PLATFORM
from tests.journeys.asking import last, lines, press
from tests.journeys.leading import HERE, is_lead, progress, rung

DAYS = dt.timedelta(days=1)


async def test_an_admin_names_a_lead_and_the_channel_is_told(slack: Sandbox) -> None:
    said = await rung(slack, "dana", "lead #ml-platform @bob")
    assert "lead of #ml-platform until" in said
    told = slack.text_of(slack.seen_by("alice", HERE)[-1])
    assert "Bob Miller" in told
    assert "at least five people who said yes" in told
    assert "/rung who-looked" in told
    assert "Bob Miller" in await rung(slack, "alice", "lead #ml-platform")


@pytest.mark.parametrize("channel", ["#ml-platform", ML_PLATFORM])
@pytest.mark.parametrize("person", ["@bob", "@Bob Miller", BOB])
async def test_every_spelling_of_channel_and_person_is_understood(slack: Sandbox, channel: str, person: str) -> None:
    await rung(slack, "dana", f"lead {channel} {person}")
    assert "Bob Miller" in await rung(slack, "dana", "lead #ml-platform")


async def test_in_a_direct_message_the_same_words_work(slack: Sandbox) -> None:
    await slack.say("dana", "@Rung", "rung lead #ml-platform @bob")
    await slack.settled()
    assert "lead of #ml-platform until" in slack.text_of(last(slack, "dana", "@Rung"))


async def test_who_is_no_admin_names_nobody(slack: Sandbox) -> None:
    assert "named by workspace admins" in await rung(slack, "bob", "lead #ml-platform @bob")
    assert "Nobody leads this channel now" in await rung(slack, "bob", "lead #ml-platform")


async def test_an_admin_renews_and_removes_by_button(slack: Sandbox) -> None:
    await is_lead(slack)
    await rung(slack, "dana", "lead #ml-platform")
    bob = slack.people["bob"].id
    menu = next(block["accessory"] for block in last(slack, "dana").blocks if "accessory" in block)
    assert [each["value"] for each in menu["options"]] == [
        f"rung lead {ML_PLATFORM} {bob} renew", f"rung lead {ML_PLATFORM} {bob} remove",
    ]  # fmt: skip
    assert "no longer lead" in await rung(slack, "dana", f"lead {ML_PLATFORM} {bob} remove")
    assert "does not lead" in await rung(slack, "dana", f"lead {ML_PLATFORM} {bob} remove")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("lead #nowhere @bob", "I know no channel"),
        ("lead #random @bob", "I am not in #random"),
        ("lead #serving-team @bob", "I know no channel"),
        ("lead #ml-platform @nobody", "I know nobody"),
        ("lead #ml-platform @rung", "is a bot"),
        ("lead #ml-platform @bob forever", "I do not know"),
        ("share #ml-platform everything", "I do not know"),
        ("share everything", "I do not know"),
        ("share #random sums", "I am not in #random"),
        ("who-looked #random", "I am not in #random"),
        ("digest", "You lead no channel now"),
        ("digest everything", "I do not know"),
        ("digest #ml-platform me", "You do not lead"),
    ],
)
async def test_what_cannot_be_done_is_said_in_words(slack: Sandbox, line: str, said: str) -> None:
    assert said in await rung(slack, "dana", line)


async def test_a_private_channel_is_unknown_to_whoever_is_not_in_it(slack: Sandbox) -> None:
    await slack.join("@Rung", "#serving-team")
    assert "I know no channel" in await rung(slack, "bob", "share #serving-team sums")
    assert "你會計入 #serving-team" in await rung(slack, "alice", "share #serving-team sums")


async def test_closed_accounts_and_other_companies_people_lead_nothing(slack: Sandbox) -> None:
    slack.people["bob"].deleted = True
    assert "cannot lead here" in await rung(slack, "dana", "lead #ml-platform @bob")
    slack.people["emil"].api_fields = {"team_id": "T0OTHER00"}
    assert "cannot lead here" in await rung(slack, "dana", "lead #ml-platform @emil")


@pytest.mark.usefixtures("clock")
async def test_a_lead_of_long_ago_reads_nothing_until_renewed(slack: Sandbox) -> None:
    await is_lead(slack)
    slack.clock.set(slack.clock.utc() + 181 * DAYS)
    assert "ended on" in await progress(slack, "bob", "#ml-platform")
    await is_lead(slack)
    assert "There are no sums" in await progress(slack, "bob", "#ml-platform")


async def test_i_say_what_i_share_and_change_it_at_once(slack: Sandbox) -> None:
    assert "你沒有在任何頻道分享" in await rung(slack, "alice", "share")
    assert "You are not counted there" in await rung(slack, "emil", "share #ml-platform")
    assert "You are counted in #ml-platform" in await press(slack, "emil", "Count me")
    assert "as Emil Novak" in await press(slack, "emil", "Show me by name")
    assert "shown by name" in await rung(slack, "emil", "share")
    assert "You are not counted in #ml-platform" in await rung(slack, "emil", "share #ml-platform no")


async def test_the_question_comes_once_and_only_where_somebody_leads(slack: Sandbox) -> None:
    asked = "What of yours may count there?"
    assert asked not in await progress(slack, "emil")
    await is_lead(slack)
    assert asked in await progress(slack, "emil")
    assert f"rung share {ML_PLATFORM} sums" in lines(last(slack, "emil"))
    assert asked not in await progress(slack, "emil")
    assert asked not in await progress(slack, "bob"), "leads are not counted, and not asked"


async def test_everybody_in_the_channel_sees_who_looked(slack: Sandbox) -> None:
    await is_lead(slack)
    assert "Nobody has looked yet" in await rung(slack, "emil", "who-looked #ml-platform")
    await progress(slack, "bob", "#ml-platform")
    seen = await rung(slack, "emil", "who-looked #ml-platform")
    assert "Bob Miller" in seen
    assert "looked" in seen


async def test_who_leaves_the_channel_shares_nothing_there_any_more(slack: Sandbox) -> None:
    await rung(slack, "emil", "share #ml-platform named")
    await slack.leave("emil", HERE)
    await slack.join("emil", HERE)
    await slack.settled()
    assert "You are not counted there" in await rung(slack, "emil", "share #ml-platform")


async def test_a_renamed_channel_is_called_by_its_new_name(slack: Sandbox) -> None:
    await rung(slack, "emil", "share #ml-platform sums")
    await slack.rename("ml-platform", "platform")
    await slack.settled()
    await slack.command("emil", "#random", "/rung", "share")
    assert "#platform: counted" in slack.text_of(last(slack, "emil", "#random"))


async def test_when_slack_does_not_answer_nothing_changes_and_that_is_said(slack: Sandbox) -> None:
    slack.faults.next("conversations.info", "error_before")
    assert "Slack did not tell me" in await rung(slack, "emil", "share #ml-platform sums")
