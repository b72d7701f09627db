"""Cursors: opaque to the app, an offset to us."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import TypeVar

from sandbox.errors import SlackError
from sandbox.shapes import Json
from sandbox.web_api.arguments import integer

T = TypeVar("T")


def page(items: Sequence[T], arguments: Json, default: int = 100, most: int = 1000) -> tuple[list[T], str]:
    """One page and the cursor of the next, empty at the end."""
    limit = integer(arguments, "limit", default)
    if limit < 1 or limit > most:
        raise SlackError("invalid_limit")
    start = _offset(arguments.get("cursor") or "")
    end = start + limit
    following = b64encode(f"offset:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), following


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(b64decode(cursor).decode().removeprefix("offset:"))
    except ValueError:
        raise SlackError("invalid_cursor") from None
