"""Slack's channels and people, found however they are spelled, and only those that are Rung's business."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.outside import Place, Someone, Unreachable
from bot.slack.client import client
from bot.slack.directory import SlackDirectory
from sandbox import Sandbox
from sandbox.faults import Kind
from sandbox.people import Person
from tests.conftest import Installed

HERE = Place("C0MLPLAT0", "ml-platform", True)
BOB = Someone("U0BOB0000", "Bob Miller")


@pytest.fixture
def directory(installed: Installed) -> SlackDirectory:
    slack = installed.slack
    return SlackDirectory(client(slack.installation.bot_token, slack.api_url))


def called(slack: Sandbox, method: str) -> int:
    return sum(call.method == method for call in slack.calls)


def somebody(slack: Sandbox, **facts: Any) -> Person:
    """One more person, without an event."""
    person = replace(slack.people["bob"], **facts)
    slack.slack.workspace.people[person.id] = person
    return person


@pytest.mark.parametrize("typed", ["<#C0MLPLAT0|ml-platform>", "<#C0MLPLAT0|>", "<#C0MLPLAT0>", "C0MLPLAT0"])
async def test_a_channel_by_its_mark_up_or_id_takes_one_question(
    slack: Sandbox, directory: SlackDirectory, typed: str
) -> None:
    assert await directory.channel(typed) == HERE
    assert (called(slack, "conversations.info"), called(slack, "users.conversations")) == (1, 0)


@pytest.mark.parametrize("typed", ["#ml-platform", "ml-platform", "#ML-Platform"])
async def test_a_channel_by_its_name(directory: SlackDirectory, typed: str) -> None:
    assert await directory.channel(typed) == HERE


@pytest.mark.parametrize("typed", ["#nowhere", "nowhere", "<#C0NOWHERE|nowhere>", "C0NOWHERE", "#", "#ml", "機器學習"])
async def test_a_channel_nobody_knows(directory: SlackDirectory, typed: str) -> None:
    assert await directory.channel(typed) is None


async def test_a_channel_rung_is_not_in_is_known_by_its_id_alone(directory: SlackDirectory) -> None:
    assert await directory.channel("<#C0RANDOM0|random>") == Place("C0RANDOM0", "random", False)
    assert await directory.channel("#random") is None


async def test_a_private_channel_is_there_for_rung_once_it_is_in_it(slack: Sandbox, directory: SlackDirectory) -> None:
    for typed in ("<#C0SERVING|serving-team>", "C0SERVING", "#serving-team"):
        assert await directory.channel(typed) is None
    await slack.join("@Rung", "#serving-team")
    for typed in ("<#C0SERVING|>", "C0SERVING", "#serving-team", "serving-team"):
        assert await directory.channel(typed) == Place("C0SERVING", "serving-team", True, private=True)


async def test_an_archived_channel_is_closed(slack: Sandbox, directory: SlackDirectory) -> None:
    slack.channels["ml-platform"].is_archived = True
    assert await directory.channel("C0MLPLAT0") is None
    assert await directory.channel("#ml-platform") is None


async def test_a_direct_message_is_no_channel(slack: Sandbox, directory: SlackDirectory) -> None:
    room = slack.slack.workspace.direct(slack.people["alice"])
    for typed in (f"<#{room.id}>", f"<#{room.id}|alice>", room.id, "#", "@Rung"):
        assert await directory.channel(typed) is None


async def test_a_renamed_channel_answers_to_its_new_name(slack: Sandbox, directory: SlackDirectory) -> None:
    await slack.rename("#ml-platform", "機器學習平台")
    assert await directory.channel("#機器學習平台") == replace(HERE, name="機器學習平台")
    assert await directory.channel("#ml-platform") is None


@pytest.mark.parametrize("typed", ["<@U0BOB0000|bob>", "<@U0BOB0000>", "U0BOB0000"])
async def test_a_person_by_their_mark_up_or_id_takes_one_question(
    slack: Sandbox, directory: SlackDirectory, typed: str
) -> None:
    assert await directory.person(typed) == BOB
    assert (called(slack, "users.info"), called(slack, "users.list")) == (1, 0)


@pytest.mark.parametrize("typed", ["@bob", "bob", "@Bob", "@Bob Miller", "BOB MILLER"])
async def test_a_person_by_name(directory: SlackDirectory, typed: str) -> None:
    assert await directory.person(typed) == BOB


async def test_a_person_by_their_display_name_or_their_full_one(slack: Sandbox, directory: SlackDirectory) -> None:
    await slack.update_profile("alice", display_name="雅婷")
    for typed in ("@雅婷", "@Alice Lin 林雅婷", "@alice"):
        assert await directory.person(typed) == Someone("U0ALICE00", "雅婷")


async def test_somebody_without_a_display_name_is_called_by_their_full_one(
    slack: Sandbox, directory: SlackDirectory
) -> None:
    await slack.update_profile("alice", display_name="")
    assert await directory.person("@alice") == Someone("U0ALICE00", "Alice Lin 林雅婷")


@pytest.mark.parametrize("typed", ["@nobody", "<@U0NOBODY0>", "U0NOBODY0", "@", "林"])
async def test_a_person_nobody_knows(directory: SlackDirectory, typed: str) -> None:
    assert await directory.person(typed) is None


async def test_admins_and_owners_are_told_from_others(slack: Sandbox, directory: SlackDirectory) -> None:
    await slack.update_profile("emil", is_owner=True)
    admins = [await directory.person(each) for each in ("@dana", "@emil", "@bob")]
    assert [each and each.admin for each in admins] == [True, True, False]


@pytest.mark.parametrize("typed", ["<@U0RUNG000>", "@Rung", "@rung"])
async def test_a_bot_does_not_count(directory: SlackDirectory, typed: str) -> None:
    assert await directory.person(typed) == Someone("U0RUNG000", "Rung", counts=False)


async def test_a_closed_account_does_not_count(slack: Sandbox, directory: SlackDirectory) -> None:
    await slack.update_profile("bob", deleted=True)
    for typed in ("<@U0BOB0000>", "@bob"):
        assert await directory.person(typed) == replace(BOB, counts=False)


@pytest.mark.parametrize("fields", [{"team_id": "T0OTHER00"}, {"is_stranger": True}])
async def test_somebody_of_another_company_does_not_count(
    slack: Sandbox, directory: SlackDirectory, fields: dict[str, object]
) -> None:
    slack.people["bob"].api_fields = fields
    for typed in ("<@U0BOB0000>", "@bob"):
        assert await directory.person(typed) == replace(BOB, counts=False)


async def test_of_several_with_one_name_it_is_the_one_who_still_works_here(
    slack: Sandbox, directory: SlackDirectory
) -> None:
    await slack.update_profile("bob", deleted=True)
    back = somebody(slack, id="U0BOB0002", name="bob.miller", deleted=False)
    assert await directory.person("@Bob Miller") == Someone(back.id, "Bob Miller")


async def test_two_people_of_one_name_are_not_taken_for_each_other(slack: Sandbox, directory: SlackDirectory) -> None:
    somebody(slack, id="U0BOB0002", name="bob.miller")
    assert await directory.person("@Bob Miller") is None
    assert await directory.person("@bob.miller") == Someone("U0BOB0002", "Bob Miller")
    assert await directory.person("<@U0BOB0000>") == BOB


async def test_a_crowd_is_read_page_by_page(slack: Sandbox, directory: SlackDirectory) -> None:
    there = [*slack.channels["ml-platform"].members, *(each.id for each in slack.crowd("#ml-platform", 2_300))]

    assert await directory.members(HERE) == there

    asked = [call.payload for call in slack.calls if call.method == "conversations.members"]
    assert [str(each["limit"]) for each in asked] == ["1000"] * 3
    assert [bool(each.get("cursor")) for each in asked] == [False, True, True]


async def test_somebody_on_the_last_page_is_found(slack: Sandbox, directory: SlackDirectory) -> None:
    last = slack.crowd("#ml-platform", 2_300)[-1]
    assert await directory.person(f"@{last.name}") == Someone(last.id, last.display_name)
    assert called(slack, "users.list") == 3


async def test_the_workspace_is_asked_for_once(slack: Sandbox, directory: SlackDirectory) -> None:
    await slack.settled()  # Rung asks for itself when it starts
    before = called(slack, "auth.test")
    for typed in ("@bob", "<@U0DANA000>", "@nobody"):
        await directory.person(typed)
    assert called(slack, "auth.test") == before + 1


async def test_a_channel_that_is_gone_meanwhile_is_not_an_empty_one(directory: SlackDirectory) -> None:
    with pytest.raises(Unreachable):
        await directory.members(Place("C0NOWHERE", "nowhere", True))


@pytest.mark.parametrize("typed", ["<#C0MLPLAT0>", "#ml-platform"])
async def test_a_slack_that_is_down_is_not_a_channel_that_is_unknown(
    slack: Sandbox, directory: SlackDirectory, typed: str
) -> None:
    slack.faults.down = True
    with pytest.raises(Unreachable):
        await directory.channel(typed)
    slack.faults.down = False
    assert await directory.channel(typed) == HERE


@pytest.mark.parametrize("typed", ["<@U0BOB0000>", "@bob"])
async def test_a_slack_that_is_down_is_not_a_person_who_is_unknown(
    slack: Sandbox, directory: SlackDirectory, typed: str
) -> None:
    slack.faults.down = True
    with pytest.raises(Unreachable):
        await directory.person(typed)
    slack.faults.down = False
    assert await directory.person(typed) == BOB


@pytest.mark.parametrize("kind", ["error_before", "hang_up_before", "unavailable"])
async def test_a_crowd_of_which_a_page_is_missing_is_not_a_smaller_crowd(
    slack: Sandbox, directory: SlackDirectory, kind: Kind
) -> None:
    """Whoever is missing from the list would be taken for gone, with all they share."""
    slack.crowd("#ml-platform", 2_300)
    slack.faults.share("conversations.members", kind, 0.5)
    outcomes = []
    for _ in range(12):
        try:
            outcomes.append(len(await directory.members(HERE)))
        except Unreachable:
            outcomes.append(0)
    assert set(outcomes) == {0, 2_306}


async def test_without_a_token_nothing_is_known(slack: Sandbox, directory: SlackDirectory) -> None:
    await slack.uninstall()
    for question in (directory.channel("C0MLPLAT0"), directory.person("@bob"), directory.members(HERE)):
        with pytest.raises(Unreachable):
            await question
