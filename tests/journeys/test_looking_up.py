"""People look things up: with /skill, in a direct message, in a mention, from the Home and with the shortcuts."""

from __future__ import annotations

import pytest

from sandbox import Sandbox
from tests.journeys.asking import ask, buttons, last


async def test_the_card_answers_only_the_asker_and_works_before_any_set_up(slack: Sandbox) -> None:
    card = await ask(slack, "bob", "mlflow")

    assert card.startswith("MLflow")
    assert "records experiment runs" in card
    assert "Junior Awareness → Middle Working → Senior Advanced" in card
    assert "003" in card
    assert "line 117" in card  # the source of its matrix row
    assert "Your depth*: not set yet" in card
    assert "nothing here is called mandatory" in card
    assert slack.seen_by("dana", "#ml-platform") == []


async def test_two_taps_set_role_and_level_and_the_card_then_speaks_of_them(slack: Sandbox) -> None:
    await ask(slack, "bob", "kubernetes core")
    await slack.press("bob", last(slack, "bob"), "Set my role")
    await slack.settled()
    await slack.press("bob", last(slack, "bob"), "MLOps Engineer")
    await slack.settled()
    await slack.press("bob", last(slack, "bob"), "Middle")
    await slack.settled()
    assert "Saved: MLOps Engineer, Middle." in slack.text_of(last(slack, "bob"))

    card = await ask(slack, "bob", "kubernetes core")
    assert "What the role MLOps Engineer expects" in card
    assert "Now, at Middle*: Working" in card
    assert "Next, at Senior*: Advanced (printed A)" in card


async def test_a_depth_is_set_by_one_press_and_shown_on_the_next_card(slack: Sandbox) -> None:
    await ask(slack, "bob", "docker")
    await slack.press("bob", last(slack, "bob"), "Working")
    await slack.settled()
    assert "Saved: Docker, Working." in slack.text_of(last(slack, "bob"))
    assert "Your depth*: Working" in await ask(slack, "bob", "docker")
    assert "Your depth*: not set yet" in await ask(slack, "dana", "docker")

    await ask(slack, "bob", "docker")
    await slack.press("bob", last(slack, "bob"), "Change my depth")
    await slack.settled()
    assert slack.text_of(last(slack, "bob")).startswith("Where are you with Docker?")
    await slack.press("bob", last(slack, "bob"), "Advanced")
    await slack.settled()
    assert "Saved: Docker, Advanced." in slack.text_of(last(slack, "bob"))


async def test_a_tool_borrows_the_expectation_of_what_it_serves(slack: Sandbox) -> None:
    await ask(slack, "bob", "role mlops engineer senior", "/level")
    card = await ask(slack, "bob", "feast")
    assert "through Feature Stores" in card


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("漂移偵測", "漂移偵測"),
        ("漂移檢測", "漂移偵測"),
        ("Drift 偵測", "漂移偵測"),
        ("資料 Drift", "漂移偵測"),
        ("漂移检测", "漂移检测"),
        ("漂移侦测", "漂移检测"),
        ("数据漂移", "漂移检测"),
        ("drift detection", "Drift Detection"),
        ("data drift", "Drift Detection"),
        ("drift monitoring", "Drift Detection"),
        ("how do I monitor drift", "Drift Detection"),
    ],
)
async def test_one_concept_has_many_spellings_and_answers_in_the_script_of_the_question(
    slack: Sandbox, typed: str, title: str
) -> None:
    assert (await ask(slack, "emil", typed)).startswith(title)


async def test_the_platforms_language_decides_for_people_who_chose_chinese_there(slack: Sandbox) -> None:
    assert "只有你看得到" in await ask(slack, "alice", "mlflow")  # zh-TW
    assert "只有你看得到" in await ask(slack, "chen", "mlflow")  # zh-CN
    assert "開源工具" in await ask(slack, "alice", "mlflow")
    assert "开源工具" in await ask(slack, "chen", "mlflow")
    assert (await ask(slack, "alice", "漂移检测")).startswith("漂移偵測")  # her Slack is Traditional


async def test_my_own_setting_outranks_the_platform(slack: Sandbox) -> None:
    await ask(slack, "alice", "language en", "/rung")
    assert "records experiment runs" in await ask(slack, "alice", "mlflow")
    await ask(slack, "alice", "language slack", "/rung")
    assert "開源工具" in await ask(slack, "alice", "mlflow")


async def test_when_the_profile_changes_the_language_follows(slack: Sandbox) -> None:
    assert "開源工具" in await ask(slack, "alice", "mlflow")
    await slack.update_profile("alice", locale="zh-CN")
    await slack.settled()
    assert "开源工具" in await ask(slack, "alice", "mlflow")


async def test_a_spelling_of_several_things_offers_the_choice(slack: Sandbox) -> None:
    choice = await ask(slack, "bob", "k8s")
    assert choice.startswith("Which one do you mean?")
    await slack.press("bob", last(slack, "bob"), "Kubernetes Advanced")
    await slack.settled()
    assert slack.text_of(last(slack, "bob")).startswith("Kubernetes Advanced")


async def test_typos_find_the_thing_and_off_topic_finds_three_ways_on(slack: Sandbox) -> None:
    assert (await ask(slack, "bob", "dokcer")).startswith("Docker")
    assert (await ask(slack, "bob", "ｍｌｆｌｏｗ")).startswith("MLflow")
    assert (await ask(slack, "bob", "kuberntes")).startswith("Kubernetes")
    for off_topic in ("salary", "banana"):
        reply = await ask(slack, "bob", off_topic)
        assert reply.startswith("I have nothing on that")
        assert len(buttons(last(slack, "bob"))) == 3


