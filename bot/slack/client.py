"""The Slack Web API, as far as Rung calls it, with retries that cannot post anything twice."""

from __future__ import annotations

import asyncio

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.reception import Profile
from storage.members import Who

TIMEOUT = 10  # seconds for one call
PATIENCE = 1.0  # seconds to wait for a profile while somebody waits for an answer
# Whatever keeps a call from being answered; slack_sdk lets aiohttp's errors through.
UNREACHABLE = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)


def client(token: str | None, api_url: str) -> AsyncWebClient:
    """A client that waits out rate limits.

    The SDK's default also re-sends after a dropped connection, which would post a message twice.
    """
    url = api_url if api_url.endswith("/") else f"{api_url}/"
    return AsyncWebClient(
        token=token,
        base_url=url,
        timeout=TIMEOUT,
        retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
    )


def courier_client(token: str | None, api_url: str) -> AsyncWebClient:
    """A client that sends every call once: for messages of which the ledger decides whether to send them again."""
    slack = client(token, api_url)
    slack.retry_handlers = []
    return slack


class SlackProfiles:
    """Locale and time zone of a person, from `users.info`."""

    def __init__(self, slack: AsyncWebClient) -> None:
        self._slack = slack

    async def profile(self, who: Who) -> Profile:
        """The profile now; empty when Slack does not give it in time."""
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._slack.users_info(user=who.user, include_locale=True)
        except UNREACHABLE:
            return Profile()
        user = answer.get("user")
        return Profile(user.get("locale"), user.get("tz")) if isinstance(user, dict) else Profile()
