"""The App Home shows where somebody stands, follows every change made elsewhere, and belongs to one person alone."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from bot.slack import homes
from sandbox import Sandbox, View
from tests.conftest import Installed
from tests.journeys.asking import EN, ask, press, tell, window, windows_text
from tests.journeys.keeping import rows_of

PNG = b"\x89PNG\r\n"


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack takes seconds to look at a fresh file; here it takes hundredths."""
    monkeypatch.setattr(homes, "PAUSES", (0.05, 0.1))


async def opened(slack: Sandbox, who: str = "bob") -> View:
    """Somebody's Home after they opened it."""
    await slack.open_home(who)
    await slack.settled()
    return home(slack, who)


def home(slack: Sandbox, who: str = "bob") -> View:
    view = slack.home_of(who)
    assert view is not None, f"{who} has no Home"
    return view


def picture(slack: Sandbox, who: str = "bob") -> dict[str, Any] | None:
    """The block of the picture in somebody's Home."""
    return next((block for block in home(slack, who).blocks if block["type"] == "image"), None)


async def another_picture(slack: Sandbox, old: str | None = None, who: str = "bob") -> str:
    """The file of the picture that somebody's Home shows once it shows another one than `old`."""
    shown = await slack.wait_for(lambda: (block := picture(slack, who)) and block["slack_file"]["id"] != old and block)
    await slack.settled()
    return str(shown["slack_file"]["id"])


async def stands(slack: Sandbox, who: str = "bob") -> None:
    await ask(slack, who, "role mlops engineer middle", "/level")
    await ask(slack, who, "set docker working, mlflow advanced", "/level")


def published(slack: Sandbox, who: str) -> int:
    """How often somebody's Home was drawn."""
    mine = slack.people[who].id
    return sum(call.method == "views.publish" and call.payload["user_id"] == mine for call in slack.calls)


async def test_before_a_role_it_says_that_none_is_guessed_and_leads_to_it(slack: Sandbox) -> None:
    first = await opened(slack)
    assert EN("home-no-role") in slack.text_of(first)
    assert picture(slack) is None
    await slack.press("bob", first, "Set my role")
    await slack.settled()
    await slack.press("bob", window(slack, "bob"), "MLOps Engineer")
    await slack.settled()
    await slack.press("bob", window(slack, "bob"), "Middle")
    await slack.settled()
    assert "Saved: MLOps Engineer, Middle." in windows_text(slack, "bob")
    assert "MLOps Engineer, Middle" in slack.text_of(home(slack))


async def test_with_depths_it_shows_the_bars_as_a_picture_with_words_for_who_cannot_see_it(slack: Sandbox) -> None:
    await stands(slack)
    await opened(slack)
    file = await another_picture(slack)
    assert slack.slack.workspace.files[file].content.startswith(PNG)
    shown = picture(slack)
    assert shown is not None
    assert "Cloud & Infrastructure: 0 / 8" in shown["alt_text"]
    said = slack.text_of(home(slack))
    assert "*1. Docker*: Working → Advanced" in said
    assert EN("home-private") in said


async def test_it_follows_what_is_changed_by_command_in_a_message_by_button_and_in_a_form(slack: Sandbox) -> None:
    await stands(slack)
    await opened(slack)
    seen = await another_picture(slack)

    await ask(slack, "bob", "set docker expert", "/level")
    seen = await another_picture(slack, seen)
    await tell(slack, "bob", "level set terraform working")
    seen = await another_picture(slack, seen)
    await ask(slack, "bob", "helm")
    await press(slack, "bob", "Working")
    seen = await another_picture(slack, seen)
    await ask(slack, "bob", "form 2", "/level")
    await slack.settled()
    await slack.submit("bob", window(slack, "bob"), {"ArgoCD": "Working"})
    seen = await another_picture(slack, seen)
    await ask(slack, "bob", "undo", "/level")
    seen = await another_picture(slack, seen)
    assert list(slack.slack.workspace.files) == [seen]  # each old one was deleted


async def test_a_change_of_role_language_or_zone_is_shown_too(slack: Sandbox) -> None:
    await stands(slack)
    await opened(slack)
    await another_picture(slack)
    await ask(slack, "bob", "role data scientist lead", "/level")
    await slack.wait_for(lambda: "Data Scientist, Lead / Staff" in slack.text_of(home(slack)))
    await ask(slack, "bob", "zone taipei", "/rung")
    await slack.wait_for(lambda: "Asia/Taipei" in slack.text_of(home(slack)))
    await ask(slack, "bob", "language zh-Hant", "/rung")
    await slack.wait_for(lambda: "資料科學家" in slack.text_of(home(slack)))
    await ask(slack, "bob", "language slack", "/rung")
    await slack.wait_for(lambda: "Data Scientist" in slack.text_of(home(slack)))
    await slack.update_profile("bob", locale="zh-CN", tz="Europe/Berlin")
    await slack.wait_for(lambda: "数据科学家" in slack.text_of(home(slack)))


