"""People ask a colleague: a code handed over by hand, answered once, beside one's own word and never instead of it."""

from __future__ import annotations

import re

import pytest

from sandbox import Clock, Sandbox
from tests.conftest import Installed
from tests.journeys.asking import ask, press, tell
from tests.journeys.keeping import depths_of, rows_of

ASKED = [("alice", "能獨立作業", "有，我看過"), ("chen", "掌握", "有，我见过")]
CODE = re.compile(r"[2-9A-Z]{5}-[2-9A-Z]{5}")


async def level(slack: Sandbox, who: str, text: str = "") -> str:
    return await ask(slack, who, text, "/level")


@pytest.fixture
async def code(slack: Sandbox) -> str:
    """Bob's question about his Docker."""
    await level(slack, "bob", "set docker working, mlflow expert")
    found = CODE.search(await level(slack, "bob", "confirm docker"))
    assert found is not None
    return found[0]


async def test_a_colleague_with_the_code_confirms_and_the_two_words_stand_side_by_side(
    installed: Installed, code: str
) -> None:
    slack = installed.slack
    assert slack.seen_by("dana", "@Rung") == []  # nobody was written to
    asked = await level(slack, "dana", f"confirm {code}")
    assert "Bob Miller" in asked
    assert "Docker" in asked
    assert "MLflow" not in asked
    await press(slack, "dana", "Yes, I have seen it")

    assert "(Working)" in await level(slack, "bob", "evidence")
    assert "Dana Okafor" in await level(slack, "bob", "evidence")
    assert "Dana Okafor" in await level(slack, "bob")
    await level(slack, "bob", "set docker awareness")
    assert "*Docker*: Awareness" in await level(slack, "bob")
    assert "(Working)" in await level(slack, "bob", "evidence")  # what she saw is not changed by it
    assert "Bob" not in await level(slack, "dana", "evidence")


async def test_a_confirmation_changes_no_depth_and_nobody_s_history(installed: Installed, code: str) -> None:
    slack = installed.slack
    before = await rows_of(installed, "bob")
    await tell(slack, "dana", f"level confirm {code} yes")
    after = await rows_of(installed, "bob")
    assert (after["depths"], after["changes"]) == (before["depths"], before["changes"])
    assert [(row["skill"], row["kind"], row["depth"]) for row in after["evidence"]] == [("docker", "peer", "working")]
    assert await depths_of(installed, "dana") == {}


async def test_a_no_leaves_nothing_behind(installed: Installed, code: str) -> None:
    slack = installed.slack
    await level(slack, "dana", f"confirm {code} no")
    kept = await rows_of(installed, "bob")
    assert (kept["evidence"], kept["confirmations"]) == ([], [])


async def test_a_code_is_answered_once_and_never_by_its_owner(installed: Installed, code: str) -> None:
    slack = installed.slack
    for own in (f"confirm {code}", f"confirm {code} yes"):
        assert "That code does not work" in await level(slack, "bob", own)
    assert (await rows_of(installed, "bob"))["evidence"] == []
    await level(slack, "dana", f"confirm {code.lower()} yes")  # typed as people type
    assert "That code does not work" in await level(slack, "emil", f"confirm {code} yes")
    assert len((await rows_of(installed, "bob"))["evidence"]) == 1


async def test_a_new_question_about_the_same_skill_replaces_the_old_one(installed: Installed, code: str) -> None:
    slack = installed.slack
    new = CODE.search(await level(slack, "bob", "confirm docker"))
    assert new is not None
    assert "That code does not work" in await level(slack, "dana", f"confirm {code} yes")
    await level(slack, "dana", f"confirm {new[0]} yes")
    assert len((await rows_of(installed, "bob"))["evidence"]) == 1


async def test_a_depth_that_changed_meanwhile_is_not_confirmed(installed: Installed, code: str) -> None:
    slack = installed.slack
    await level(slack, "bob", "set docker expert")
    await level(slack, "dana", f"confirm {code} yes")
    assert (await rows_of(installed, "bob"))["evidence"] == []


async def test_unanswered_for_fourteen_days_it_lapses(installed: Installed, clock: Clock, code: str) -> None:
    slack = installed.slack
    assert code in await level(slack, "bob", "evidence")
    clock.advance(days=13, hours=23)
    assert "Docker" in await level(slack, "dana", f"confirm {code}")
    clock.advance(hours=2)
    assert "That code does not work" in await level(slack, "dana", f"confirm {code}")
    assert "That code does not work" in await level(slack, "dana", f"confirm {code} yes")
    assert code not in await level(slack, "bob", "evidence")
    assert await depths_of(installed, "bob") == {"docker": "working", "mlflow": "expert"}


async def test_only_a_depth_that_is_set_can_be_asked_about(slack: Sandbox) -> None:
    assert "Docker" in await level(slack, "bob", "confirm docker")
    assert CODE.search(await level(slack, "bob", "confirm docker")) is None
    await level(slack, "bob", "set docker not yet")
    assert CODE.search(await level(slack, "bob", "confirm docker")) is None
    assert "Which skill?" in await level(slack, "bob", "confirm")


@pytest.mark.parametrize(("who", "asks", "yes"), ASKED)
async def test_the_colleague_reads_it_in_their_own_language(
    slack: Sandbox, code: str, who: str, asks: str, yes: str
) -> None:
    assert asks in await level(slack, who, f"confirm {code}")
    await press(slack, who, yes)
    assert slack.people[who].display_name in await level(slack, "bob", "evidence")
