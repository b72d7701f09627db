"""Arguments of Web API calls: form-encoded, JSON or query, with Slack's complaints about missing ones."""

import json
from typing import Any

from starlette.requests import Request

from sandbox.errors import SlackError, invalid_arguments
from sandbox.shapes import Json

_JSON_ARGUMENTS = frozenset({"blocks", "view", "metadata", "attachments", "files", "unfurls"})


async def read(request: Request) -> tuple[str | None, Json]:
    """The token and the arguments; the token of the header wins over the one in the body."""
    arguments: Json = dict(request.query_params)
    if request.method == "POST":
        arguments |= await _body(request)
    scheme, _, header = request.headers.get("authorization", "").partition(" ")
    token = arguments.pop("token", None)
    if scheme.lower() == "bearer" and header:
        token = header.strip()
    return (str(token) if token else None), _parsed(arguments)


async def _body(request: Request) -> Json:
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return body
    async with request.form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _parsed(arguments: Json) -> Json:
    for name in _JSON_ARGUMENTS & set(arguments):
        if isinstance(arguments[name], str):
            try:
                arguments[name] = json.loads(arguments[name])
            except ValueError:
                if name == "blocks":
                    raise SlackError("invalid_blocks_format") from None
                raise invalid_arguments(f"must be JSON [json-pointer:/{name}]") from None
    return arguments


def need(arguments: Json, name: str) -> Any:
    """A required argument."""
    if arguments.get(name) in (None, ""):
        raise invalid_arguments(f"missing required field: {name}")
    return arguments[name]


def flag(arguments: Json, name: str, default: bool = False) -> bool:
    """A boolean however it was written."""
    value = arguments.get(name, default)
    return value.lower() in ("true", "1") if isinstance(value, str) else bool(value)


def integer(arguments: Json, name: str, default: int) -> int:
    """A whole number however it was written."""
    try:
        return int(arguments.get(name) or default)
    except (TypeError, ValueError):
        raise invalid_arguments(f"must be an integer [json-pointer:/{name}]") from None


def words(arguments: Json, name: str) -> list[str]:
    """A list, or text with commas."""
    value = arguments.get(name) or []
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else list(value)
