"""What people picked or filled: Slack's ``state.values``, and the fields of an action."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from sandbox.blocks.walk import interactive_elements
from sandbox.shapes import Json

STATE_FIELD = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
"""Element type to the field that carries its state; buttons and overflow menus have none."""

MANY = frozenset(kind for kind, name in STATE_FIELD.items() if name.endswith("s"))
"""Element types whose state is a list."""


_BUTTON_FIELDS = ("text", "value", "style", "url")
_PICKER_FIELDS = ("placeholder", "timezone")


def initial_state(element: Json) -> Json:
    """The element's state before anybody touched it, with its type."""
    kind = element["type"]
    name = STATE_FIELD[kind]
    initial = element.get(name.replace("selected_", "initial_") if "selected" in name else "initial_value")
    if initial is None and kind in MANY:
        initial = []
    return {"type": kind, name: deepcopy(initial)}


def state_values(blocks: Iterable[Json], picked: Json) -> Json:
    """``state.values`` of blocks; ``picked`` is ``{block_id: {action_id: state}}`` of what was changed."""
    values: Json = {}
    for block, element in interactive_elements(blocks):
        if element["type"] not in STATE_FIELD:
            continue
        block_id, action_id = block["block_id"], element["action_id"]
        chosen = picked.get(block_id, {}).get(action_id)
        usable = chosen if chosen and chosen.get("type") == element["type"] else None
        values.setdefault(block_id, {})[action_id] = deepcopy(usable) or initial_state(element)
    return values


def pick(picked: Json, block: Json, element: Json, value: Any) -> None:
    """Note that somebody set an element to ``value`` (an option object, a string, a list of either)."""
    kind = element["type"]
    state = {"type": kind, STATE_FIELD[kind]: value}
    if kind == "timepicker" and element.get("timezone"):
        state["timezone"] = element["timezone"]
    picked.setdefault(block["block_id"], {})[element["action_id"]] = state


def action_object(block: Json, element: Json, value: Any, stamp: str) -> Json:
    """One entry of ``actions`` in a ``block_actions`` payload."""
    kind = element["type"]
    action: Json = {"type": kind, "block_id": block["block_id"], "action_id": element["action_id"]}
    copied = _BUTTON_FIELDS if kind in ("button", "icon_button") else _PICKER_FIELDS
    action |= {name: deepcopy(element[name]) for name in copied if name in element}
    if kind == "overflow":
        action["selected_option"] = value
    elif kind == "feedback_buttons":
        action |= {"text": value["text"], "value": value["value"]}
    elif kind in STATE_FIELD:
        action[STATE_FIELD[kind]] = value
        initial = STATE_FIELD[kind].replace("selected_", "initial_")
        if initial in element:
            action[initial] = deepcopy(element[initial])
    action["action_ts"] = stamp
    return action
