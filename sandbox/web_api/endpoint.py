"""The HTTP door of the Web API: tokens, scopes, faults, the record of calls, and Slack's headers."""

import asyncio
from dataclasses import dataclass, field
from math import ceil

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.errors import RateLimitError, SlackError
from sandbox.faults import Fault
from sandbox.loopback import HangUp, gone
from sandbox.shapes import Json
from sandbox.slack import Call, Slack
from sandbox.web_api import arguments as reading
from sandbox.web_api import chat, conversations, files, users, views, workspace
from sandbox.web_api.method import Method, require_scope

METHODS: dict[str, Method] = {
    **workspace.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **users.METHODS,
    **views.METHODS,
    **files.METHODS,
}


@dataclass
class _Answer:
    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


async def call(slack: Slack, name: str, request: Request) -> Response:
    """Answer one call, as well or badly as planned, and keep it in ``slack.calls``."""
    slack.calls_in_flight += 1
    try:
        fault = slack.faults.strike(name)
        payload, answer = await _take(slack, name, request, fault)
        slack.calls.append(Call(name, payload, answer.body, answer.status, slack.clock.now()))
        slack.changes.note()
        if fault is not None and fault.kind == "hang":
            await _keep_back(slack, request, fault.seconds)
    finally:
        slack.calls_in_flight -= 1
    if not answer.status:
        return HangUp()
    return JSONResponse(answer.body, answer.status, {"Cache-Control": "no-store"} | answer.headers)


async def _take(slack: Slack, name: str, request: Request, fault: Fault | None) -> tuple[Json, _Answer]:
    """The arguments, and the answer; with a fault, the answer that takes its place."""
    payload: Json = {}
    try:
        token, payload = await reading.read(request)
        if fault is None or fault.happens:
            answer = _answer(slack, name, token, dict(payload))
    except SlackError as error:
        answer = _Answer({"ok": False, "error": error.code} | error.extra)
    except RateLimitError as limit:
        answer = _too_many(limit.seconds)
    return payload, answer if fault is None or fault.kind == "hang" else _failure(fault)


def _failure(fault: Fault) -> _Answer:
    match fault.kind:
        case "rate_limited":
            return _too_many(ceil(fault.seconds))
        case "error_before" | "error_after":
            return _Answer({"ok": False, "error": "internal_error"}, 500)
        case "unavailable":
            return _Answer({"ok": False, "error": "service_unavailable"}, 503)
        case _:
            return _Answer({}, 0)


def _too_many(seconds: int) -> _Answer:
    return _Answer({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})


async def _keep_back(slack: Slack, request: Request, seconds: float) -> None:
    """Wait that long, unless the app hangs up or the sandbox closes before."""
    ends = [asyncio.create_task(gone(request.receive)), asyncio.create_task(slack.ended.wait())]
    await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for end in ends:
        end.cancel()


def _answer(slack: Slack, name: str, token: str | None, payload: Json) -> _Answer:
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    if method.token != "none":
        _require_token(slack, method, token)
    if method.scopes:
        require_scope(slack, *method.scopes)
    headers = {}
    if method.token == "bot":
        headers = {"x-oauth-scopes": slack.installation.scopes, "x-accepted-oauth-scopes": ",".join(method.scopes)}
    return _Answer({"ok": True} | method.handler(slack, payload), headers=headers)


def _require_token(slack: Slack, method: Method, token: str | None) -> None:
    installation = slack.installation
    if not token:
        raise SlackError("not_authed")
    known = {installation.bot_token: "bot", installation.app_token: "app"}
    if token not in known:
        raise SlackError("invalid_auth")
    if installation.revoked:
        raise SlackError(installation.refusal)
    if known[token] != method.token:
        raise SlackError("not_allowed_token_type")
