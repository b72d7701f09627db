"""Posts ready-made bodies and nothing else, with the headers Slack's own library sends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import aiohttp
from slack_sdk.web.internal_utils import get_user_agent

AT_ONCE = 64  # posts under way, for every contestant
TOKEN = "xoxb-bench"
HEADERS = {
    "Content-Type": "application/json;charset=utf-8",
    "Authorization": f"Bearer {TOKEN}",
    "User-Agent": get_user_agent(),
}


class Outbox:
    """One open session; `post` sends one body."""

    def __init__(self, slack: str, bodies: Sequence[str]) -> None:
        self._url = f"{slack}chat.postMessage"
        self._bodies = [each.encode() for each in bodies]

    async def __aenter__(self) -> Outbox:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self._session.close()

    async def post(self, number: int) -> None:
        """Send the body with this number; raises what aiohttp raises."""
        async with self._session.post(self._url, data=self._bodies[number], headers=HEADERS) as answer:
            answer.raise_for_status()
            await answer.read()
