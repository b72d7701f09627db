"""Walking blocks: their elements, the ids Slack adds, and the text a reader sees."""

import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.shapes import Json

WITHOUT_ACTION = {"image", "plain_text", "mrkdwn", "text"}


def elements_of(block: Json) -> Iterator[tuple[Json, str]]:
    """The block's elements, each with its place inside the block, such as ``/elements/0``."""
    if block.get("type") in ("actions", "context", "context_actions"):
        for index, element in enumerate(block.get("elements") or []):
            yield element, f"/elements/{index}"
    if isinstance(block.get("accessory"), dict):
        yield block["accessory"], "/accessory"
    if block.get("type") == "input" and isinstance(block.get("element"), dict):
        yield block["element"], "/element"


def interactive_elements(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """(block, element) for every element somebody can press, pick or fill."""
    for block in blocks:
        for element, _ in elements_of(block):
            if element.get("type") not in WITHOUT_ACTION:
                yield block, element


def with_ids(blocks: Iterable[Json]) -> list[Json]:
    """A copy with the ``block_id`` and ``action_id`` that Slack fills in, and ``emoji``/``verbatim`` set."""
    done: list[Json] = [_normal(block) for block in blocks]
    for block in done:
        if not block.get("block_id"):
            block["block_id"] = secrets.token_urlsafe(4)
    for _, element in interactive_elements(done):
        if not element.get("action_id"):
            element["action_id"] = secrets.token_urlsafe(4)
    return done


def _normal(value: Any) -> Any:
    if isinstance(value, list):
        return [_normal(item) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {name: _normal(item) for name, item in value.items()}
    if copy.get("type") == "plain_text":
        copy.setdefault("emoji", True)
    elif copy.get("type") == "mrkdwn":
        copy.setdefault("verbatim", False)
    return copy


_READ_FIRST = (
    "title", "label", "text", "fields", "alt_text", "caption", "elements", "accessory", "element", "hint",
    "rows", "placeholder", "options", "option_groups", "description",
)  # fmt: skip


def readable(value: Any) -> list[str]:
    """The texts in a block, an element or a list of them, in reading order, marks left as they are."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, list):
        return [text for item in value for text in readable(item)]
    if not isinstance(value, dict):
        return []
    kind = str(value.get("type", ""))
    if kind.startswith("rich_text_") or kind == "rich_text":
        return ["".join(_inline(value))] if kind != "rich_text" else readable(value.get("elements"))
    if kind == "data_visualization":
        return [str(value.get("title", "")), *_chart_labels(value.get("chart") or {})]
    return [text for name in _READ_FIRST if name in value for text in readable(value[name])]


def _inline(part: Json) -> Iterator[str]:
    if part.get("type") == "rich_text_list":
        yield "\n".join("• " + "".join(_inline(item)) for item in part.get("elements", []))
        return
    for item in part.get("elements", []):
        match item.get("type"):
            case "user":
                yield f"<@{item['user_id']}>"
            case "channel":
                yield f"<#{item['channel_id']}>"
            case "emoji":
                yield f":{item['name']}:"
            case "broadcast":
                yield f"@{item['range']}"
            case "link":
                yield str(item.get("text") or item["url"])
            case _:
                yield str(item.get("text") or item.get("value") or item.get("fallback") or "")


def _chart_labels(chart: Json) -> Iterator[str]:
    for point in chart.get("segments") or []:
        yield f"{point['label']} {point['value']}"
    for series in chart.get("series") or []:
        points = ", ".join(f"{point['label']} {point['value']}" for point in series["data"])
        yield f"{series['name']}: {points}"
