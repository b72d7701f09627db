"""People look back: what they changed is listed, and taken back within ten minutes."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sandbox import Clock, Sandbox
from tests.conftest import Installed
from tests.journeys.asking import ask, buttons, last, press
from tests.journeys.keeping import depths_of


async def level(slack: Sandbox, text: str, who: str = "bob") -> str:
    return await ask(slack, who, text, "/level")


async def test_the_button_under_a_change_takes_it_back(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "set docker working")
    await level(slack, "set docker expert, mlflow working")
    assert "Docker: Working" in await press(slack, "bob", "Undo")
    assert await depths_of(installed, "bob") == {"docker": "working"}


async def test_typed_again_and_again_undo_goes_back_step_by_step_and_then_says_that_nothing_is_left(
    installed: Installed,
) -> None:
    slack = installed.slack
    for said in ("set docker awareness", "set docker working", "role mlops engineer middle"):
        await level(slack, said)
    assert "Role: none" in await level(slack, "undo")
    assert "Docker: Awareness" in await level(slack, "undo")
    assert "Docker: Not assessed" in await level(slack, "undo")
    assert await depths_of(installed, "bob") == {}
    assert "nothing to undo" in await level(slack, "undo")


async def test_a_change_is_taken_back_once(slack: Sandbox) -> None:
    await level(slack, "set docker working")
    await level(slack, "undo 1")
    assert "already" in await level(slack, "undo 1")


async def test_a_change_that_something_later_stands_on_is_left_as_it_is(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "set docker working")
    await level(slack, "set docker expert")
    assert "since" in await level(slack, "undo 1")
    assert await depths_of(installed, "bob") == {"docker": "expert"}


async def test_after_ten_minutes_it_is_set_again_instead(installed: Installed, clock: Clock) -> None:
    slack = installed.slack
    await level(slack, "set docker working")
    await level(slack, "set docker expert")
    clock.advance(minutes=10, seconds=1)
    assert "ten minutes" in await level(slack, "undo")
    assert await depths_of(installed, "bob") == {"docker": "expert"}
    assert "Docker, Working" in await press(slack, "bob", buttons(last(slack, "bob"))[0])
    assert await depths_of(installed, "bob") == {"docker": "working"}


async def test_within_ten_minutes_it_still_works(slack: Sandbox, clock: Clock) -> None:
    await level(slack, "set docker working")
    clock.advance(minutes=9, seconds=55)
    assert "Docker: Not assessed" in await level(slack, "undo")


async def test_nobody_undoes_what_somebody_else_did(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "set docker working")
    assert "nothing to undo" in await level(slack, "undo 1", "dana")
    assert await depths_of(installed, "bob") == {"docker": "working"}


async def test_the_history_shows_what_changed_when_and_why_the_newest_first(slack: Sandbox, clock: Clock) -> None:
    await level(slack, "role mlops engineer middle")
    clock.advance(days=1)
    await level(slack, "set docker working")
    await level(slack, "set docker expert, helm skip")
    await level(slack, "undo")
    said = await level(slack, "history")
    assert said.index("Docker: Working → Expert") < said.index("Docker: Not assessed → Working")
    assert said.index("Docker: Not assessed → Working") < said.index("Role: none → MLOps Engineer")
    assert said.count("(undone)") == 1
    assert "Undo" in buttons(last(slack, "bob"))
    clock.advance(minutes=11)
    await level(slack, "history")
    assert "Undo" not in buttons(last(slack, "bob"))
    assert "Docker" not in await level(slack, "history", "dana")


async def test_the_history_reads_in_the_reader_s_zone_and_language(slack: Sandbox, clock: Clock) -> None:
    await level(slack, "set docker working", "alice")
    there = clock.utc().astimezone(ZoneInfo("Asia/Taipei"))
    said = await level(slack, "history", "alice")
    assert f"{there.year} 年 {there.month} 月 {there.day} 日 {there:%H:%M}" in said
    assert "還沒評估 → 能獨立作業" in said
