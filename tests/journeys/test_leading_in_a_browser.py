"""A lead of forty and a lead of two, by hand: a real browser on the sandbox's page, the real bot behind it."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser import PHONE, type_and_send
from tests.conftest import Installed
from tests.journeys.leading import crowd
from tests.journeys.test_in_a_browser import last, press


async def be(page: Page, handle: str, name: str) -> None:
    """Become somebody else by the menu at the foot of the page."""
    await page.get_by_test_id("me").click()
    await page.get_by_test_id(f"be-{handle}").click()
    await expect(page.get_by_role("button", name=f"You are {name}")).to_be_visible()


async def type_line(page: Page, text: str) -> None:
    """Type a line to its end: the space closes the list of names that # and @ open."""
    await type_and_send(page, f"{text} ")


async def test_a_lead_of_forty_from_being_named_to_the_file(page: Page, installed: Installed) -> None:
    await crowd(installed, 40, 12)
    await be(page, "dana", "Dana")
    await type_line(page, "/rung lead #ml-platform @bob")
    await expect(last(page)).to_contain_text("at least five people who said yes")

    await be(page, "bob", "Bob")
    await type_line(page, "/progress #ml-platform")
    await expect(last(page)).to_contain_text("at least 20 people")
    picture = last(page).get_by_role("img", name="Docker 5+")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 1080)
    await expect(last(page).get_by_role("table")).to_contain_text("GitHub Copilot")
    await press(page, "More")
    await expect(last(page)).to_contain_text("page 2 of 4")
    await press(page, "As a file")
    await press(page, "PDF")
    await page.get_by_test_id("app").click()
    await expect(last(page)).to_contain_text("rung-ml-platform.pdf")

    await page.get_by_role("button", name="# ml-platform").click()
    await be(page, "emil", "Emil")
    await type_line(page, "/rung who-looked #ml-platform")
    await expect(last(page)).to_contain_text("saved a file")


async def test_a_lead_of_two_reads_what_can_be_done_instead_and_nothing_else(page: Page, installed: Installed) -> None:
    await be(page, "dana", "Dana")
    await type_line(page, "/rung lead #ml-platform @bob")
    for who, name in (("emil", "Emil"), ("alice", "Alice")):
        await be(page, who, name)
        await type_line(page, "/level set docker expert")
        await type_line(page, "/rung share #ml-platform sums")
        await expect(last(page)).to_contain_text("#ml-platform")
    await be(page, "bob", "Bob")
    await type_line(page, "/progress #ml-platform")
    await expect(last(page)).to_contain_text("There are no sums of #ml-platform")
    await expect(last(page)).not_to_contain_text("Docker")
    await expect(last(page).get_by_role("img")).to_have_count(0)
    await press(page, "My own progress")
    await expect(last(page)).to_contain_text("You alone see this")


@pytest.mark.parametrize(("who", "counted"), [("alice", "至少 20 人"), ("chen", "至少 20 人")])
async def test_on_a_phone_in_chinese_the_screen_fits(page: Page, installed: Installed, who: str, counted: str) -> None:
    await crowd(installed, 20, 6)
    await be(page, "dana", "Dana")
    await type_line(page, f"/rung lead #ml-platform @{who}")
    await be(page, who, who.title())
    await page.set_viewport_size(PHONE)
    await type_line(page, "/progress #ml-platform")
    await expect(last(page)).to_contain_text(counted)
    await expect(last(page).get_by_role("img", name="Docker 5+")).to_have_js_property("naturalWidth", 1080)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
