"""Bolt's listeners, one per kind of request: each hands a line to the reception and brings the answer back."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Coroutine, Sequence
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.elements import Form, Message
from bot.messages.lookup_form import lookup_form
from bot.reception import Answer, Reception
from bot.slack import draw
from bot.slack.afterwards import Afterwards
from bot.slack.charts import Charts
from bot.slack.events import Events
from bot.slack.homes import Homes
from bot.slack.replies import Replies, command_body
from bot.slack.submitted import is_empty, submitted_line
from bot.slack.typed import ABOUT_CHANNELS, in_command
from storage.members import Who

LAST_WORDS = 5.0  # seconds for answers on their way when the process ends
IN_TIME = 2.0  # seconds; Slack waits three for the acknowledgement, and the way back takes its share
JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json; charset=utf-8"}
EVERYTHING = re.compile(r".*", re.DOTALL)
MENTION_OR_MARKUP = re.compile(r"<[@#!][^>]*>")

log = structlog.get_logger()


class SlackApp:
    """Rung in one Slack workspace."""

    def __init__(
        self, reception: Reception, replies: Replies, slack: AsyncWebClient, signing_secret: str | None
    ) -> None:
        self.reception = reception
        self.replies = replies
        self._tasks: set[asyncio.Task[Any]] = set()
        homes = Homes(reception, replies)
        self.afterwards = Afterwards(replies, homes)
        self.charts = Charts(reception, replies, homes)
        self.events = Events(reception, replies, homes, self.afterwards, self.charts)
        # Without process_before_response Bolt polls every 10 ms for the acknowledgement.
        self.bolt = AsyncApp(
            client=slack,
            signing_secret=signing_secret or "",
            process_before_response=True,
            logger=logging.getLogger("slack_bolt"),  # the level of this one is ours: Bolt logs whole payloads
        )
        self.bolt.command(EVERYTHING)(self._command)
        self.bolt.action(EVERYTHING)(self._action)
        self.bolt.view(EVERYTHING)(self._view)
        self.bolt.shortcut(EVERYTHING)(self._shortcut)
        self.bolt.event({"type": EVERYTHING})(self._event)  # type: ignore[dict-item]  # Bolt takes patterns here
        self.bolt.error(self._broken)

    async def drained(self) -> None:
        """Wait for answers that are still on their way; called when the process ends."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=LAST_WORDS)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something after the acknowledgement; the reference keeps the task from being collected."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("later work failed", error=type(error).__name__)  # a payload that was not shaped as Slack's

    async def _command(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse:
        line = f"{body['command']} {command_text(body)}"
        if (answer := await self.reception.answer_at_once(who(body), line)) is not None:
            return await self._answered(ack, body, answer)
        answering = asyncio.ensure_future(self.reception.answer(who(body), line))
        done, _ = await asyncio.wait((answering,), timeout=IN_TIME)
        if done:
            return await self._answered(ack, body, answering.result())
        self.later(self._answer_late(answering, body))
        return await ack()

    async def _answered(self, ack: AsyncAck, body: dict[str, Any], answer: Answer) -> BoltResponse:
        """Answer a command within its acknowledgement; a form opens instead."""
        if isinstance(answer.reply, Form):
            self.later(self._open_form(body, answer, answer.reply))
            return await ack()
        if answer.reply.pictured:
            self.later(self._answer_with_picture(answer, body))
            return await ack()
        if answer.changed or answer.reply.files or answer.reply.direct or answer.reply.post:
            self.later(self.afterwards(who(body), answer))
        return BoltResponse(status=200, headers=JSON, body=command_body(answer.reply))

    async def _open_form(self, body: dict[str, Any], answer: Answer, form: Form) -> None:
        """Open the form; when Slack does not, leave a button that does."""
        if not await self.replies.open_modal(body["trigger_id"], draw.form_view(form)):
            await self.replies.through(body["response_url"], answer.message, replace=False)

    async def _answer_late(self, answering: asyncio.Future[Answer], body: dict[str, Any]) -> None:
        await self._answer_with_picture(await answering, body)

    async def _answer_with_picture(self, answer: Answer, body: dict[str, Any]) -> None:
        await self._show(answer, body, replace=False)
        await self.afterwards(who(body), answer)

    async def _show(self, answer: Answer, body: dict[str, Any], *, replace: bool) -> None:
        """Answer through the response URL, with a picture where the message asks for one."""

        async def send(message: Message, picture: str | None) -> bool:
            return await self.replies.through(body["response_url"], message, replace, picture)

        await self.charts.show(who(body), answer, send)

    async def _action(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        line = pressed_line(body["actions"][0])
        if line:
            self.later(self._pressed(body, line))

    async def _pressed(self, body: dict[str, Any], line: str) -> None:
        answer = await self.reception.answer(who(body), line)
        view = body.get("view")
        if view is None and isinstance(answer.reply, Form):
            await self._open_form(body, answer, answer.reply)
        elif view is None:
            await self._show(answer, body, replace=True)
        elif view["type"] == "home":
            await self.replies.open_modal(body["trigger_id"], answer_view(answer))
        else:
            await self.replies.change_modal(view["id"], answer_view(answer))
        await self.afterwards(who(body), answer)

    async def _view(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse:
        view = body["view"]
        if body["type"] != "view_submission" or view["callback_id"] != "form":
            return await ack()
        if is_empty(view):
            words = await self.reception.words_for(who(body))
            errors = {next(iter(view["state"]["values"])): words("sorry-empty-form")}
            return await ack(response_action="errors", errors=errors)
        answer = await self.reception.answer(who(body), submitted_line(view))
        self.later(self.afterwards(who(body), answer))
        return await ack(response_action="update", view=answer_view(answer))

    async def _shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        self.later(self._open_shortcut(body))

    async def _open_shortcut(self, body: dict[str, Any]) -> None:
        if body["type"] == "message_action":
            text = MENTION_OR_MARKUP.sub(" ", (body.get("message") or {}).get("text") or "")
            view = answer_view(await self.reception.answer(who(body), f"skill mentioned {text}"))
        else:
            view = draw.form_view(lookup_form(await self.reception.words_for(who(body))))
        await self.replies.open_modal(body["trigger_id"], view)

    async def _event(self, body: dict[str, Any]) -> None:
        self.later(self.events.handle(body))

    async def _broken(self, error: Exception) -> BoltResponse:
        """A payload that is not shaped as Slack's: refused, never a 500, and never logged with its content."""
        log.warning("payload refused", error=type(error).__name__)
        return BoltResponse(status=400, body="")


def command_text(body: dict[str, Any]) -> str:
    """What stands behind a slash command; Slack escapes it where the manifest asks for that."""
    text = str(body.get("text") or "")
    return in_command(text) if str(body["command"]).removeprefix("/") in ABOUT_CHANNELS else text


def who(body: dict[str, Any]) -> Who:
    """Who sent a command, an action, a view or a shortcut; KeyError when the payload does not say."""
    if "user_id" in body:
        return Who("slack", str(body["team_id"]), str(body["user_id"]))
    user = body["user"]
    team = (body.get("team") or {}).get("id") or user["team_id"]
    return Who("slack", str(team), str(user["id"]))


def pressed_line(action: dict[str, Any]) -> str:
    """The line behind a button or a chosen option; "" when there is none."""
    option = action.get("selected_option") or {}
    return str(action.get("value") or option.get("value") or "")


def answer_view(answer: Answer) -> dict[str, Any]:
    """The modal that shows an answer: its message, or its form."""
    if isinstance(answer.reply, Form):
        return draw.form_view(answer.reply)
    return draw.answer_view(answer.reply, answer.words("home-title"), answer.words("form-close"))
