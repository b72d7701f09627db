"""The Events API: which events the app gets, and trying again when it does not acknowledge."""

import asyncio
import secrets
from collections.abc import Coroutine
from typing import Any

from sandbox import cast
from sandbox.clock import Clock
from sandbox.conversations import Conversation
from sandbox.deliveries import Deliveries, Delivery
from sandbox.installation import Installation
from sandbox.messages import Message
from sandbox.shapes import Json

RETRY_AFTER_SECONDS = (0, 60, 300)
"""When Slack tries again, counted from the attempt before."""

_MESSAGE_EVENT = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


class Events:
    """Sends subscribed events; the first attempt is awaited, later ones happen on the sandbox's clock."""

    def __init__(self, installation: Installation, clock: Clock, deliveries: Deliveries) -> None:
        self._installation = installation
        self._clock = clock
        self._deliveries = deliveries
        self._tasks: set[asyncio.Task[Any]] = set()

    def hears_of(self, room: Conversation) -> bool:
        """Whether the app gets an event for its own messages in this conversation."""
        return _MESSAGE_EVENT[room.kind] in self._installation.manifest.events

    async def emit(self, event: Json, subscription: str | None = None) -> Delivery | None:
        """Deliver an event if the manifest subscribes to it (``subscription``, or the event's type)."""
        subscribed = (subscription or event["type"]) in self._installation.manifest.events
        if self._installation.revoked or not subscribed:
            return None
        event.setdefault("event_ts", f"{self._clock.now():.6f}")
        envelope = self._envelope(event)
        first = await self._deliveries.deliver(f"event:{event['type']}", "events_api", envelope)
        if first.error and not first.no_retry:
            self.in_background(self._retry(first))
        return first

    def emit_soon(self, event: Json, subscription: str | None = None) -> None:
        """The same without waiting, for events that a Web API call of the app causes."""
        self.in_background(self.emit(event, subscription))

    async def message(self, room: Conversation, message: Message) -> None:
        """A posted message: ``app_mention`` and ``message`` events, at the same time as Slack sends them."""
        if cast.BOT_USER_ID not in room.members or message.ephemeral:
            return
        event = message.as_slack() | self._place(room)
        sending = [self.emit(event, _MESSAGE_EVENT[room.kind])]
        if f"<@{cast.BOT_USER_ID}>" in message.text and room.kind != "im" and not message.bot:
            mention = {name: value for name, value in event.items() if name != "channel_type"}
            sending.append(self.emit(mention | {"type": "app_mention"}))
        await asyncio.gather(*sending)

    async def changed(self, room: Conversation, subtype: str, details: Json) -> None:
        """``message_changed`` or ``message_deleted``."""
        if cast.BOT_USER_ID not in room.members:
            return
        stamp = f"{self._clock.now():.6f}"
        event: Json = {"type": "message", "subtype": subtype, "hidden": True, "ts": stamp, "event_ts": stamp}
        await self.emit(event | self._place(room) | details, _MESSAGE_EVENT[room.kind])

    def in_background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something nobody waits for, but keep hold of it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what is still waiting."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _place(self, room: Conversation) -> Json:
        return {"channel": room.id, "channel_type": room.kind, "team": cast.TEAM_ID}

    def _envelope(self, event: Json) -> Json:
        return {
            "token": self._installation.verification_token,
            "team_id": cast.TEAM_ID,
            "context_team_id": cast.TEAM_ID,
            "context_enterprise_id": None,
            "api_app_id": cast.APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": "Ev" + secrets.token_hex(5).upper(),
            "event_time": int(self._clock.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": cast.TEAM_ID,
                    "user_id": cast.BOT_USER_ID,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": "4-" + secrets.token_hex(12),
        }

    async def _retry(self, failed: Delivery) -> None:
        for number, wait in enumerate(RETRY_AFTER_SECONDS, start=1):
            await self._clock.wait_until(failed.at + wait)
            reason = failed.error or "unknown_error"
            failed = await self._deliveries.deliver(failed.kind, "events_api", failed.payload, retry=(number, reason))
            if failed.ok or failed.no_retry:
                return
