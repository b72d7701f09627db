"""Finding what a person means: a button by its words, a field by its label, an option by its text."""

from collections.abc import Iterator
from typing import Any

from sandbox.blocks.state import MANY, STATE_FIELD
from sandbox.blocks.walk import interactive_elements
from sandbox.errors import SandboxError
from sandbox.interactions import Surface, Target
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.workspace import Workspace

_BUTTONS = {"button", "icon_button"}


def find_button(surface: Surface, wanted: str) -> tuple[Target, Any]:
    """A button by text, action id or value, or an overflow option by text or value (its option object)."""
    there = []
    for block, element in interactive_elements(surface.blocks):
        if element["type"] in _BUTTONS:
            names = (element["text"]["text"], element["action_id"], element.get("value"))
            there.append(element["text"]["text"])
            if wanted in names:
                return Target(surface, block, element), None
        elif element["type"] == "overflow":
            for option in element["options"]:
                there.append(option["text"]["text"])
                if wanted in (option["text"]["text"], option["value"]):
                    return Target(surface, block, element), option
    raise SandboxError(f"There is no button {wanted!r} here. There are: {', '.join(there) or 'none'}.")


def find_field(surface: Surface, wanted: str) -> Target:
    """Something to pick or fill, by label, action id, block id or placeholder."""
    there = []
    for block, element in interactive_elements(surface.blocks):
        if element["type"] not in STATE_FIELD:
            continue
        names = [block.get("label", {}).get("text"), element["action_id"], block["block_id"]]
        names.append(element.get("placeholder", {}).get("text"))
        there.append(next(name for name in names if name))
        if wanted in names:
            return Target(surface, block, element)
    raise SandboxError(f"There is no field {wanted!r} here. There are: {', '.join(there) or 'none'}.")


def find_by_ids(surface: Surface, block_id: str, action_id: str) -> Target:
    """An element by its ids, as the page knows it."""
    for block, element in interactive_elements(surface.blocks):
        if (block["block_id"], element["action_id"]) == (block_id, action_id):
            return Target(surface, block, element)
    raise SandboxError("What you pressed is no longer there.")


def options_of(element: Json) -> Iterator[Json]:
    """All options, the ones in groups too."""
    yield from element.get("options") or []
    for group in element.get("option_groups") or []:
        yield from group["options"]


def value_for(workspace: Workspace, person: Person, target: Target, wanted: Any) -> Any:
    """What the element's state holds when somebody picks ``wanted``; lists for elements that hold many."""
    many = target.element["type"] in MANY
    if wanted is None:
        return [] if many else None
    if many:
        each_wanted = wanted if isinstance(wanted, list | tuple | set) else [wanted]
        return [_one(workspace, person, target, each) for each in each_wanted]
    return _one(workspace, person, target, wanted)


def _one(workspace: Workspace, person: Person, target: Target, wanted: Any) -> Any:
    field = STATE_FIELD[target.element["type"]]
    if "option" in field:
        return _option(target, wanted)
    if "user" in field:
        return workspace.person(wanted).id
    if "conversation" in field or "channel" in field:
        return workspace.conversation(wanted, person).id
    if field == "selected_date_time":
        return int(wanted)
    if field == "value" and not isinstance(wanted, str):
        return str(wanted)
    return wanted


def _option(target: Target, wanted: Any) -> Json:
    options = [*options_of(target.element), *target.surface.suggested.get(target.element["action_id"], [])]
    for option in options:
        if wanted == option or wanted in (option["text"]["text"], option["value"]):
            return option
    there = ", ".join(option["text"]["text"] for option in options)
    raise SandboxError(f"There is no option {wanted!r}. There are: {there or 'none'}.")
