"""People check themselves blindly: five questions, the depth's name after the pick, nothing kept before Save."""

from __future__ import annotations

import re

from sandbox import Sandbox
from tests.conftest import Installed
from tests.journeys.asking import ask, buttons, last, lines, press, tell
from tests.journeys.keeping import depths_of, rows_of

NAMES = ("Awareness", "Working", "Advanced", "Expert")


async def level(slack: Sandbox, text: str, who: str = "bob") -> str:
    return await ask(slack, who, text, "/level")


async def test_by_buttons_from_the_first_question_to_the_gaps(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "role mlops engineer middle")
    before = await rows_of(installed, "bob")
    first = await level(slack, "check")
    assert first.startswith("1 of 5: Model Serving")
    assert buttons(last(slack, "bob"))[:4] == ["1", "2", "3", "4"]
    assert not any(name in first for name in NAMES)

    second = await press(slack, "bob", "1")
    assert "Model Serving: you picked Working." in second
    assert second.startswith("2 of 5")
    third = await press(slack, "bob", "None of these yet")
    assert "you picked Not yet." in third
    fourth = await press(slack, "bob", "Not for my job")
    assert "you picked Not for my job." in fourth
    fifth = await press(slack, "bob", "4")
    assert fifth.startswith("5 of 5")
    summary = await press(slack, "bob", buttons(last(slack, "bob"))[-1])  # passes on the last
    assert summary.startswith("Your self-check")
    assert "*Model Serving*: Working – Puts a model behind KServe" in summary
    assert await rows_of(installed, "bob") == before

    assert "Saved 4 depths" in await press(slack, "bob", "Save")
    assert sorted((await depths_of(installed, "bob")).values())[1:] == ["none", "skip", "working"]
    assert len((await rows_of(installed, "bob"))["snapshots"]) == 1
    assert "Your next rung: Senior" in await press(slack, "bob", "My next rung")


async def test_no_question_gives_the_names_or_the_order_of_the_depths_away(slack: Sandbox) -> None:
    await level(slack, "role mlops engineer middle")
    question = await level(slack, "check")
    for _ in range(5):
        sentences = re.findall(r"^\*\d\* .*$", question, re.MULTILINE)
        assert len(sentences) == 4
        assert not any(name in "".join(sentences) for name in NAMES)
        assert not any(f"={name.casefold()}" in line for line in lines(last(slack, "bob")) for name in NAMES)
        question = await press(slack, "bob", "1")


async def test_typed_in_one_line_it_is_the_same(installed: Installed) -> None:
    slack = installed.slack
    summary = await tell(slack, "bob", "level check model-serving=1 docker=2 helm=pass")
    assert "*Model Serving*: Working" in summary
    assert "*Docker*: Advanced" in summary
    assert await depths_of(installed, "bob") == {}
    await tell(slack, "bob", "level check model-serving=1 docker=2 helm=pass save")
    assert await depths_of(installed, "bob") == {"model-serving": "working", "docker": "advanced"}


async def test_typed_question_by_question_with_the_line_each_question_shows(installed: Installed) -> None:
    slack = installed.slack
    said = await level(slack, "check")
    for _ in range(5):
        typed = next(line for line in said.splitlines() if "/level check" in line).partition("/level ")[2]
        said = await level(slack, typed)
    assert "Save" in buttons(last(slack, "bob"))
    await level(slack, f"{typed} save")
    assert len(await depths_of(installed, "bob")) == 5


async def test_the_next_check_asks_about_what_is_not_assessed_yet(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "role mlops engineer middle")
    first = await asked_about(slack)
    await level(slack, "check " + " ".join(f"{skill}=2" for skill in first) + " save")
    second = await asked_about(slack)
    assert len(first) == len(second) == 5
    assert not set(first) & set(second)


async def test_what_is_not_for_my_job_is_never_asked_about_again(slack: Sandbox) -> None:
    await level(slack, "role data scientist middle")
    asked: list[str] = []
    while "nothing left to ask" not in (await level(slack, "check")).casefold():
        five = await asked_about(slack)
        assert not set(five) & set(asked)
        asked += five
        await level(slack, "set " + " ".join(f"{skill}=skip" for skill in five))
    assert "mlflow" in asked


async def asked_about(slack: Sandbox) -> list[str]:
    """The skills of the check that Bob is offered now."""
    await level(slack, "check")
    return re.findall(r"(\S+)=", lines(last(slack, "bob"))[0])


async def test_after_passing_on_everything_there_is_nothing_to_save(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "check docker=pass helm=pass")
    assert "Save" not in buttons(last(slack, "bob"))
    assert "nothing to save" in await level(slack, "check docker=pass save")
    assert await depths_of(installed, "bob") == {}


async def test_what_is_no_answer_is_said_and_nothing_is_kept(installed: Installed) -> None:
    slack = installed.slack
    assert "“7”" in await level(slack, "check docker=7 save")
    assert "“gone”" in await level(slack, "check gone=1 docker=2 save")
    assert "docker" in await level(slack, "check docker save")
    assert await depths_of(installed, "bob") == {}


async def test_a_check_saved_twice_is_one_change_and_can_be_undone(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "check docker=2 helm=1 save")
    await level(slack, "check docker=2 helm=1 save")
    assert len({row["batch"] for row in (await rows_of(installed, "bob"))["changes"]}) == 1
    await level(slack, "undo")
    assert await depths_of(installed, "bob") == {}


async def test_in_chinese_the_sentences_are_chinese_too(installed: Installed) -> None:
    slack = installed.slack
    await level(slack, "role mlops engineer middle", "alice")
    question = await level(slack, "check", "alice")
    assert question.startswith("第 1 題，共 5 題：")
    assert "架起模型服務" in question
    assert "你選的是「能獨立作業」" in await press(slack, "alice", "1")
    await level(slack, "role mlops engineer middle", "chen")
    assert "搭起模型服务" in await level(slack, "check", "chen")
    assert "你选的是“掌握”" in await press(slack, "chen", "1")
