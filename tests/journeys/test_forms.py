"""People set many depths at once in a form, from wherever they are; only what they changed is saved."""

from __future__ import annotations

import asyncio

import pytest

from bot.reception import Answer
from bot.slack import app
from sandbox import Sandbox, View
from storage.members import Who
from tests.conftest import Installed
from tests.journeys.asking import ask, buttons, last, press, tell, window, windows_text
from tests.journeys.keeping import depths_of, rows_of


@pytest.fixture
async def engineer(slack: Sandbox) -> Sandbox:
    """The workspace, where Bob is an MLOps engineer."""
    await ask(slack, "bob", "role mlops engineer middle", "/level")
    return slack


async def open_form(slack: Sandbox, number: int = 2, who: str = "bob") -> View:
    await ask(slack, who, f"form {number}", "/level")
    await slack.settled()
    return window(slack, who)


async def test_every_skill_of_the_role_stands_in_one_of_three_forms(engineer: Sandbox) -> None:
    await ask(engineer, "bob", "form", "/level")
    assert buttons(last(engineer, "bob")) == ["Open form 1", "Open form 2", "Open form 3"]
    asked = []
    for number in (1, 2, 3):
        form = await open_form(engineer, number)
        asked += [block["block_id"] for block in form.blocks if block["type"] == "input"]
    assert len(asked) == len(set(asked)) == 56


async def test_a_command_opens_the_form_and_only_changes_are_saved(installed: Installed, engineer: Sandbox) -> None:
    await ask(engineer, "bob", "set mlflow expert", "/level")
    form = await open_form(engineer)
    done = await engineer.submit("bob", form, {"ArgoCD": "Working", "Feature Stores": "Not for my job"})
    assert done.ok
    said = windows_text(engineer, "bob")
    assert "ArgoCD: Working" in said
    assert "Feature Stores: Not for my job" in said
    assert "MLflow" not in said
    assert await depths_of(installed, "bob") == {"mlflow": "expert", "argocd": "working", "feature-stores": "skip"}


async def test_what_is_set_is_shown_first_and_can_be_made_unknown_again(
    installed: Installed, engineer: Sandbox
) -> None:
    await ask(engineer, "bob", "set mlflow expert", "/level")
    form = await open_form(engineer)
    shown = {block["block_id"]: block["element"].get("initial_option") for block in form.blocks if "element" in block}
    assert shown["mlflow"]["value"] == "expert"
    assert shown["argocd"] is None
    await engineer.submit("bob", form, {"MLflow": "Not assessed"})
    assert await depths_of(installed, "bob") == {}


async def test_a_form_in_which_nothing_was_changed_changes_nothing(installed: Installed, engineer: Sandbox) -> None:
    await engineer.submit("bob", await open_form(engineer))
    assert "Nothing changed." in windows_text(engineer, "bob")
    assert (await rows_of(installed, "bob"))["depths"] == []


async def test_a_form_that_was_filled_in_from_top_to_bottom_is_saved_whole(
    installed: Installed, engineer: Sandbox
) -> None:
    for number in (1, 2, 3):
        form = await open_form(engineer, number)
        fields = [block["block_id"] for block in form.blocks if block["type"] == "input"]
        await engineer.submit("bob", form, dict.fromkeys(fields, "Not for my job"))
        assert f"Saved {len(fields)} depths" in windows_text(engineer, "bob")
    assert list((await depths_of(installed, "bob")).values()) == ["skip"] * 56


async def test_two_clicks_on_save_are_one_change(installed: Installed, engineer: Sandbox) -> None:
    form = await open_form(engineer)
    engineer.fill("bob", form, "ArgoCD", "Working")
    await asyncio.gather(engineer.submit("bob", form), engineer.submit("bob", form))
    await engineer.settled()
    changed = [row["batch"] for row in (await rows_of(installed, "bob"))["changes"] if row["subject"] == "argocd"]
    assert len(changed) == 1
    assert "ArgoCD" in await ask(engineer, "bob", "undo", "/level")


async def test_a_form_that_lay_open_writes_over_nothing_newer(installed: Installed, engineer: Sandbox) -> None:
    await ask(engineer, "bob", "set argocd awareness, mlflow awareness", "/level")
    form = await open_form(engineer)
    await tell(engineer, "bob", "level set mlflow expert")  # from the phone
    await engineer.submit("bob", form, {"ArgoCD": "Working"})
    assert await depths_of(installed, "bob") == {"argocd": "working", "mlflow": "expert"}


