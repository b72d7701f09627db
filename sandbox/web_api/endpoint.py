"""The HTTP door of the Web API: tokens, scopes, the record of calls, and Slack's headers."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.errors import RateLimitError, SlackError
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


async def call(slack: Slack, name: str, request: Request) -> Response:
    """Answer one call, and keep it in ``slack.calls``."""
    slack.calls_in_flight += 1
    headers, status = {"Cache-Control": "no-store"}, 200
    payload: Json = {}
    answer: Json = {"ok": True}
    try:
        token, payload = await reading.read(request)
        answer |= _answer(slack, name, token, dict(payload))
        if METHODS[name].token == "bot":
            headers |= {"x-oauth-scopes": slack.installation.scopes, "x-accepted-oauth-scopes": _wanted(name)}
    except SlackError as error:
        answer = {"ok": False, "error": error.code} | error.extra
    except RateLimitError as limit:
        status, headers["Retry-After"] = 429, str(limit.seconds)
        answer = {"ok": False, "error": "ratelimited"}
    finally:
        slack.calls_in_flight -= 1
    slack.calls.append(Call(name, payload, answer, status, slack.clock.now()))
    slack.changes.note()
    return JSONResponse(answer, status, headers)


def _wanted(name: str) -> str:
    return ",".join(METHODS[name].scopes)


def _answer(slack: Slack, name: str, token: str | None, payload: Json) -> Json:
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    if method.token != "none":
        _require_token(slack, method, token)
    if method.scopes:
        require_scope(slack, *method.scopes)
    return method.handler(slack, payload)


def _require_token(slack: Slack, method: Method, token: str | None) -> None:
    installation = slack.installation
    if not token:
        raise SlackError("not_authed")
    known = {installation.bot_token: "bot", installation.app_token: "app"}
    if token not in known:
        raise SlackError("invalid_auth")
    if installation.revoked:
        raise SlackError("token_revoked")
    if known[token] != method.token:
        raise SlackError("not_allowed_token_type")
