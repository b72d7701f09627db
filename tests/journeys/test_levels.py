"""People say where they stand: a role and a level in two taps, several roles, depths one by one and many at once."""

from __future__ import annotations

import pytest

from sandbox import Sandbox
from skills.library import Library
from tests.conftest import Installed
from tests.journeys.asking import ask, buttons, last, press, tell
from tests.journeys.keeping import depths_of, rows_of


async def level(slack: Sandbox, who: str, text: str = "") -> str:
    return await ask(slack, who, text, "/level")


async def test_role_and_level_are_two_taps_and_nothing_is_assumed_before(slack: Sandbox) -> None:
    assert "You have set no role and no depth yet" in await level(slack, "bob")
    assert (await press(slack, "bob", "Set my role")).startswith("Which role is yours?")
    assert "Years" in await press(slack, "bob", "LLM Engineer")
    assert (await press(slack, "bob", "Middle")).startswith("Saved: LLM Engineer, Middle.")
    stands = await level(slack, "bob")
    assert "*Role*: LLM Engineer" in stands
    assert "*Level*: Middle" in stands
    assert slack.seen_by("dana", "#ml-platform") == []


async def test_each_document_keeps_its_own_ladder(slack: Sandbox) -> None:
    await level(slack, "bob", "role mlops engineer")
    assert buttons(last(slack, "bob")) == [
        *("Junior", "Middle", "Senior", "Lead / Staff", "Principal"),
        *("Junior", "Middle", "Senior"),  # the stages of the roadmap, on their own row
        "Without a level",
    ]
    await level(slack, "bob", "role ai full-stack engineer")
    assert buttons(last(slack, "bob"))[:3] == ["Entry stage", "Growth stage", "Expert stage"]
    assert "no levels, so there is none to choose" in await level(slack, "bob", "role ai platform engineer")


async def test_a_level_of_one_ladder_is_set_beside_the_nearest_of_another_with_its_support(slack: Sandbox) -> None:
    await level(slack, "bob", "role mlops engineer middle")
    stands = await level(slack, "bob")
    assert "Nearest in “" in stands
    assert "skills" in stands
    assert "no document" in stands
    await level(slack, "bob", "role llm engineer middle")
    assert "Nearest in “" not in await level(slack, "bob")


async def test_several_roles_are_kept_and_a_button_switches_between_them(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "bob", "role data scientist lead")
    await level(slack, "bob", "role mlops engineer middle")
    await level(slack, "bob", "set docker working")
    stands = await level(slack, "bob")
    assert "*Role*: MLOps Engineer" in stands
    assert "Data Scientist" in buttons(last(slack, "bob"))

    assert (await press(slack, "bob", "Data Scientist")).startswith("Saved: Data Scientist, Lead / Staff.")
    stands = await level(slack, "bob")
    assert "*Level*: Lead / Staff" in stands
    assert "*Docker*: Working" in stands  # one skill, one state, whatever the role
    assert "MLOps Engineer" in buttons(last(slack, "bob"))
    assert {row["role"]: row["level"] for row in (await rows_of(installed, "bob"))["member_roles"]} == {
        "data-scientist": "lead",
        "mlops-engineer": "middle",
    }


async def test_a_role_that_is_dropped_leaves_the_depths_and_the_next_one_is_current(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "bob", "role data scientist lead")
    await level(slack, "bob", "role mlops engineer middle")
    await level(slack, "bob", "set docker working")
    assert "MLOps Engineer is no longer among your roles" in await level(slack, "bob", "role drop mlops engineer")
    assert "*Role*: Data Scientist" in await level(slack, "bob")
    assert await depths_of(installed, "bob") == {"docker": "working"}
    assert "not among your roles" in await level(slack, "bob", "role drop mlops engineer")
    await level(slack, "bob", "role drop data scientist")
    await level(slack, "bob")
    assert "Set my role" in buttons(last(slack, "bob"))