async def test_of_a_form_older_than_the_catalogue_everything_else_is_saved(
    installed: Installed, engineer: Sandbox
) -> None:
    form = await open_form(engineer)
    engineer.fill("bob", form, "ArgoCD", "Working")
    engineer.fill("bob", form, "MLflow", "Expert")
    left = next(block for block in form.blocks if block["block_id"] == "mlflow")
    left["block_id"] = "left-the-catalogue"
    form.picked["left-the-catalogue"] = form.picked.pop("mlflow")
    await engineer.submit("bob", form)
    said = windows_text(engineer, "bob")
    assert "no longer has left-the-catalogue" in said
    assert "ArgoCD, Working" in said
    assert await depths_of(installed, "bob") == {"argocd": "working"}


async def test_a_button_below_a_private_answer_opens_the_form(installed: Installed, engineer: Sandbox) -> None:
    await ask(engineer, "bob", "", "/level")
    await press(engineer, "bob", "Set many at once")
    await press(engineer, "bob", "Open form 2")
    await engineer.submit("bob", window(engineer, "bob"), {"ArgoCD": "Working"})
    assert await depths_of(installed, "bob") == {"argocd": "working"}


async def test_in_the_home_the_choice_of_forms_and_the_form_are_one_window(
    installed: Installed, engineer: Sandbox
) -> None:
    await engineer.open_home("bob")
    await engineer.wait_for(lambda: engineer.home_of("bob"))
    home = engineer.home_of("bob")
    assert home is not None
    await engineer.press("bob", home, "Set many at once")
    await engineer.settled()
    await engineer.press("bob", window(engineer, "bob"), "Open form 2")
    await engineer.settled()
    await engineer.submit("bob", window(engineer, "bob"), {"ArgoCD": "Working"})
    assert await depths_of(installed, "bob") == {"argocd": "working"}
    await engineer.press("bob", window(engineer, "bob"), "Undo")
    await engineer.settled()
    assert await depths_of(installed, "bob") == {}


async def test_where_no_form_can_open_by_itself_a_button_opens_it(installed: Installed, engineer: Sandbox) -> None:
    assert "Only what you change is saved" in await tell(engineer, "bob", "level form 2")
    await press(engineer, "bob", "Open the form", "@Rung")
    await engineer.submit("bob", window(engineer, "bob"), {"ArgoCD": "Working"})
    assert await depths_of(installed, "bob") == {"argocd": "working"}


async def test_an_answer_that_comes_late_brings_the_button_instead_of_the_form(
    installed: Installed, engineer: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack lets a form open within three seconds of what was typed."""

    async def take_time(who: Who, line: str) -> Answer:
        await asyncio.sleep(0.05)
        return await answer(who, line)

    async def keep_waiting(*_: object) -> None:
        return None

    reception = installed.rung.slack.reception
    answer = reception.answer
    monkeypatch.setattr(app, "IN_TIME", 0.01)
    monkeypatch.setattr(reception, "answer", take_time)
    monkeypatch.setattr(reception, "answer_at_once", keep_waiting)
    await engineer.command("bob", "#ml-platform", "/level", "form 2")
    await engineer.wait_for(lambda: buttons(last(engineer, "bob")) == ["Open the form"])
    assert engineer.open_view("bob") is None
    await press(engineer, "bob", "Open the form")
    await engineer.wait_for(lambda: engineer.open_view("bob"))
    await engineer.submit("bob", window(engineer, "bob"), {"ArgoCD": "Working"})
    assert await depths_of(installed, "bob") == {"argocd": "working"}


async def test_one_category_has_a_form_of_its_own_by_its_name_in_any_language(engineer: Sandbox) -> None:
    for named in ("Security", "資訊安全", "category:mlops-engineer/security"):
        await ask(engineer, "bob", f"form {named}", "/level")
        await engineer.settled()
        form = window(engineer, "bob")
        assert 0 < len([block for block in form.blocks if block["type"] == "input"]) < 10
        await engineer.close("bob", form)
    assert "no form “9”" in await ask(engineer, "bob", "form 9", "/level")


async def test_a_role_with_few_skills_has_one_form_and_it_opens_at_once(installed: Installed, slack: Sandbox) -> None:
    assert "Tell me your role first" in await ask(slack, "bob", "form", "/level")
    await ask(slack, "bob", "role data scientist none", "/level")
    await ask(slack, "bob", "form", "/level")
    await slack.settled()
    await slack.submit("bob", window(slack, "bob"), {"ML Deployment": "Awareness"})
    assert await depths_of(installed, "bob") == {"ml-deployment": "awareness"}


@pytest.mark.parametrize(
    ("who", "unset", "working"), [("alice", "還沒評估", "能獨立作業"), ("chen", "还没评估", "掌握")]
)
async def test_the_form_speaks_chinese(installed: Installed, who: str, unset: str, working: str) -> None:
    slack = installed.slack
    await ask(slack, who, "role mlops engineer middle", "/level")
    form = await open_form(slack, who=who)
    assert form.title == "你的程度"
    assert unset in slack.text_of(form)
    await slack.submit(who, form, {"ArgoCD": working})
    assert await depths_of(installed, who) == {"argocd": "working"}
