"""Socket Mode: WebSockets the app opens, envelopes out, acknowledgements back."""

import asyncio
import secrets
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox import cast
from sandbox.deliveries import Delivery, Reply
from sandbox.shapes import Json


class SocketMode:
    """The open connections of the app, and the envelopes that wait for an acknowledgement.

    Source: https://docs.slack.dev/apis/events-api/using-socket-mode
    """

    def __init__(self) -> None:
        self._tickets: set[str] = set()
        self._connections: list[WebSocket] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}

    @property
    def connections(self) -> int:
        """How many sockets are open."""
        return len(self._connections)

    def new_ticket(self) -> str:
        """A one-time ticket for the URL that ``apps.connections.open`` answers."""
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Greet a connection and read its acknowledgements until it closes."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(1008, "invalid ticket")
            return
        self._tickets.discard(ticket)
        await socket.accept()
        self._connections.append(socket)
        try:
            await socket.send_json(self._hello())
            while True:
                self._acknowledge(await socket.receive_json())
        except WebSocketDisconnect:
            return
        finally:
            if socket in self._connections:
                self._connections.remove(socket)

    async def send(self, delivery: Delivery) -> Reply:
        """Send an envelope over the connection opened first and wait for its acknowledgement."""
        if not self._connections:
            raise ConnectionError("no Socket Mode connection is open")
        envelope_id = secrets.token_hex(16)
        waiter = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiter
        try:
            await self._connections[0].send_json(_envelope(envelope_id, delivery))
            return Reply(200, await waiter or None)
        except (WebSocketDisconnect, RuntimeError) as error:
            raise ConnectionError("the Socket Mode connection is gone") from error
        finally:
            del self._waiting[envelope_id]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to reconnect, then close it, as Slack does from time to time."""
        for socket in tuple(self._connections):
            self._connections.remove(socket)
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})
            await socket.close()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": cast.APP_ID},
        }

    def _acknowledge(self, message: Any) -> None:
        if not isinstance(message, dict):
            return
        waiter = self._waiting.get(str(message.get("envelope_id")))
        if waiter and not waiter.done():
            waiter.set_result(message.get("payload"))


def _envelope(envelope_id: str, delivery: Delivery) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": delivery.channel,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.channel != "events_api",
    }
    if delivery.channel == "events_api":
        envelope["retry_attempt"] = delivery.retry_number or 0
        envelope["retry_reason"] = delivery.retry_reason or ""
    return envelope