@pytest.mark.parametrize(
    ("typed", "role", "rung"),
    [
        ("role mlops engineer senior", "mlops-engineer", "senior"),
        ("role mlops-engineer staff", "mlops-engineer", "lead"),
        ("role senior mlops engineer", "mlops-engineer", "senior"),
        ("ROLE  MLOps   Engineer  Principal", "mlops-engineer", "principal"),
        ("角色 MLOps 工程師 資深", "mlops-engineer", "senior"),
        ("角色 MLOps 工程师 资深", "mlops-engineer", "senior"),
        ("role ai full-stack engineer growth", "ai-full-stack-engineer", "growth-stage"),
        ("role data scientist none", "data-scientist", None),
        ("role mlops engineer roadmap-junior", "mlops-engineer", "roadmap-junior"),
    ],
)
async def test_role_and_level_can_be_typed(installed: Installed, typed: str, role: str, rung: str | None) -> None:
    await level(installed.slack, "bob", typed)
    (kept,) = (await rows_of(installed, "bob"))["member_roles"]
    assert (kept["role"], kept["level"]) == (role, rung)


@pytest.mark.parametrize(
    ("typed", "depths"),
    [
        ("set docker working", {"docker": "working"}),
        ("set kubernetes core advanced", {"kubernetes-core": "advanced"}),
        ("set helm not for my job", {"helm": "skip"}),
        ("set helm not yet", {"helm": "none"}),
        ("set docker 3", {"docker": "advanced"}),
        ("set docker=working mlflow=skip", {"docker": "working", "mlflow": "skip"}),
        ("set docker working, mlflow expert; helm skip", {"docker": "working", "mlflow": "expert", "helm": "skip"}),
        ("設定 docker 能獨立作業、漂移偵測 進階", {"docker": "working", "drift-detection": "advanced"}),
        ("设置 docker 掌握，helm 工作用不到", {"docker": "working", "helm": "skip"}),
        ("set docker working, docker expert", {"docker": "expert"}),
    ],
)
async def test_depths_can_be_typed_one_by_one_and_many_at_once(
    installed: Installed, typed: str, depths: dict[str, str]
) -> None:
    await level(installed.slack, "bob", typed)
    assert await depths_of(installed, "bob") == depths


async def test_a_list_may_be_as_long_as_one_has_patience_for(installed: Installed, library: Library) -> None:
    every = [entry.id for entry in library.catalogue.entries.values() if entry.matrix]
    await level(installed.slack, "bob", "set " + ", ".join(f"{skill.replace('-', ' ')} advanced" for skill in every))
    assert await depths_of(installed, "bob") == dict.fromkeys(every, "advanced")
    await level(installed.slack, "bob", "set " + " ".join(f"{skill}=expert" for skill in every))
    assert await depths_of(installed, "bob") == dict.fromkeys(every, "expert")


async def test_nothing_of_a_list_is_saved_when_one_of_it_cannot_be_read(installed: Installed) -> None:
    slack = installed.slack
    assert "I do not know the skill “banana”" in await level(slack, "bob", "set docker working, banana expert")
    assert "“ninja” is not a depth" in await level(slack, "bob", "set docker working, mlflow ninja")
    assert "no depth" in await level(slack, "bob", "set docker working, mlflow")
    assert "no depth" in await level(slack, "bob", "set docker=working mlflow advanced")
    assert await depths_of(installed, "bob") == {}


async def test_a_skill_without_a_depth_shows_what_each_depth_looks_like(installed: Installed) -> None:
    slack = installed.slack
    assert "Writes a multi-stage Dockerfile" in await level(slack, "bob", "set docker")
    assert "Saved: Docker, Advanced." in await press(slack, "bob", "Advanced")
    await level(slack, "bob", "set docker unknown")
    assert await depths_of(installed, "bob") == {}


async def test_the_same_words_work_in_a_direct_message_and_after_a_mention(slack: Sandbox) -> None:
    assert "Saved: MLOps Engineer, Senior." in await tell(slack, "bob", "level role mlops engineer senior")
    await slack.say("bob", "#ml-platform", "@Rung level set docker working")
    await slack.settled()
    assert "Saved: Docker, Working." in slack.text_of(last(slack, "bob"))
    assert [each for each in slack.seen_by("dana", "#ml-platform") if "Saved" in slack.text_of(each)] == []


async def test_in_chinese_everything_is_answered_in_the_reader_s_own_chinese(slack: Sandbox) -> None:
    assert "已記下：MLOps 工程師，資深。" in await level(slack, "alice", "role mlops engineer senior")
    assert "已记下：MLOps 工程师，资深。" in await level(slack, "chen", "role mlops engineer senior")
    assert "*角色*：MLOps 工程師" in await level(slack, "alice")
    assert "*级别*：资深" in await level(slack, "chen")
