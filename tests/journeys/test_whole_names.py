"""What changes something takes a skill at its whole name: nothing is saved that nobody said."""

from __future__ import annotations

import pytest

from sandbox import Sandbox
from tests.conftest import Installed
from tests.journeys.asking import ask, last, lines
from tests.journeys.keeping import rows_of


async def level(slack: Sandbox, text: str, who: str = "bob") -> str:
    """What somebody reads after /level."""
    return await ask(slack, who, text, "/level")


@pytest.mark.parametrize(
    "said",
    [
        "mlflow expert and helm none",
        "docker swarm expert",
        "docker hub working",
        "terraform helm none",
        "mlflow expert, helm none and docker working",
        "docker not working",
        "I never used mlflow expert",
        "everything but docker expert",
        "mlflow + helm expert",
        "mlflow/helm expert",
    ],
)
async def test_words_around_a_name_save_nothing_and_offer_the_nearest(installed: Installed, said: str) -> None:
    answer = await level(installed.slack, f"set {said}")
    assert "That did not work" in answer
    assert (await rows_of(installed, "bob"))["depths"] == []


@pytest.mark.parametrize(
    "said",
    [
        "Docker=working",
        "docker=working, mlflow=expert",
        "docker：working，MLflow: expert",
        "docker=working mlflow=expert",
        "dokcer=working",
        "docker=not yet",
        "kubernetes core = not for my job",
    ],
)
async def test_an_equals_sign_or_a_colon_may_stand_between_name_and_depth(installed: Installed, said: str) -> None:
    answer = await level(installed.slack, f"set {said}")
    assert "Saved" in answer, answer
    assert len((await rows_of(installed, "bob"))["depths"]) == (2 if "mlflow" in said.casefold() else 1)


async def test_a_wish_needs_the_whole_name_too(slack: Sandbox) -> None:
    assert "That did not work" in await ask(slack, "bob", "less not docker", "/gaps")
    assert "That did not work" in await ask(slack, "bob", "drop everything but docker", "/gaps")
    assert lines(last(slack, "bob"))[0] == "gaps drop docker"


async def test_a_line_that_is_too_long_saves_nothing_and_says_so(installed: Installed) -> None:
    many = ", ".join(["docker working"] * 400)
    assert "more than I read in one line" in await level(installed.slack, f"set {many}")
    assert (await rows_of(installed, "bob"))["depths"] == []


@pytest.mark.parametrize(
    "picks",
    ["docker=1 mlflow=2 kubernetes-core=1 argocd=2 terraform=3 helm=1 save", "docker=1 docker=2 save"],
)
async def test_a_check_takes_five_skills_each_once(installed: Installed, picks: str) -> None:
    assert "at most 5 skills" in await level(installed.slack, f"check {picks}")
    assert (await rows_of(installed, "bob"))["depths"] == []


async def test_a_number_of_a_thousand_digits_is_no_form(slack: Sandbox) -> None:
    await level(slack, "role mlops engineer middle")
    assert "There is no form" in await level(slack, f"form {'9' * 4_900}")


async def test_the_level_alone_is_enough_for_somebody_with_a_role(slack: Sandbox) -> None:
    await level(slack, "role mlops engineer junior")
    assert "Saved: MLOps Engineer, Senior." in await level(slack, "role senior")


async def test_an_undo_button_from_before_somebody_left_means_nothing_of_their_new_life(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "set docker working")
    old = last(slack, "bob")
    await ask(slack, "bob", "delete me for good", "/rung")
    slack_clock = installed.rung.slack.reception.now
    await level(slack, "set mlflow expert")
    undo = next(line for line in lines(old) if line.startswith("level undo"))
    if slack_clock().timestamp() - float(undo.rpartition("-")[2]) < 2:  # the same second by chance
        undo = undo.rpartition("-")[0] + "-1"
    assert "There is nothing to undo" in await level(slack, undo.removeprefix("level "))
    assert [row["skill"] for row in (await rows_of(installed, "bob"))["depths"]] == ["mlflow"]


async def test_a_second_press_says_what_holds_and_still_offers_undo(slack: Sandbox) -> None:
    for _ in range(2):
        await level(slack, "set docker working")
        assert any(line.startswith("level undo") for line in lines(last(slack, "bob")))
    undo = next(line for line in lines(last(slack, "bob")) if line.startswith("level undo")).removeprefix("level ")
    await level(slack, undo)
    assert "That did not work" not in await level(slack, undo)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("UTC+8", "Asia/Taipei"), ("gmt-5", "America/New_York"), ("localtime", None), ("pacific", None)],
)
async def test_an_offset_is_no_place_and_a_machine_s_own_time_is_none(
    slack: Sandbox, typed: str, first: str | None
) -> None:
    answer = await ask(slack, "bob", f"zone {typed}", "/rung")
    assert "Saved" not in answer
    offered = [line.removeprefix("rung zone ") for line in lines(last(slack, "bob"))]
    assert len(offered) == 3
    assert first in (None, offered[0])
    assert not any(each.startswith("Etc/") for each in offered)


@pytest.mark.parametrize(
    ("typed", "zone"), [("Beijing", "Asia/Shanghai"), ("台北", "Asia/Taipei"), ("纽约", "America/New_York")]
)
async def test_cities_in_chinese_and_beijing_are_places(slack: Sandbox, typed: str, zone: str) -> None:
    assert zone in await ask(slack, "bob", f"zone {typed}", "/rung")


async def test_a_code_is_read_however_it_is_spaced(slack: Sandbox) -> None:
    await level(slack, "set docker working", "alice")
    code = (await level(slack, "confirm docker", "alice")).split("/level confirm ")[1].split()[0].strip("*")
    for spelled in (code.replace("-", " "), code.replace("-", ""), code.replace("-", "–").lower()):
        assert "Docker" in await level(slack, f"confirm {spelled}", "dana")
        assert "That did not work" not in await level(slack, f"confirm {spelled}", "dana")
