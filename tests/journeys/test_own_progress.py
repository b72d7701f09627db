"""My own progress: what moved since a month ago, and the same as a file; nobody else sees any of it."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.words import Words
from sandbox import Sandbox
from tests.conftest import Installed
from tests.journeys.asking import HANS, HANT, ask, last, lines
from tests.journeys.leading import HERE, progress
from tests.journeys.test_my_data import files_in, picture_of

pytestmark = pytest.mark.usefixtures("clock")

MONTH = dt.timedelta(days=31)


async def test_before_anything_is_set_it_says_how_to_begin(slack: Sandbox) -> None:
    said = await progress(slack, "bob")
    assert "You have not set a depth yet" in said
    assert "gaps" in lines(last(slack, "bob"))


async def test_it_tells_what_moved_in_a_month_and_what_speaks_for_it(slack: Sandbox) -> None:
    await ask(slack, "bob", "role mlops-engineer middle", "/level")
    await ask(slack, "bob", "set docker awareness, mlflow working", "/level")
    slack.clock.set(slack.clock.utc() + MONTH)
    assert "as they were" in await progress(slack, "bob")
    await ask(slack, "bob", "set docker working", "/level")
    await ask(slack, "bob", "set docker advanced, helm none", "/level")
    await ask(slack, "bob", "start structured-logging-working", "/lab")
    said = await progress(slack, "bob")
    assert "*Docker*: Awareness → Advanced" in said
    assert "*Helm*: Not assessed → Not yet" in said
    assert "MLflow*:" not in said
    assert "under way" in said
    picture = next(block for block in last(slack, "bob").blocks if block["type"] == "image")
    assert "MLOps Engineer" in picture["alt_text"]


@pytest.mark.parametrize("who", ["bob", "alice", "chen"])
async def test_on_the_day_somebody_says_their_role_it_tells_of_skills_alone(slack: Sandbox, who: str) -> None:
    await ask(slack, who, "role mlops-engineer middle", "/level")
    await ask(slack, who, "role data-scientist senior", "/level")
    await ask(slack, who, "set docker working", "/level")
    await ask(slack, who, "role mlops-engineer senior", "/level")
    said = await progress(slack, who)
    moves = [line for line in said.splitlines() if "→" in line and "*" in line]
    assert len(moves) == 1, moves
    assert "*Docker*" in moves[0]


async def test_what_was_taken_back_did_not_move(slack: Sandbox) -> None:
    await ask(slack, "bob", "set docker awareness", "/level")
    slack.clock.set(slack.clock.utc() + MONTH)
    await ask(slack, "bob", "set docker expert", "/level")
    await ask(slack, "bob", "undo", "/level")
    assert "Expert" not in await progress(slack, "bob")


async def test_the_picture_of_the_home_and_of_the_progress_are_one(slack: Sandbox) -> None:
    await ask(slack, "bob", "role mlops-engineer middle", "/level")
    await ask(slack, "bob", "set docker working", "/level")
    await slack.open_home("bob")
    await slack.wait_for(lambda: picture_of(slack, "bob"))
    await slack.settled()
    uploaded = len(slack.slack.workspace.files)
    await progress(slack, "bob")
    await progress(slack, "bob")
    assert len(slack.slack.workspace.files) == uploaded


async def test_nobody_else_in_the_channel_sees_anything(slack: Sandbox) -> None:
    await ask(slack, "bob", "set docker working", "/level")
    await progress(slack, "bob")
    await progress(slack, "bob", "export md")
    assert slack.seen_by("dana", HERE) == []
    assert slack.seen_by("dana", "@Rung") == []


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "md"])
async def test_the_path_and_the_matrix_go_out_as_a_file(slack: Sandbox, form: str) -> None:
    await ask(slack, "bob", "role mlops-engineer middle", "/level")
    await ask(slack, "bob", "set docker working, mlflow awareness", "/level")
    await progress(slack, "bob", f"export {form}")
    (content,) = files_in(slack, last(slack, "bob", "@Rung")).values()
    if form in ("csv", "md"):
        assert "Docker" in content.decode()
        assert "MLOps Engineer" in content.decode()
    else:
        assert content.startswith(b"%PDF" if form == "pdf" else b"PK")


async def test_a_form_nobody_knows_and_words_nobody_knows_are_said_back_with_a_way_on(slack: Sandbox) -> None:
    assert "I cannot write" in await progress(slack, "bob", "export docx")
    assert "I do not know" in await progress(slack, "bob", "of everybody")
    assert "In which format" in await progress(slack, "bob", "export")


@pytest.mark.parametrize(("who", "words"), [("alice", HANT), ("chen", HANS)])
async def test_in_chinese_it_is_the_same(installed: Installed, who: str, words: Words) -> None:
    slack = installed.slack
    await ask(slack, who, "set docker working", "/level")
    said = await progress(slack, who)
    assert words("progress-title") in said
    assert words("progress-private") in said
    await progress(slack, who, "匯出 pdf" if who == "alice" else "导出 pdf")
    assert files_in(slack, last(slack, who, "@Rung"))
