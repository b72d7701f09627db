"""Sends an answer after the acknowledgement: through the response URL, a conversation, or a view."""

from __future__ import annotations

import json
import weakref
from collections.abc import Sequence
from typing import Any

import httpx
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.messages.elements import File, Message
from bot.slack import draw
from bot.slack.client import UNREACHABLE

log = structlog.get_logger()


class Replies:
    """The ways back to a person. A reply that cannot be delivered is logged and given up: it was asked for once."""

    def __init__(self, slack: AsyncWebClient, http: httpx.AsyncClient) -> None:
        self._slack = slack
        self._http = http

    async def through(self, response_url: str, message: Message, replace: bool, picture: str | None = None) -> bool:
        """Answer through a response URL: in place of the message whose button was pressed, or as a new one.

        `picture` is the Slack file of its chart. False when the answer could not be delivered.
        """
        body = command_answer(message, picture) | {"replace_original": replace and not message.public}
        try:
            response = await self._http.post(response_url, json=body)
            response.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL, TypeError, ValueError) as error:  # the last three: no URL at all
            self._failed("response_url", error)
            return False
        metrics.post("sent")
        return True

    async def say(
        self, channel: str, message: Message, thread: str | None = None, picture: str | None = None
    ) -> bool:  # fmt: skip
        """Post into a conversation with the bot alone, or for everybody in a channel; False when Slack refuses."""
        return await self._call(
            "chat.postMessage", channel=channel, thread_ts=thread, text=draw.fallback(message),
            blocks=draw.message_blocks(message, picture), unfurl_links=False, unfurl_media=False,
        )  # fmt: skip

    async def whisper(
        self, channel: str, user: str, message: Message, thread: str | None = None, picture: str | None = None
    ) -> bool:  # fmt: skip
        """Post into a channel so that `user` alone sees it; False when Slack refuses."""
        return await self._call(
            "chat.postEphemeral", channel=channel, user=user, thread_ts=thread, text=draw.fallback(message),
            blocks=draw.message_blocks(message, picture),
        )  # fmt: skip

    async def open_modal(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Open a modal; the trigger must be younger than three seconds. False when Slack does not open it."""
        return await self._call("views.open", trigger_id=trigger_id, view=view)

    async def change_modal(self, view_id: str, view: dict[str, Any]) -> None:
        """Show something else in an open modal."""
        await self._call("views.update", view_id=view_id, view=view)

    async def publish_home(self, user: str, message: Message, picture: str | None = None) -> bool:
        """Draw a person's App Home; False when Slack does not take it."""
        return await self._call("views.publish", user_id=user, view=draw.home_view(message, picture))

    async def send_files(self, user: str, files: Sequence[File]) -> bool:
        """Send files into the person's own conversation with the bot; False when they did not arrive."""
        uploads = [{"filename": file.name, "title": file.title, "content": file.content} for file in files]
        try:
            opened = await self._slack.conversations_open(users=user)
            await self._slack.files_upload_v2(channel=opened["channel"]["id"], file_uploads=uploads)
        except UNREACHABLE as error:
            self._failed("files_upload_v2", error)
            return False
        metrics.post("sent")
        return True

    async def keep_picture(self, name: str, title: str, content: bytes) -> str | None:
        """Give Slack a picture to show in a view; returns the file's id, None when Slack does not take it."""
        try:
            kept = await self._slack.files_upload_v2(filename=name, title=title, content=content)
        except UNREACHABLE as error:
            self._failed("files_upload_v2", error)
            return None
        return str(kept["files"][0]["id"])

    async def discard_file(self, file: str) -> None:
        """Delete a file of ours from Slack."""
        await self._call("files.delete", file=file)

    async def _call(self, method: str, **arguments: Any) -> bool:
        given = {name: value for name, value in arguments.items() if value is not None}
        try:
            await self._slack.api_call(method, json=given)
        except UNREACHABLE as error:
            self._failed(method, error)
            return False
        metrics.post("sent")
        return True

    def _failed(self, way: str, error: Exception) -> None:
        metrics.post("failed")
        code = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
        log.warning("reply not delivered", way=way, error=code)


_bodies: weakref.WeakKeyDictionary[Message, str] = weakref.WeakKeyDictionary()


def command_body(message: Message) -> str:
    """`command_answer` as JSON, remembered for as long as the message itself is."""
    body = _bodies.get(message)
    if body is None:
        body = _bodies[message] = json.dumps(command_answer(message), ensure_ascii=False, separators=(",", ":"))
    return body


def command_answer(message: Message, picture: str | None = None) -> dict[str, Any]:
    """The body that answers a slash command or a response URL; `picture` is the Slack file of its chart."""
    return {
        "response_type": "in_channel" if message.public else "ephemeral",
        "text": draw.fallback(message),
        "blocks": draw.message_blocks(message, picture),
    }
