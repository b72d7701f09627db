"""Slack's rules from places that nobody here wrote: its TypeScript types, and its own models in Python."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = dict[str, Any]
HERE = Path(__file__).parent


def schema(name: str) -> Json:
    """One of the generated schemas: "blocks" or "manifest"."""
    loaded: Json = json.loads((HERE / f"slack-{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


@functools.cache
def validator(definition: str) -> Draft7Validator:
    """A validator for one definition of the blocks schema, such as "SectionBlock" or "Modal"."""
    whole = schema("blocks")
    return Draft7Validator({"$ref": f"#/definitions/{definition}", "definitions": whole["definitions"]})


@functools.cache
def definition_of() -> dict[str, str]:
    """The definition behind each `type` of a block: asking for the one gives a complaint people can read."""
    definitions = schema("blocks")["definitions"]
    known = [option["$ref"].rsplit("/", 1)[1] for option in definitions["KnownBlock"]["anyOf"]]
    return {kind: name for name in known for kind in _types(definitions[name])}


def _types(definition: Json) -> Iterator[str]:
    for option in definition.get("anyOf", [definition]):
        yield option["properties"]["type"]["const"]


def by_types(block: Json) -> list[str]:
    """What Slack's TypeScript types say against a block."""
    name = definition_of().get(str(block.get("type")))
    if name is None:
        return [f"unknown type of block: {block.get('type')}"]
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(block)]


def build(value: Any, name: str = "") -> Any:
    """A block without its texts: what is left of it is all that the types look at."""
    if isinstance(value, dict):
        return {key: build(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [build(each, name) for each in value]
    return value if name in ("type", "style") or not isinstance(value, str) else ""


def view_by_types(view: Json) -> list[str]:
    """What Slack's TypeScript types say against a view, blocks included."""
    name = {"home": "Home", "modal": "Modal"}[view["type"]]
    frame = validator(name).iter_errors({**view, "blocks": []})
    inside = [complaint for block in view["blocks"] for complaint in by_types(block)]
    return [*(f"{error.json_path}: {error.message}" for error in frame), *inside]


def by_models(block: Json) -> list[str]:
    """What slack_sdk's models say against a block; a property they drop is one they do not know."""
    parsed = Block.parse(block)
    if parsed is None:
        return [f"unknown type of block: {block.get('type')}"]
    complaints = list(_said(parsed))
    if not complaints and parsed.to_dict() != block:
        complaints.append(f"the models make {parsed.to_dict()} of it")
    return complaints


def view_by_models(view: Json) -> list[str]:
    """What slack_sdk's models say against a view, blocks included."""
    return [*_said(View(**view)), *(complaint for block in view["blocks"] for complaint in by_models(block))]


def _said(record: JsonObject) -> Iterator[str]:
    """The complaints of one model and of everything it holds: each validates only itself."""
    try:
        record.validate_json()
    except SlackObjectFormationError as error:
        yield f"{type(record).__name__}: {error}"
    for name in record.attributes:
        value = getattr(record, name, None)
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, JsonObject):
                yield from _said(each)


def texts(value: Any) -> Iterator[Json]:
    """Every text object inside a block or a view."""
    if isinstance(value, dict):
        if value.get("type") in ("plain_text", "mrkdwn"):
            yield value
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


def action_ids(blocks: Iterable[Json]) -> list[str]:
    """The action ids of every element of these blocks, in order; those of a form's fields are told apart by block."""
    elements = [each for block in blocks for each in (*block.get("elements", []), block.get("accessory", {}))]
    return [element["action_id"] for element in elements if "action_id" in element]
