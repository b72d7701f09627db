"""The first minutes with Rung, by hand: a real browser on the sandbox's page, the real bot behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser import PHONE, browsing, type_and_send, visit
from tests.conftest import Installed


@pytest.fixture
async def page(installed: Installed) -> AsyncIterator[Page]:
    async with browsing(installed.slack.url) as page:
        await visit(page, installed.slack.url)
        yield page


def last(page: Page) -> Locator:
    return page.get_by_test_id("message").last


async def be(page: Page, handle: str) -> None:
    """Become somebody else by the menu at the foot of the page."""
    await page.get_by_test_id("me").click()
    await page.get_by_test_id(f"be-{handle}").click()
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_type_press_and_see_the_card_change(page: Page, installed: Installed) -> None:
    await type_and_send(page, "/skill mlflow")
    await expect(last(page)).to_contain_text("Only visible to you")
    await expect(last(page)).to_contain_text("records experiment runs")
    await last(page).get_by_role("button", name="Working").click()
    await expect(last(page)).to_contain_text("Saved: MLflow, Working.")
    await last(page).get_by_role("button", name="Open MLflow").click()
    await expect(last(page)).to_contain_text("Your depth: Working.")
    assert installed.slack.seen_by("dana", "#ml-platform") == []


async def test_another_person_reads_another_language_and_sees_nothing_of_mine(page: Page) -> None:
    await type_and_send(page, "/level set docker expert")
    await expect(last(page)).to_contain_text("Saved: Docker, Expert.")
    await be(page, "alice")
    await type_and_send(page, "/skill docker")
    await expect(last(page)).to_contain_text("你的程度：還沒設定")
    await be(page, "chen")
    await type_and_send(page, "/skill docker")
    await expect(last(page)).to_contain_text("你的程度：还没设置")


async def test_the_shortcut_opens_a_form_and_the_answer_comes_in_it(page: Page) -> None:
    await page.get_by_test_id("shortcuts").click()
    await page.get_by_role("menuitem", name="Look up a skill").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("kuberntes")
    await dialog.get_by_role("button", name="Look it up").click()
    await expect(dialog).to_contain_text("Runs containers across a cluster")
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def test_the_home_tab_and_a_phone(page: Page, installed: Installed) -> None:
    await page.set_viewport_size(PHONE)
    await type_and_send(page, "/skill drift detection")
    await expect(last(page)).to_contain_text("Drift Detection")
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