async def test_sharing_is_a_second_tap_and_shows_nothing_personal(slack: Sandbox) -> None:
    await ask(slack, "bob", "set mlflow expert", "/level")
    await ask(slack, "bob", "mlflow")
    assert slack.seen_by("dana", "#ml-platform") == []

    await slack.press("bob", last(slack, "bob"), "Share in this channel")
    await slack.settled()

    shared = slack.text_of(last(slack, "dana"))
    assert shared.startswith("MLflow")
    assert "Expert: Sets naming" in shared.replace("*", "")
    assert "Your depth" not in shared
    assert buttons(last(slack, "dana")) == []


async def test_a_direct_message_needs_no_command(slack: Sandbox) -> None:
    await slack.say("bob", "@Rung", "mlflow")
    await slack.settled()
    assert slack.text_of(last(slack, "bob", "@Rung")).startswith("MLflow")
    await slack.say("bob", "@Rung", "help")
    await slack.settled()
    assert slack.text_of(last(slack, "bob", "@Rung")).startswith("What I can do")


async def test_a_mention_in_a_channel_is_answered_to_the_asker_alone(slack: Sandbox) -> None:
    await slack.say("bob", "#ml-platform", "@Rung skill helm")
    await slack.settled()
    assert slack.text_of(last(slack, "bob")).startswith("Helm")
    assert all("Helm" not in slack.text_of(message)[:5] for message in slack.seen_by("dana", "#ml-platform"))


async def test_the_home_shows_what_to_try_and_its_buttons_open_a_window(slack: Sandbox) -> None:
    await slack.open_home("alice")
    await slack.settled()
    home = slack.home_of("alice")
    assert home is not None
    assert "查點東西" in slack.text_of(home)

    await slack.press("alice", home, "mlflow")
    await slack.settled()
    view = slack.open_view("alice")
    assert view is not None
    assert "開源工具" in slack.text_of(view)
    assert "分享到這個頻道" not in slack.text_of(view)

    await slack.press("alice", view, "能獨立作業")
    await slack.settled()
    view = slack.open_view("alice")
    assert view is not None
    assert "已記下：MLflow" in slack.text_of(view)


async def test_the_global_shortcut_asks_in_a_form_and_answers_in_it(slack: Sandbox) -> None:
    await slack.shortcut("bob", "look_up")
    await slack.settled()
    form = slack.open_view("bob")
    assert form is not None
    refused = await slack.submit("bob", form, {"asked": "   "})
    assert refused.errors == {"asked": "Write what you want to look up."}
    await slack.submit("bob", form, {"asked": "helm"})
    answer = slack.open_view("bob")
    assert answer is not None
    assert "Helm" in slack.text_of(answer)


async def test_the_message_shortcut_lists_the_skills_a_message_mentions(slack: Sandbox) -> None:
    said = await slack.say("dana", "#ml-platform", "we moved MLflow behind Istio & use 漂移偵測 now, go have lunch")
    await slack.shortcut("bob", "mentioned", said)
    await slack.settled()
    view = slack.open_view("bob")
    assert view is not None
    text = slack.text_of(view)
    assert all(name in text for name in ("MLflow", "Istio", "Drift Detection"))
    assert "Go" not in text.split()


async def test_every_shelf_pages_and_leads_on(slack: Sandbox) -> None:
    await ask(slack, "bob", "browse")
    await slack.press("bob", last(slack, "bob"), "Tools")
    await slack.settled()
    first = slack.text_of(last(slack, "bob"))
    await slack.press("bob", last(slack, "bob"), "More")
    await slack.settled()
    second = slack.text_of(last(slack, "bob"))
    assert "Page 1 of" in first
    assert "Page 2 of" in second
    await slack.press("bob", last(slack, "bob"), buttons(last(slack, "bob"))[0])
    await slack.settled()
    assert "Where the documents place it" in slack.text_of(last(slack, "bob"))


async def test_what_the_documents_do_not_say_is_said(slack: Sandbox) -> None:
    assert "no levels" in await ask(slack, "bob", "ai platform engineer")
    assert "nearest row is Model Serving" in await ask(slack, "bob", "ml deployment")
    assert "printed A" in await ask(slack, "bob", "mlflow") or "prints A" in await ask(slack, "bob", "mlflow")


async def test_a_tool_that_moved_on_carries_a_dated_note(slack: Sandbox) -> None:
    for tool in ("torchserve", "kfserving", "mlflow model registry"):
        assert "Note of 20" in await ask(slack, "bob", tool)


async def test_a_skill_named_inside_an_expectation_is_not_called_unmentioned(slack: Sandbox) -> None:
    await ask(slack, "bob", "role data scientist middle", "/level")
    card = await ask(slack, "bob", "drift detection")
    assert "The documents name nothing" not in card
    assert "[004, line 51]" in card


async def test_two_things_side_by_side_are_both_offered(slack: Sandbox) -> None:
    choice = await ask(slack, "bob", "kserve vs seldon")
    assert choice.startswith("Which one do you mean?")
    assert buttons(last(slack, "bob")) == ["KServe", "Seldon"]


async def test_shelves_and_verbs_are_known_in_chinese(slack: Sandbox) -> None:
    assert (await ask(slack, "alice", "瀏覽 工具")).startswith("工具")
    assert "第 1 頁" in await ask(slack, "alice", "browse 技能")


async def test_only_what_is_spelled_exactly_is_shared(slack: Sandbox) -> None:
    await ask(slack, "bob", "share dokcer")
    assert slack.seen_by("dana", "#ml-platform") == []
    await ask(slack, "bob", "share docker")
    assert slack.text_of(last(slack, "dana")).startswith("Docker")
