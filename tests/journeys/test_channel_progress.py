"""A lead of forty and a lead of two: what each of them reads, and what nobody can read out of it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from sandbox import Message, Sandbox
from sandbox.cast import ML_PLATFORM, TEAM_ID
from storage import depths, members, sharing
from storage.members import Who
from tests.conftest import Installed
from tests.journeys.asking import EN, HANS, HANT, last, lines, press
from tests.journeys.leading import HERE, crowd, is_lead, progress, rung

CHANNEL = "#ml-platform"
WEEK = dt.timedelta(weeks=1)


def table(message: Message) -> list[list[str]]:
    """The cells of a message's table."""
    block: dict[str, Any] = next(block for block in message.blocks if block["type"] == "table")
    return [[cell["text"] for cell in row] for row in block["rows"]]


async def shown(slack: Sandbox, who: str = "bob", text: str = CHANNEL) -> str:
    """What a lead reads, once its picture is there too."""
    said = await progress(slack, who, text)
    await slack.wait_for(lambda: last(slack, who).blocks)
    return said


async def test_a_lead_of_forty_reads_one_screen(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    await crowd(installed, 40, 12)
    said = await shown(slack)
    assert "at least 20 people" in said
    assert "Thin" in said
    assert "One lab for the team" in said
    picture = next(block for block in last(slack, "bob").blocks if block["type"] == "image")
    assert "Docker 5+" in picture["alt_text"]
    head, *rows = table(last(slack, "bob"))
    assert head == ["Skill", "People", "Change"]
    assert len(rows) == 14


async def test_a_lead_of_two_reads_a_refusal_that_tells_nothing(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    nobody = await shown(slack)
    people = await crowd(installed, 1, 1)
    assert await shown(slack) == nobody
    await crowd(installed, 3, 2)
    assert await shown(slack) == nobody
    assert EN("channel-no-sums", channel="ml-platform") in nobody
    assert EN("channel-instead-talk") in nobody
    assert not [block for block in last(slack, "bob").blocks if block["type"] in ("image", "table")]
    assert all(person not in nobody for person in people)


async def test_five_are_told_in_two_bands(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    await crowd(installed, 5, 5)
    assert "at least 5 people" in await shown(slack)
    bands = set(re.findall(r"Docker (\S+?)[,;]", _alt(slack)))
    assert bands == {"2+"}


def _alt(slack: Sandbox) -> str:
    return str(next(block for block in last(slack, "bob").blocks if block["type"] == "image")["alt_text"])


async def test_names_are_shown_in_their_own_order_and_never_what_they_lack(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    for who in ("emil", "alice", "chen"):
        await rung(slack, who, "share #ml-platform named")
    await slack.command("emil", HERE, "/level", "set docker working, mlflow awareness")
    said = await shown(slack)
    rows = [line for line in said.splitlines() if ":" in line and ("Lin" in line or "Chen" in line or "Emil" in line)]
    assert [row.split(":")[0].strip("• *") for row in rows] == ["Alice Lin", "Chen Wei", "Emil Novak"]
    assert "Docker" in rows[2]
    assert "MLflow" not in rows[2]


async def test_a_name_taken_back_between_question_and_answer_is_not_in_the_answer(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    await rung(slack, "emil", "share #ml-platform named")
    await slack.command("emil", HERE, "/rung", "share #ml-platform no")
    assert "Emil" not in await shown(slack)


async def test_only_a_lead_of_the_channel_reads_it(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    await crowd(installed, 10, 10)
    for who in ("emil", "dana"):
        assert "You do not lead #ml-platform" in await progress(slack, who, CHANNEL)
    assert "I am not in #random" in await progress(slack, "bob", "#random")
    assert "I know no channel" in await progress(slack, "bob", "#nowhere")


async def test_bots_closed_accounts_and_other_companies_are_not_counted(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    people = await crowd(installed, 6, 6)
    for person in people[:2]:
        await slack.update_profile(person, deleted=True)
    await slack.settled()
    assert "There are no sums" in await shown(slack)


async def test_the_table_pages_through_every_skill_and_filters_by_category(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    await crowd(installed, 10, 10)
    await shown(slack)
    seen = [row[0] for row in table(last(slack, "bob"))[1:]]
    for page in (2, 3, 4):
        line = f"{ML_PLATFORM} role:mlops-engineer page {page}"
        assert f"progress {line}" in lines(last(slack, "bob"))
        await shown(slack, text=line)
        seen += [row[0] for row in table(last(slack, "bob"))[1:]]
    assert len(seen) == len(set(seen)) == 56
    await shown(slack, text=f"{CHANNEL} security")
    assert len(table(last(slack, "bob"))) == 4
    await shown(slack, text=f"{ML_PLATFORM} filter")
    assert "Security" in slack.text_of(last(slack, "bob"))
    assert "neither a role" in await shown(slack, text=f"{CHANNEL} bananas")


@pytest.mark.usefixtures("clock")
async def test_what_rose_is_marked_a_week_later(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    people = await crowd(installed, 20, 0)
    assert "Rising" not in await shown(slack)
    await _learn(installed, people[:8])
    assert "Rising" not in await shown(slack), "sums change once a week"
    slack.clock.set(slack.clock.utc() + WEEK)
    assert "*Rising*: Docker (5+)" in await shown(slack)
    assert ["Docker", "5+", "▲"] in [row for page in (1, 2) for row in await _page(slack, page)]


async def _page(slack: Sandbox, page: int) -> list[list[str]]:
    await shown(slack, text=f"{ML_PLATFORM} role:mlops-engineer page {page}")
    return table(last(slack, "bob"))


async def _learn(installed: Installed, people: list[str]) -> None:
    database, now = installed.rung.database, installed.slack.clock.utc()
    async with database.writing() as session:
        for user in people:
            me = await members.greet(session, Who("slack", TEAM_ID, user), now)
            await depths.set_mine(session, me, {"docker": "working"}, "set", "c1", now)


@pytest.mark.parametrize(("who", "words"), [("alice", HANT), ("chen", HANS)])
async def test_in_chinese_the_same_is_said(installed: Installed, who: str, words: Any) -> None:
    slack = installed.slack
    await is_lead(slack, who)
    await crowd(installed, 12, 6)
    said = await shown(slack, who)
    assert words("channel-title", channel="ml-platform") in said
    assert words("channel-lab-title") in said
    assert words("channel-note") in said


async def test_the_channel_goes_out_as_a_file_in_four_formats(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    await crowd(installed, 12, 6)
    assert "In which format" in await progress(slack, "bob", f"export {CHANNEL}")
    for form in ("pdf", "xlsx", "csv", "md"):
        await progress(slack, "bob", f"export {CHANNEL} {form}")
        file = last(slack, "bob", "@Rung").files[0]
        assert file["name"] == f"rung-ml-platform.{form}"
    assert "saved a file" in await rung(slack, "bob", "who-looked #ml-platform")


async def test_a_file_is_given_to_leads_alone_and_says_no_more_than_the_screen(installed: Installed) -> None:
    slack = installed.slack
    await crowd(installed, 12, 6)
    assert "You do not lead" in await progress(slack, "emil", f"export {CHANNEL} csv")
    await is_lead(slack)
    await crowd(installed, 3, 3, choice=sharing.NAMED)
    await progress(slack, "bob", f"export {CHANNEL} csv")
    assert last(slack, "bob", "@Rung").files


async def test_pressing_a_page_changes_the_screen_in_place(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    await crowd(installed, 12, 6)
    await shown(slack)
    before = len(slack.seen_by("bob", HERE))
    await press(slack, "bob", "More")
    await slack.settled()
    assert len(slack.seen_by("bob", HERE)) == before
    assert "page 2 of 4" in slack.text_of(last(slack, "bob"))


async def test_without_a_picture_the_same_is_said_in_words(installed: Installed) -> None:
    slack = installed.slack
    await is_lead(slack)
    await crowd(installed, 12, 6)
    slack.faults.next("files.getUploadURLExternal", "error_before", 9)
    said = await shown(slack)
    assert "Docker 5+" in said
    assert not [block for block in last(slack, "bob").blocks if block["type"] == "image"]
