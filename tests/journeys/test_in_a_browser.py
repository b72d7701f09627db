"""The first minutes with Rung, by hand: a real browser on the sandbox's page, the real bot behind it."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from tests.browser import PHONE, type_and_send
from tests.conftest import Installed


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


async def press(page: Page, button: str) -> None:
    """Click a button of the last message; of two with the same name, one for each ladder, the first."""
    await last(page).get_by_role("button", name=button, exact=True).first.click()


async def test_an_engineer_in_taipei_goes_from_the_first_role_to_the_home_by_clicking_alone(page: Page) -> None:
    await be(page, "alice")
    await type_and_send(page, "/level")
    await press(page, "設定我的角色")
    await press(page, "MLOps 工程師")
    await press(page, "中階")
    await expect(last(page)).to_contain_text("已記下：MLOps 工程師，中階。")

    await press(page, "自評，90 秒")
    for number in range(1, 6):
        await expect(last(page)).to_contain_text(f"第 {number} 題，共 5 題")
        await press(page, str(number % 4 + 1))
    await press(page, "儲存")
    await expect(last(page)).to_contain_text("5 項程度")
    await press(page, "我的下一級")
    await expect(last(page)).to_contain_text("你的下一級 · 資深")
    await expect(last(page)).to_contain_text("進階")

    await press(page, "一次設定多項")
    await press(page, "開啟表單 2")
    form = page.get_by_role("dialog", name="你的程度")
    await form.get_by_role("combobox", name="ArgoCD").click()
    await page.get_by_test_id("option").filter(has_text="專家").click()
    await form.get_by_role("button", name="儲存").click()
    await expect(page.get_by_role("dialog")).to_contain_text("ArgoCD")
    await page.keyboard.press("Escape")

    await page.get_by_test_id("app").click()
    await page.get_by_test_id("tab-home").click()
    home = page.get_by_test_id("home")
    await expect(home).to_contain_text("MLOps 工程師 · 中階")
    picture = home.get_by_role("img", name="MLOps 工程師")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 1080)


async def test_on_a_phone_the_home_with_its_picture_fits(page: Page, installed: Installed) -> None:
    await be(page, "alice")
    for text in ("role mlops engineer middle", "set docker working, mlflow expert"):
        await installed.slack.command("alice", "#ml-platform", "/level", text)
    await installed.slack.open_home("alice")
    await page.set_viewport_size(PHONE)
    await page.get_by_role("button", name="Show the sidebar").click()
    await page.get_by_test_id("app").click()
    await page.get_by_test_id("tab-home").click()
    picture = page.get_by_test_id("home").get_by_role("img", name="MLOps 工程師")
    await expect(picture).to_have_js_property("naturalWidth", 1080)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
