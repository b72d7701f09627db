"""A back-end engineer looks at the switch to MLOps: seven steps in order, with credit for what they know."""

from __future__ import annotations

import re

import pytest

from sandbox import Sandbox
from tests.conftest import Installed
from tests.journeys.asking import EN, ask, buttons, last, lines, press
from tests.journeys.keeping import depths_of, rows_of


async def gaps(slack: Sandbox, text: str = "", who: str = "bob") -> str:
    return await ask(slack, who, text, "/gaps")


def steps(said: str) -> list[str]:
    return re.findall(r"^\*(\d)\.\*", said, re.MULTILINE)


async def test_seven_steps_in_order_and_three_taps_credit_what_one_knows(installed: Installed) -> None:
    slack = installed.slack
    said = await gaps(slack, "path backend mlops")
    assert steps(said) == list("1234567")
    assert "[001, line 125]" in said
    assert EN("path-next", number=1) in said

    for known in ("Docker: Working", "GitLab CI: Working", "Kubernetes Core: Working"):
        said = await press(slack, "bob", known)
    assert EN("path-credited", skills="Docker, GitLab CI, Kubernetes Core") in said
    assert EN("path-has", skills="Docker") in said
    assert EN("path-has", skills="Kubernetes Core") in said
    assert await depths_of(installed, "bob") == dict.fromkeys(("docker", "gitlab-ci", "kubernetes-core"), "working")
    assert {row["why"] for row in (await rows_of(installed, "bob"))["changes"]} == {"path"}
    assert "Docker: Not assessed" not in await ask(slack, "bob", "undo", "/level")


async def test_what_somebody_knows_already_is_credited_without_a_tap(slack: Sandbox) -> None:
    await ask(slack, "bob", "set mlflow working, experiment tracking expert, docker awareness", "/level")
    said = await gaps(slack, "path backend mlops")
    assert EN("path-has", skills="MLflow, Experiment Tracking") in said
    assert EN("path-low", skills="Docker") in said
    assert EN("path-next", number=2) in said
    assert "Docker: Working" not in buttons(last(slack, "bob"))  # said already, and not for the path to change


async def test_a_depth_is_never_lowered_by_a_tap_on_an_old_message(installed: Installed) -> None:
    slack = installed.slack
    await gaps(slack, "path backend mlops")
    old = last(slack, "bob")
    await ask(slack, "bob", "set docker expert", "/level")
    await slack.press("bob", old, "Docker: Working")
    await slack.settled()
    assert (await depths_of(installed, "bob"))["docker"] == "expert"


async def test_only_what_the_path_takes_as_known_is_said_by_a_tap(installed: Installed) -> None:
    slack = installed.slack
    assert EN("sorry-gone") in await gaps(slack, "path backend-to-mlops know mlflow")
    assert await depths_of(installed, "bob") == {}


async def test_the_next_step_leads_on_to_its_skills(slack: Sandbox) -> None:
    await gaps(slack, "path backend mlops")
    assert lines(last(slack, "bob"))[-2:] == ["skill mlflow", "skill experiment-tracking"]
    assert (await press(slack, "bob", EN("button-open-skill", skill="MLflow"))).startswith("MLflow")


@pytest.mark.parametrize("typed", ["path", "path backend-to-mlops", "path devops to mlops", "路徑", "转岗"])
async def test_paths_are_found_by_what_people_call_them(slack: Sandbox, typed: str) -> None:
    said = await gaps(slack, typed)
    assert "MLOps" in said
    assert "went wrong" not in said


async def test_an_unknown_path_shows_the_ones_there_are(slack: Sandbox) -> None:
    await gaps(slack, "path cook to pilot")
    assert lines(last(slack, "bob")) == ["gaps path backend-to-mlops"]


@pytest.mark.parametrize(("who", "credited"), [("alice", "Docker：能獨立作業"), ("chen", "Docker：掌握")])
async def test_the_path_reads_in_chinese(slack: Sandbox, who: str, credited: str) -> None:
    said = await gaps(slack, "path backend mlops", who)
    assert steps(said) == list("1234567")
    assert credited in buttons(last(slack, who))
    assert "[001" not in said  # brackets of our own side
