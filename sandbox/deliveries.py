"""Deliveries to the app, over HTTP or Socket Mode, with the three-second clock and a record of each."""

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

import httpx

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.installation import Installation
from sandbox.shapes import Json
from sandbox.signing import signature

Channel = Literal["slash_commands", "interactive", "events_api"]
"""How Slack sorts what it delivers; the names are Socket Mode's."""

EVENTS_AT_ONCE = 20
"""Further events wait their turn before their three seconds begin; thousands at once would time out unsent."""


@dataclass
class Delivery:
    """One attempt to hand something to the app, and how it went."""

    kind: str
    """``command``, an interaction's type such as ``block_actions``, or ``event:app_mention``."""
    channel: Channel
    payload: Json
    at: float
    """When it was sent, on the sandbox's clock."""
    retry_number: int | None = None
    retry_reason: str | None = None
    status: int | None = None
    seconds: float = 0.0
    error: str | None = None
    """``http_timeout``, ``connection_failed`` or ``http_error``, as Slack says; None when acknowledged."""
    answer: Any = None
    """The acknowledgement's body: an object, a text, or None when it is empty."""
    no_retry: bool = False
    done: bool = False

    @property
    def ok(self) -> bool:
        """Acknowledged in time with status 200."""
        return self.done and self.error is None


@dataclass
class Reply:
    """What came back: an HTTP status (200 for a socket's acknowledgement) and a body."""

    status: int
    answer: Any = None
    no_retry: bool = False


class Transport(Protocol):
    """A way to the app. Raises ``ConnectionError`` when nobody is there."""

    async def send(self, delivery: Delivery) -> Reply:
        """Hand it over and wait for the acknowledgement."""
        ...


class HttpTransport:
    """Signed POST requests to the request URL."""

    def __init__(self, installation: Installation, clock: Clock) -> None:
        self._installation = installation
        self._clock = clock
        self._client = httpx.AsyncClient(trust_env=False, timeout=None)

    async def send(self, delivery: Delivery) -> Reply:
        """POST with Slack's headers; a body is parsed as JSON only when its content type says so."""
        content_type, body = _encode(delivery)
        url = self._installation.request_url or ""
        try:
            response = await self._client.post(url, content=body, headers=self._headers(delivery, content_type, body))
        except httpx.TransportError as error:
            raise ConnectionError(f"{url} cannot be reached: {error}") from error
        return Reply(response.status_code, _decode(response), response.headers.get("x-slack-no-retry") == "1")

    def _headers(self, delivery: Delivery, content_type: str, body: bytes) -> dict[str, str]:
        moment = self._clock.now() if self._installation.sign_with_sandbox_time else time.time()
        stamp = str(int(moment))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(self._installation.signing_secret, stamp, body),
        }
        if delivery.retry_number is not None:
            headers["X-Slack-Retry-Num"] = str(delivery.retry_number)
            headers["X-Slack-Retry-Reason"] = delivery.retry_reason or "unknown_error"
        return headers

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()


def _encode(delivery: Delivery) -> tuple[str, bytes]:
    if delivery.channel == "events_api":
        return "application/json", json.dumps(delivery.payload).encode()
    form = delivery.payload
    if delivery.channel == "interactive":
        form = {"payload": json.dumps(delivery.payload)}
    return "application/x-www-form-urlencoded", urlencode(form).encode()


def _decode(response: httpx.Response) -> Any:
    text = response.text
    if "json" in response.headers.get("content-type", "") and text:
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text or None


class Deliveries:
    """Hands things to the app and remembers how each went."""

    def __init__(self, installation: Installation, clock: Clock, changes: Changes, socket: Transport) -> None:
        self._installation = installation
        self._clock = clock
        self._changes = changes
        self._http = HttpTransport(installation, clock)
        self._socket = socket
        self.log: list[Delivery] = []
        self.in_flight = 0
        self._turns = asyncio.Semaphore(EVENTS_AT_ONCE)

    async def deliver(
        self,
        kind: str,
        channel: Channel,
        payload: Json,
        *,
        retry: tuple[int, str] | None = None,
    ) -> Delivery:
        """Send once and wait for the acknowledgement, at most ``ack_seconds``."""
        self.in_flight += 1
        try:
            async with self._turns if channel == "events_api" else contextlib.nullcontext():
                return await self._deliver(kind, channel, payload, retry)
        finally:
            self.in_flight -= 1
            self._changes.note()

    async def _deliver(self, kind: str, channel: Channel, payload: Json, retry: tuple[int, str] | None) -> Delivery:
        delivery = Delivery(kind, channel, payload, self._clock.now())
        if retry:
            delivery.retry_number, delivery.retry_reason = retry
        self.log.append(delivery)
        started = time.monotonic()
        try:
            await self._send(delivery)
        finally:
            delivery.seconds = time.monotonic() - started
            delivery.done = True
            self._installation.reachable = delivery.error != "connection_failed"
        return delivery

    async def _send(self, delivery: Delivery) -> None:
        transport: Transport = self._http if self._installation.request_url else self._socket
        try:
            async with asyncio.timeout(self._installation.ack_seconds):
                reply = await transport.send(delivery)
        except TimeoutError:
            delivery.error = "http_timeout"
            return
        except ConnectionError:
            delivery.error = "connection_failed"
            return
        delivery.status, delivery.answer, delivery.no_retry = reply.status, reply.answer, reply.no_retry
        if reply.status != 200:
            delivery.error = "http_error"

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.close()
