"""Slack's courier: one post per message, never repeated by itself, and the conversation's history as the witness."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import structlog
from aiohttp.abc import AbstractStreamWriter
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.courier import Address, Found, Later, NotThere, Outcome, Refused, Sent, Stamp, Unsure
from bot.messages.elements import Message
from bot.slack import draw

EVENT = "rung_nudge"  # the type of the metadata that our messages carry
BUSY = 30.0  # seconds to wait when Slack says 429 without saying how long
DOWN = 20.0  # seconds to leave Slack alone when it cannot be reached
_JSON = {"Content-Type": "application/json;charset=utf-8"}
PAGE = 15  # messages of a history in one answer: what Slack gives apps outside its Marketplace at most

# https://docs.slack.dev/reference/methods/chat.postMessage#errors
_EVERYBODY = {
    "access_denied", "account_inactive", "ekm_access_denied", "enterprise_is_restricted", "invalid_auth",
    "missing_scope", "no_permission", "not_allowed_token_type", "not_authed", "org_login_required",
    "team_access_not_granted", "team_not_found", "token_expired", "token_revoked", "two_factor_setup_required",
}  # fmt: skip
_REMOVED = {"account_inactive", "token_revoked"}
_PERSON = {
    "cannot_dm_bot", "cannot_reply_to_message", "channel_not_found", "is_archived", "is_inactive",
    "messages_tab_disabled", "not_in_channel", "restricted_action", "restricted_action_read_only_channel",
    "user_disabled", "user_not_found", "user_not_visible",
}  # fmt: skip
_UNSURE = {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}

log = structlog.get_logger()


class Letter(aiohttp.BytesPayload):
    """A body that leaves this machine only while it is in time: a process may be stopped at any point before that.

    aiohttp holds the headers back until the body is there.
    """

    def __init__(self, body: bytes, in_time: Callable[[], bool]) -> None:
        super().__init__(body, content_type=_JSON["Content-Type"])
        self._in_time = in_time
        self.withheld = False

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        """Hand it to the socket; raises TimeoutError when it is too late for that."""
        if not self._in_time():
            self.withheld = True
            raise TimeoutError
        await super().write_with_length(writer, content_length)


class SlackCourier:
    """Posts as the bot. `slack` must have no retry handlers: the ledger alone decides whether to send again."""

    def __init__(self, slack: AsyncWebClient) -> None:
        if slack.retry_handlers:
            raise ValueError("a client that repeats posts by itself would send nudges twice")
        # Of a logger without a level of its own the SDK thinks that it listens to everything, and writes out each
        # request and each answer for nobody.
        slack.logger.setLevel(slack.logger.getEffectiveLevel())
        self._slack = slack

    async def direct(
        self, address: Address, message: Message, stamp: Stamp, in_time: Callable[[], bool]
    ) -> Outcome:  # fmt: skip
        """Post into the person's own conversation with the bot."""
        about = {"kind": stamp.kind, "skill": stamp.skill, "minutes": stamp.minutes}
        payload = {"key": stamp.key} | {name: value for name, value in about.items() if value is not None}
        theirs = {"channel": address.user, "metadata": {"event_type": EVENT, "event_payload": payload}}
        letter: Any = Letter(_body(message, theirs), in_time)  # aiohttp takes it, whatever the SDK's types say
        try:
            answer = await self._slack.api_call("chat.postMessage", data=letter, headers=dict(_JSON))
        except SlackApiError as error:
            return _refusal(error)
        except aiohttp.ClientConnectorError:  # nothing left this machine
            return Later(DOWN)
        except Exception as error:  # the SDK lets network errors through, and trips over answers that are no JSON
            if letter.withheld:
                return Later(0.0, everybody=False)
            log.warning("nudge without an answer", error=type(error).__name__)
            return Unsure()
        return Sent(str(answer["channel"]), str(answer["ts"]))

    async def find(self, address: Address, key: str, since: dt.datetime) -> Found:
        """Read the conversation back to `since`, page by page."""
        try:
            opened = await self._slack.conversations_open(users=address.user)
            channel, cursor = str(opened["channel"]["id"]), ""
            while True:
                page = await self._slack.conversations_history(
                    channel=channel, oldest=f"{since.timestamp():.6f}", include_all_metadata=True, limit=PAGE,
                    cursor=cursor or None,
                )  # fmt: skip
                if (found := _with_key(page.get("messages") or [], channel, key)) is not None:
                    return found
                cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor:
                    return NotThere()
        except SlackApiError as error:
            refused = _refusal(error)
            return Unsure(refused.seconds) if isinstance(refused, Later) else refused
        except Exception as error:
            log.warning("history without an answer", error=type(error).__name__)
            return Unsure(DOWN)


def _body(message: Message, theirs: dict[str, Any]) -> bytes:
    """The JSON of a post: what everybody gets, made once, and what is this person's."""
    return f"{draw.post_json(message)[:-1]}, {json.dumps(theirs)[1:]}".encode()


def _with_key(messages: list[dict[str, Any]], channel: str, key: str) -> Sent | None:
    for each in messages:
        metadata = each.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == EVENT and payload.get("key") == key:
            stamp = Stamp(key, str(payload.get("kind", "")), payload.get("skill"), payload.get("minutes"))
            return Sent(channel, str(each["ts"]), stamp)
    return None


def _refusal(error: SlackApiError) -> Later | Refused | Unsure:
    """What an answer that is not ok means: 429 was not sent, a 5xx may have been, the rest never will be."""
    # Behind an answer that is no JSON the SDK leaves aiohttp's response in place of its own.
    response = error.response
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    data = getattr(response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return Later(_seconds(response.headers.get("Retry-After")))
    if status >= 500 or code in _UNSURE or not code:
        return Unsure(DOWN if status == 503 else 0.0)
    return Refused(code, everybody=code in _EVERYBODY, person=code in _PERSON, removed=code in _REMOVED)


def _seconds(retry_after: str | None) -> float:
    try:
        return max(1.0, float(retry_after or BUSY))
    except ValueError:
        return BUSY
