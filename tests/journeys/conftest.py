"""A clock that journeys may move, which Slack and Rung both read; and a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page

from sandbox import Clock
from tests.browser import browsing, visit
from tests.conftest import Installed


@pytest.fixture
def clock(installed: Installed) -> Clock:
    """Moves time for everybody; signatures keep real time."""
    installed.rung.slack.reception.now = installed.slack.clock.utc
    return installed.slack.clock


@pytest.fixture
async def page(installed: Installed) -> AsyncIterator[Page]:
    """The sandbox's page in a real browser, with the bot behind it."""
    async with browsing(installed.slack.url) as page:
        await visit(page, installed.slack.url)
        yield page
