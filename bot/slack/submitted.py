"""What somebody submitted in a form, as the line they could have typed."""

from __future__ import annotations

from typing import Any


def submitted_line(view: dict[str, Any]) -> str:
    """The form's own line, then the typed texts in order, then `name=value` for each menu that was changed.

    What a menu showed first is compared with, so that a form that lay open for long writes over nothing newer.
    """
    shown = {block["block_id"]: _shown(block) for block in view["blocks"] if block["type"] == "input"}
    values: dict[str, Any] = {name: next(iter(fields.values()), {}) for name, fields in view["state"]["values"].items()}
    typed = [str(value.get("value") or "") for value in values.values() if "selected_option" not in value]
    picked = {name: _picked(value) for name, value in values.items() if "selected_option" in value}
    changed = [f"{name}={value}" for name, value in picked.items() if value and value != shown.get(name)]
    return " ".join([view["private_metadata"], *typed, *changed])


def is_empty(view: dict[str, Any]) -> bool:
    """Whether the form has text inputs and none was filled in."""
    fields: list[dict[str, Any]] = [next(iter(each.values()), {}) for each in view["state"]["values"].values()]
    typed = [each for each in fields if "selected_option" not in each]
    return bool(typed) and not any(str(each.get("value") or "").strip() for each in typed)


def _shown(block: dict[str, Any]) -> str | None:
    return _value(block["element"].get("initial_option"))


def _picked(value: dict[str, Any]) -> str | None:
    return _value(value["selected_option"])


def _value(option: dict[str, Any] | None) -> str | None:
    return None if option is None else str(option["value"])
