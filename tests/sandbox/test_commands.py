"""Slash commands: what the app gets, what people see, and what happens when the app is slow or gone."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from sandbox import Sandbox, SandboxError


async def test_a_command_is_answered_in_the_acknowledgement(slack: Sandbox, bolt: AsyncApp) -> None:
    got: list[dict[str, Any]] = []

    @bolt.command("/skill")
    async def skill(ack: Any, command: dict[str, Any]) -> None:
        got.append(command)
        await ack("*MLflow* tracks experiments")

    delivery = await slack.command("alice", "#ml-platform", "/skill", "mlflow")

    assert delivery.ok
    assert delivery.status == 200
    command = got[0]
    assert command["user_id"] == "U0ALICE00"
    assert command["channel_name"] == "ml-platform"
    assert command["team_domain"] == "acme-ai"
    assert command["text"] == "mlflow"
    assert command["api_app_id"] == "A0RUNG000"
    assert command["response_url"].startswith(slack.url)
    answer = slack.last_seen_by("alice", "#ml-platform")
    assert slack.text_of(answer) == "*MLflow* tracks experiments"
    assert answer.ephemeral
    assert slack.seen_by("bob", "#ml-platform") == []


async def test_in_channel_answers_are_for_everybody(slack: Sandbox, bolt: AsyncApp) -> None:
    @bolt.command("/skill")
    async def skill(ack: Any) -> None:
        await ack(response_type="in_channel", text="Hello all")

    await slack.command("alice", "#ml-platform", "/skill")

    assert slack.text_of(slack.last_seen_by("bob", "#ml-platform")) == "Hello all"


async def test_nothing_is_shown_for_an_empty_acknowledgement_until_the_app_responds(
    slack: Sandbox, bolt: AsyncApp
) -> None:
    @bolt.command("/skill")
    async def skill(ack: Any, respond: Any) -> None:
        await ack()
        await respond(blocks=[{"type": "header", "text": {"type": "plain_text", "text": "MLflow"}}], text="x")

    await slack.command("alice", "@Rung", "/skill", "mlflow")
    await slack.settled()

    assert [slack.text_of(message) for message in slack.seen_by("alice", "@Rung")] == ["MLflow"]


async def test_a_slow_app_gets_slacks_own_sentence(slack: Sandbox, bolt: AsyncApp) -> None:
    @bolt.command("/skill")
    async def skill(ack: Any) -> None:
        await asyncio.sleep(0.3)
        await ack()

    slack.installation.ack_seconds = 0.1
    delivery = await slack.command("alice", "#ml-platform", "/skill", "mlflow")

    assert delivery.error == "http_timeout"
    seen = slack.last_seen_by("alice", "#ml-platform")
    assert seen.text == '/skill failed with the error "operation_timeout"'
    assert seen.ephemeral
    await asyncio.sleep(0.3)


async def test_an_app_that_is_gone_or_fails_gives_dispatch_failed(slack: Sandbox, bolt: AsyncApp) -> None:
    @bolt.command("/skill")
    async def skill(ack: Any) -> None:
        raise RuntimeError("broken")

    failed = await slack.command("alice", "#ml-platform", "/skill")
    slack.reach("http://127.0.0.1:9/slack/events")
    gone = await slack.command("alice", "#ml-platform", "/skill")

    assert (failed.error, failed.status) == ("http_error", 500)
    assert gone.error == "connection_failed"
    sentence = '/skill failed with the error "dispatch_failed"'
    assert [message.text for message in slack.seen_by("alice", "#ml-platform")] == [sentence, sentence]


async def test_only_commands_that_ask_for_it_get_mentions_escaped(slack: Sandbox, bolt: AsyncApp) -> None:
    texts: list[str] = []

    @bolt.command("/progress")
    async def progress(ack: Any, command: dict[str, Any]) -> None:
        texts.append(command["text"])
        await ack()

    @bolt.command("/skill")
    async def skill(ack: Any, command: dict[str, Any]) -> None:
        texts.append(command["text"])
        await ack()

    await slack.command("dana", "#serving-team", "/progress", "#ml-platform @Alice Lin & co")
    await slack.command("dana", "#serving-team", "/skill", "#ml-platform")

    assert texts == ["<#C0MLPLAT0|ml-platform> <@U0ALICE00|alice> &amp; co", "#ml-platform"]


async def test_illegal_blocks_in_an_acknowledgement_are_refused(slack: Sandbox, bolt: AsyncApp) -> None:
    @bolt.command("/skill")
    async def skill(ack: Any) -> None:
        await ack(text="x", blocks=[{"type": "header", "text": {"type": "mrkdwn", "text": "No"}}])

    delivery = await slack.command("alice", "#ml-platform", "/skill")

    assert delivery.answer["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"
    ]
    assert "invalid_blocks" in slack.last_seen_by("alice", "#ml-platform").text


async def test_a_command_nobody_installed_is_told_apart(slack: Sandbox) -> None:
    with pytest.raises(SandboxError, match=r"/nope is not a valid command. The manifest has: /skill"):
        await slack.command("alice", "#ml-platform", "/nope")


async def test_channel_names_follow_slack_in_private_places(slack: Sandbox, bolt: AsyncApp) -> None:
    names: list[str] = []

    @bolt.command("/skill")
    async def skill(ack: Any, command: dict[str, Any]) -> None:
        names.append(command["channel_name"])
        await ack()

    await slack.command("alice", "#serving-team", "/skill")
    await slack.command("alice", "@Rung", "/skill")

    assert names == ["privategroup", "directmessage"]
    with pytest.raises(SandboxError, match="Bob Miller is not in #serving-team"):
        await slack.command("bob", "#serving-team", "/skill")
