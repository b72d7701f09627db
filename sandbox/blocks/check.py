"""Says whether Slack would take these blocks, or this view, by the complaints it would make."""

from collections.abc import Iterator
from typing import Any

from sandbox.blocks import kinds
from sandbox.blocks.objects import plain_text
from sandbox.blocks.schema import Check, Problems, anything, array, boolean, fields, string, typed
from sandbox.blocks.walk import elements_of
from sandbox.shapes import Json

_MESSAGE_BLOCKS = array(typed(kinds.BLOCKS, kinds.IN_MESSAGE), 50, 0)
_VIEW_BLOCKS = array(typed(kinds.BLOCKS, kinds.IN_VIEW), 100, 0)

_COMMON: dict[str, Check] = {
    "private_metadata": string(3000, at_least=0),
    "callback_id": string(255, at_least=0),
    "external_id": string(255, at_least=0),
}
_MODAL = fields(
    {"type": anything, "title": plain_text(24), "blocks": _VIEW_BLOCKS},
    {
        **_COMMON,
        "submit": plain_text(24),
        "close": plain_text(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
_HOME = fields({"type": anything, "blocks": _VIEW_BLOCKS}, _COMMON)
_VIEW = typed({"modal": _MODAL, "home": _HOME})

_ONLY_ONE = {"table": 1, "data_visualization": 2}


def message_problems(blocks: Any) -> list[str]:
    """Complaints about a message's ``blocks``."""
    problems = Problems()
    _MESSAGE_BLOCKS(blocks, "/blocks", problems)
    if not problems.messages:
        _check_ids(blocks, "/blocks", problems)
        _check_counts(blocks, problems)
    return problems.messages


def view_problems(view: Any, *, kind: str) -> list[str]:
    """Complaints about a view; ``kind`` is ``modal`` or ``home``, whichever the method takes."""
    problems = Problems()
    _VIEW(view, "/view", problems)
    if isinstance(view, dict) and view.get("type") in ("modal", "home") and view["type"] != kind:
        problems.add(f"unsupported type: {view['type']}", "/view/type")
    if not problems.messages:
        _check_ids(view["blocks"], "/view/blocks", problems)
        _check_view(view, problems)
    return problems.messages


def _check_ids(blocks: list[Json], at: str, problems: Problems) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            problems.add(f"`block_id` must be unique, `{block_id}` already exists", f"{at}/{index}/block_id")
        if block_id:
            seen.add(block_id)
        actions: set[str] = set()
        for element, where in elements_of(block):
            action_id = element.get("action_id")
            if action_id in actions:
                problems.add(f"`action_id` `{action_id}` already exists", f"{at}/{index}{where}/action_id")
            if action_id:
                actions.add(action_id)


def _check_counts(blocks: list[Json], problems: Problems) -> None:
    for kind, most in _ONLY_ONE.items():
        if sum(block["type"] == kind for block in blocks) > most:
            problems.add(f"no more than {most} {kind} blocks allowed", "/blocks")
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > 12_000:
        problems.add("markdown blocks must be less than 12001 characters together", "/blocks")


def _check_view(view: Json, problems: Problems) -> None:
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    if view["type"] == "modal" and inputs and not view.get("submit"):
        problems.add("missing required field: submit (required when there are input blocks)", "/view")
    focused = [element for element, _ in _all_elements(view["blocks"]) if element.get("focus_on_load")]
    if len(focused) > 1:
        problems.add("`focus_on_load` may be set on only one element", "/view/blocks")


def _all_elements(blocks: list[Json]) -> Iterator[tuple[Json, str]]:
    for block in blocks:
        yield from elements_of(block)
