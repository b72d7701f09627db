"""A real browser for tests of the page; anything it complains about, or asks of others, fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright, expect

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 400, "height": 800}


@asynccontextmanager
async def browsing(url: str, locale: str = "en-US") -> AsyncIterator[Page]:
    """A page in Debian's chromium that may only ask `url`; the visitor's browser speaks `locale`."""
    if not os.access(CHROMIUM, os.X_OK):
        if os.environ.get("RUNG_NEEDS_BROWSER") == "1":
            pytest.fail(f"RUNG_NEEDS_BROWSER=1, but there is no browser at {CHROMIUM}.")
        pytest.skip("The page was not tried: chromium is missing (RUNG_NEEDS_BROWSER=1 makes this a failure).")
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(viewport=DESKTOP, locale=locale)
        page.set_default_timeout(15_000)
        expect.set_options(timeout=15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(url) else None)
        yield page
        await browser.close()
    assert complaints == []


async def visit(page: Page, url: str) -> None:
    """Open the page and wait until one can type."""
    await page.goto(url)
    await page.get_by_test_id("composer").wait_for()


async def type_and_send(page: Page, text: str) -> None:
    """Type into the composer, as a person does, and press Enter."""
    await page.get_by_test_id("composer").press_sequentially(text)
    await page.keyboard.press("Enter")