async def test_nothing_is_drawn_for_somebody_who_never_opened_it(installed: Installed) -> None:
    slack = installed.slack
    await stands(slack)
    await ask(slack, "bob", "check docker=1 save", "/level")
    await slack.settled()
    assert slack.home_of("bob") is None
    assert [call for call in slack.calls if call.method.startswith(("views.", "files."))] == []
    assert (await rows_of(installed, "bob"))["members"][0]["home_at"] is None


async def test_reading_draws_nothing_anew(slack: Sandbox) -> None:
    await stands(slack)
    await opened(slack)
    await another_picture(slack)
    before = published(slack, "bob")
    for command, text in (("/skill", "mlflow"), ("/level", ""), ("/level", "history"), ("/gaps", "why docker")):
        await ask(slack, "bob", text, command)
    await slack.settled()
    assert published(slack, "bob") == before


async def test_one_person_s_change_touches_nobody_else_s_home(slack: Sandbox) -> None:
    for who in ("bob", "dana"):
        await stands(slack, who)
        await opened(slack, who)
        await another_picture(slack, who=who)
    hers = published(slack, "dana")
    await ask(slack, "bob", "set docker expert", "/level")
    await slack.settled()
    assert published(slack, "dana") == hers


async def test_opened_again_with_nothing_new_the_same_picture_is_shown(slack: Sandbox) -> None:
    await stands(slack)
    await opened(slack)
    file = await another_picture(slack)
    await opened(slack)
    assert picture(slack) is not None
    assert list(slack.slack.workspace.files) == [file]


async def test_a_picture_that_somebody_deleted_in_slack_is_drawn_again(slack: Sandbox) -> None:
    await stands(slack)
    await opened(slack)
    lost = await another_picture(slack)
    slack.slack.workspace.files.clear()
    await opened(slack)
    assert await another_picture(slack, lost) in slack.slack.workspace.files


async def test_a_fresh_file_that_slack_still_looks_at_is_tried_again(slack: Sandbox) -> None:
    slack.installation.files_take = 0.03
    await stands(slack)
    await opened(slack)
    assert await another_picture(slack) in slack.slack.workspace.files


@pytest.mark.parametrize("trouble", ["the scope is missing", "the file is never ready"])
async def test_without_a_picture_the_words_are_there(slack: Sandbox, trouble: str) -> None:
    if trouble == "the scope is missing":
        scopes = slack.installation.manifest.scopes - {"files:write"}
        slack.installation.manifest = dataclasses.replace(slack.installation.manifest, scopes=scopes)
    else:
        slack.installation.files_take = 3_600
    await stands(slack)
    await opened(slack)
    await slack.settled(quiet=0.3)
    assert picture(slack) is None
    assert re.search(r"◐○+ Cloud & Infrastructure\W+0 / 8", slack.text_of(home(slack)))
    await ask(slack, "bob", "set docker advanced", "/level")
    await slack.wait_for(lambda: re.search(r"●○+ Cloud & Infrastructure\W+1 / 8", slack.text_of(home(slack))))
    await slack.settled(quiet=0.3)
    assert list(slack.slack.workspace.files) == []


async def test_many_changes_at_once_end_in_the_last_state(slack: Sandbox) -> None:
    await stands(slack)
    await opened(slack)
    seen = await another_picture(slack)
    for depth in ("none", "awareness", "expert", "skip", "advanced"):
        await ask(slack, "bob", f"set docker {depth}", "/level")
    await slack.settled(quiet=0.5)
    shown = picture(slack)
    assert shown is not None
    assert "Cloud & Infrastructure: 1 / 8" in shown["alt_text"]
    assert [*slack.slack.workspace.files] == [shown["slack_file"]["id"]] != [seen]


@pytest.mark.parametrize(
    ("who", "gap", "alt", "private"),
    [
        ("alice", "能獨立作業 → 進階", "雲端與基礎設施：0 / 8", "只有你看得到"),
        ("chen", "掌握 → 熟练", "云与基础设施：0 / 8", "只有你看得到"),
    ],
)
async def test_it_reads_in_chinese(slack: Sandbox, who: str, gap: str, alt: str, private: str) -> None:
    await stands(slack, who)
    await opened(slack, who)
    await another_picture(slack, who=who)
    shown = picture(slack, who)
    assert shown is not None
    assert alt in shown["alt_text"]
    assert gap in slack.text_of(home(slack, who))
    assert private in slack.text_of(home(slack, who))
