"""Depths grow old: people are asked about one, at most once a month, and nothing is lowered by itself."""

from __future__ import annotations

from sandbox import Clock, Sandbox
from tests.conftest import Installed
from tests.journeys.asking import ask, press
from tests.journeys.keeping import depths_of, rows_of


async def gaps(slack: Sandbox, text: str = "") -> str:
    return await ask(slack, "bob", text, "/gaps")


async def level(slack: Sandbox, text: str) -> str:
    return await ask(slack, "bob", text, "/level")


async def test_an_old_depth_is_asked_about_once_a_month_and_never_lowered(installed: Installed, clock: Clock) -> None:
    slack = installed.slack
    await level(slack, "role mlops engineer middle")
    await level(slack, "set docker working, terraform working")
    clock.advance(days=181)
    assert "still right?" in await gaps(slack)
    assert "still right?" not in await gaps(slack)
    clock.advance(days=29)
    assert "still right?" not in await gaps(slack)
    clock.advance(days=2)
    assert "still right?" in await gaps(slack)
    assert await depths_of(installed, "bob") == {"docker": "working", "terraform": "working"}


async def test_a_later_page_does_not_use_the_question_up(slack: Sandbox, clock: Clock) -> None:
    await level(slack, "role mlops engineer middle")
    await level(slack, "set docker=working aws=working redis=working terraform=working helm=working mlflow=working")
    clock.advance(days=181)
    assert "still right?" not in await gaps(slack, "page 2")
    assert "still right?" in await gaps(slack)


async def test_still_right_gives_a_depth_today_s_date(installed: Installed, clock: Clock) -> None:
    slack = installed.slack
    await level(slack, "role mlops engineer middle")
    await level(slack, "set docker working")
    clock.advance(days=200)
    await gaps(slack)
    assert "Docker, Working" in await press(slack, "bob", "Still right")
    (kept,) = (await rows_of(installed, "bob"))["depths"]
    assert kept["set_at"].startswith(f"{clock.utc():%Y-%m-%d}")
    clock.advance(days=40)
    assert "still right?" not in await gaps(slack)


async def test_what_is_not_for_my_job_is_not_asked_about(slack: Sandbox, clock: Clock) -> None:
    await level(slack, "role mlops engineer middle")
    await level(slack, "set docker skip")
    clock.advance(days=400)
    assert "still right?" not in await gaps(slack)
