"""The page, in a real browser, against a small Bolt app."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from tests.browser import PHONE, browsing, type_and_send
from tests.browser import visit as open_page


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


CARD: list[dict[str, Any]] = [
    {"type": "header", "text": plain("MLflow")},
    {"type": "section", "text": mrkdwn("Tracks *experiments* &amp; <https://mlflow.org|models>, ask <@U0CHEN000>")},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "text": plain("Start the lab"), "style": "primary", "action_id": "start"},
            {"type": "button", "text": plain("Set level"), "action_id": "form"},
            {
                "type": "button",
                "text": plain("Forget"),
                "action_id": "forget",
                "confirm": {
                    "title": plain("Sure?"),
                    "text": mrkdwn("It goes away."),
                    "confirm": plain("Yes"),
                    "deny": plain("No"),
                },
            },
        ],
    },
]
OPTIONS = [{"text": plain(name), "value": name.lower()} for name in ("Junior", "Middle", "Senior")]
MODAL = {
    "type": "modal",
    "callback_id": "level",
    "title": plain("Your level"),
    "submit": plain("Save"),
    "private_metadata": "kept-on-the-server",
    "blocks": [
        {
            "type": "input",
            "block_id": "level",
            "label": plain("Level"),
            "element": {"type": "static_select", "action_id": "pick", "options": OPTIONS},
        },
        {
            "type": "input",
            "block_id": "why",
            "label": plain("Why"),
            "optional": True,
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
    ],
}


@pytest.fixture
async def page(slack: Sandbox) -> AsyncIterator[Page]:
    """A visitor from Taipei, so Alice is whom the page takes them for."""
    async with browsing(slack.url, "zh-TW") as page:
        yield page


@pytest.fixture
def app(bolt: AsyncApp, client: AsyncWebClient) -> AsyncApp:
    @bolt.command("/skill")
    async def skill(ack: Any, command: dict[str, Any], respond: Any) -> None:
        await ack()
        if command["text"] == "slow":
            await asyncio.sleep(0.5)
        await respond(text="MLflow", blocks=CARD)

    @bolt.command("/progress")
    async def progress(ack: Any) -> None:
        await asyncio.sleep(0.5)
        await ack("*Fine*")

    @bolt.action("start")
    async def start(ack: Any, respond: Any) -> None:
        await ack()
        await respond(replace_original=True, text="Lab started")

    @bolt.action("form")
    async def form(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @bolt.action("forget")
    async def forget(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)

    @bolt.shortcut("look_up")
    async def look_up(ack: Any, respond: Any) -> None:
        await ack()
        await respond("Looked up")

    @bolt.view("level")
    async def level(ack: Any, view: dict[str, Any]) -> None:
        if view["state"]["values"]["why"]["text"]["value"] is None:
            await ack(response_action="errors", errors={"why": "Say why"})
        else:
            await ack()

    @bolt.event("app_home_opened")
    async def home(event: dict[str, Any]) -> None:
        blocks = [{"type": "header", "text": plain("Your next rung")}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @bolt.event("message")
    @bolt.event("app_mention")
    async def message(event: dict[str, Any], say: Any) -> None:
        if "bot_id" not in event:
            await say(text="Hello!", thread_ts=event["ts"] if event["type"] == "app_mention" else None)

    return bolt


async def visit(page: Page, slack: Sandbox, path: str = "") -> None:
    await open_page(page, f"{slack.url}/{path}")


async def test_a_first_visit_ends_with_a_card(page: Page, slack: Sandbox, app: AsyncApp) -> None:
    await visit(page, slack)
    await expect(page.get_by_test_id("strip")).to_have_text("Sandbox – everything stays on this laptop")
    await expect(page.get_by_test_id("intro")).to_contain_text("Welcome to the #ml-platform channel")

    await page.get_by_test_id("try-skill").click()
    await expect(page.get_by_test_id("composer")).to_have_value("/skill ")
    await type_and_send(page, "mlflow")

    card = page.get_by_test_id("message").last
    await expect(card).to_contain_text("Only visible to you")
    await expect(card.locator("b", has_text="experiments")).to_be_visible()
    await expect(card.get_by_role("link", name="models")).to_have_attribute("href", "https://mlflow.org")
    await expect(card).to_contain_text("@Chen Wei")
    assert slack.seen_by("bob", "#ml-platform") == []

    await card.get_by_role("button", name="Start the lab").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("Lab started")
    await page.reload()
    await expect(page.get_by_test_id("message").last).to_contain_text("Lab started")
    await page.get_by_test_id("dismiss").click()
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_commands_complete_with_the_keyboard(page: Page, slack: Sandbox, app: AsyncApp) -> None:
    await visit(page, slack)
    composer = page.get_by_test_id("composer")
    await composer.press_sequentially("/")
    await expect(page.get_by_test_id("completion")).to_contain_text("[skill or tool]")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await expect(composer).to_have_value("/progress ")

    await composer.press_sequentially("#ml")
    await page.keyboard.press("Enter")
    await expect(composer).to_have_value("/progress #ml-platform ")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("waiting")).to_contain_text("/progress #ml-platform")
    await expect(page.get_by_test_id("message").last).to_contain_text("Fine")
    await expect(page.get_by_test_id("waiting")).to_have_count(0)
    assert slack.deliveries[-1].payload["text"] == "<#C0MLPLAT0|ml-platform>"

    await type_and_send(page, "/nope")
    await expect(page.get_by_test_id("complaint")).to_contain_text("/nope is not a valid command")
    await composer.fill("/")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("completion")).to_be_hidden()


async def test_a_modal_is_filled_corrected_and_saved(page: Page, slack: Sandbox, app: AsyncApp) -> None:
    await visit(page, slack)
    await type_and_send(page, "/skill mlflow")
    await page.get_by_role("button", name="Set level").click()
    dialog = page.get_by_role("dialog", name="Your level")
    await dialog.wait_for()
    state = await page.request.get(f"{slack.url}/sandbox/state?person=U0ALICE00&place=C0MLPLAT0")
    assert "kept-on-the-server" not in await state.text()

    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_test_id("field-error").first).to_have_text("Please complete this required field.")
    await dialog.get_by_test_id("select").click()
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_visible()
    await dialog.get_by_test_id("select").click()
    await page.keyboard.type("sen")
    await page.keyboard.press("Enter")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_test_id("field-error").last).to_have_text("Say why")
    await dialog.get_by_label("Why").fill("Because")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_have_count(0)

    submitted = slack.deliveries[-1].payload["view"]
    assert submitted["state"]["values"]["level"]["pick"]["selected_option"]["value"] == "senior"
    assert submitted["state"]["values"]["why"]["text"]["value"] == "Because"
    assert submitted["private_metadata"] == "kept-on-the-server"

    await page.get_by_role("button", name="Set level").click()
    await dialog.wait_for()
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    assert slack.open_view("alice") is None


async def test_confirmations_ask_first(page: Page, slack: Sandbox, app: AsyncApp) -> None:
    await visit(page, slack)
    await type_and_send(page, "/skill mlflow")
    await page.get_by_role("button", name="Forget").click()
    await page.get_by_test_id("confirm").get_by_role("button", name="No").click()
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await page.get_by_role("button", name="Forget").click()
    await page.get_by_test_id("confirm").get_by_role("button", name="Yes").click()
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_being_somebody_else(page: Page, slack: Sandbox, app: AsyncApp) -> None:
    await visit(page, slack)
    await type_and_send(page, "/skill mlflow")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    lang = page.get_by_test_id("message-text").last
    await expect(lang).to_have_attribute("lang", "zh-Hant-TW")

    await page.get_by_test_id("me").click()
    await expect(page.get_by_role("menu")).to_contain_text("zh-CN · Shanghai")
    await page.get_by_test_id("be-chen").click()
    await expect(page.get_by_test_id("me")).to_have_attribute("aria-label", "You are Chen Wei 陈伟. Be somebody else")
    await expect(page.get_by_test_id("message")).to_have_count(0)
    await expect(page.get_by_test_id("channel-serving-team")).to_have_count(0)
    await type_and_send(page, "@Rung 你好")
    await expect(lang).to_have_attribute("lang", "zh-Hans-CN")

    await page.get_by_test_id("thread-link").click()
    await expect(page.get_by_test_id("thread-messages")).to_contain_text("Hello!")
    await page.reload()
    await expect(page.get_by_test_id("me")).to_have_attribute("data-person", "U0CHEN000")


async def test_messages_of_others_and_shortcuts_on_them(page: Page, slack: Sandbox, app: AsyncApp) -> None:
    await visit(page, slack)
    await slack.say("bob", "#random", "psst")
    await slack.say("bob", "#ml-platform", "<script>alert(1)</script> *bold* <b>no</b> javascript:alert(1)")
    message = page.get_by_test_id("message")
    await expect(message).to_contain_text("<script>alert(1)</script> bold <b>no</b>")
    await expect(page.get_by_test_id("channel-random")).to_have_class("side-item unread")

    await message.hover()
    await message.get_by_test_id("more-actions").click()
    await page.get_by_test_id("shortcut-look_up").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("Looked up")
    await message.first.hover()
    await message.first.get_by_test_id("react").click()
    await page.get_by_role("menu").get_by_label("tada").click()
    await expect(message.first.get_by_role("button", name="tada: 1")).to_be_visible()


async def test_home_messages_and_the_clock(page: Page, slack: Sandbox, app: AsyncApp) -> None:
    await visit(page, slack)
    await page.get_by_test_id("app").click()
    await type_and_send(page, "hi")
    await expect(page.get_by_test_id("message").last).to_contain_text("Hello!")
    await page.get_by_test_id("tab-home").click()
    await expect(page.get_by_test_id("home")).to_contain_text("Your next rung")

    await page.get_by_test_id("clock").click()
    await page.get_by_text("Next Monday 09:00").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("09:00")
    await expect(page.get_by_test_id("clock")).to_contain_text("Mon")
    assert slack.clock.utc().strftime("%a %H:%M") == "Mon 01:00"  # 09:00 in Taipei
    await page.get_by_test_id("clock").click()
    await page.get_by_text("Back to now").click()
    await slack.wait_for(lambda: slack.clock.offset == 0)


async def test_a_phone_and_an_app_that_is_gone(page: Page, slack: Sandbox, app: AsyncApp) -> None:
    await page.set_viewport_size(PHONE)
    await visit(page, slack)
    await type_and_send(page, "/skill mlflow")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 400
    await expect(page.get_by_test_id("channel-random")).not_to_be_visible()
    await page.get_by_role("button", name="Show the sidebar").click()
    await page.get_by_test_id("channel-random").click()
    await expect(page.get_by_test_id("intro")).to_contain_text("#random")

    await expect(page.get_by_test_id("banner")).to_be_hidden()
    slack.reach("http://127.0.0.1:9/slack/events")
    await type_and_send(page, "/skill mlflow")
    await expect(page.get_by_test_id("message").last).to_contain_text('failed with the error "dispatch_failed"')
    await expect(page.get_by_test_id("banner")).to_contain_text("Rung cannot be reached at http://127.0.0.1:9")


async def test_the_pages_actions_take_json_from_this_machine_only(slack: Sandbox) -> None:
    say = {"person": "alice", "conversation": "#random", "text": "hi"}
    async with httpx.AsyncClient(base_url=slack.url) as http:
        form = await http.post("/sandbox/do/say", data=say)
        strange = await http.post("/sandbox/do/say", json=say, headers={"Origin": "https://evil.example"})
        rebound = await http.get("/sandbox/state", headers={"Host": "evil.example"})
        unknown = await http.post("/sandbox/do/nothing", json=say)
        wrong = await http.post("/sandbox/do/say", json=say | {"conversation": "#nowhere"})
        fine = await http.post("/sandbox/do/say", json=say, headers={"Origin": slack.url})
        index = await http.get("/")

    assert [answer.status_code for answer in (form, strange, rebound, unknown)] == [415, 403, 403, 404]
    assert wrong.json()["error"].startswith("There is no conversation '#nowhere'")
    assert fine.status_code == 200
    assert "default-src 'self'" in index.headers["content-security-policy"]
    assert [message.text for message in slack.seen_by("bob", "#random")] == ["hi"]
