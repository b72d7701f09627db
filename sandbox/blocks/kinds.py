"""Blocks and what each may hold (https://docs.slack.dev/reference/block-kit/blocks)."""

from sandbox.blocks import elements
from sandbox.blocks.charts import DATA_VISUALIZATION
from sandbox.blocks.objects import IMAGE_SOURCE, SLACK_FILE, any_text, plain_text
from sandbox.blocks.rich_text import DATA_TABLE, RICH_TEXT, TABLE
from sandbox.blocks.schema import Check, any_field, anything, array, boolean, both, fields, string, typed

_TYPE: dict[str, Check] = {"type": anything}
_ID: dict[str, Check] = {"block_id": string(255)}


def _holding(allowed: set[str]) -> Check:
    return typed(elements.ELEMENTS, allowed)


BLOCKS: dict[str, Check] = {
    "section": both(
        fields(
            _TYPE,
            {
                **_ID,
                "text": any_text(3000),
                "fields": array(any_text(2000), 10),
                "accessory": _holding(elements.IN_SECTION),
                "expand": boolean,
            },
        ),
        any_field("text", "fields"),
    ),
    "header": fields({**_TYPE, "text": plain_text(150)}, _ID),
    "divider": fields(_TYPE, _ID),
    "context": fields({**_TYPE, "elements": array(_holding(elements.IN_CONTEXT), 10)}, _ID),
    "context_actions": fields({**_TYPE, "elements": array(_holding(elements.IN_CONTEXT_ACTIONS), 5)}, _ID),
    "actions": fields({**_TYPE, "elements": array(_holding(elements.IN_ACTIONS), 25)}, _ID),
    "image": both(
        fields(
            {**_TYPE, "alt_text": string(2000)},
            {**_ID, "image_url": string(3000), "slack_file": SLACK_FILE, "title": plain_text(2000)},
        ),
        IMAGE_SOURCE,
    ),
    "input": fields(
        {**_TYPE, "label": plain_text(2000), "element": _holding(elements.IN_INPUT)},
        {**_ID, "hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "markdown": fields({**_TYPE, "text": string(12_000)}, _ID),
    "rich_text": RICH_TEXT,
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "video": fields(
        {
            **_TYPE,
            "alt_text": string(),
            "title": plain_text(199),
            "thumbnail_url": string(),
            "video_url": string(),
        },
        {
            **_ID,
            "author_name": string(49),
            "description": plain_text(199),
            "provider_icon_url": string(),
            "provider_name": string(),
            "title_url": string(),
        },
    ),
}
"""Blocks an app may send. Left out on purpose: file and call blocks, and blocks for agents."""

MESSAGE_ONLY = {"markdown", "table", "data_table", "data_visualization", "context_actions"}

IN_MESSAGE = set(BLOCKS)
IN_VIEW = set(BLOCKS) - MESSAGE_ONLY
