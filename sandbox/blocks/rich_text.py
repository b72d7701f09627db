"""Rich text and table cells (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block)."""

from typing import Any

from sandbox.blocks.schema import (
    Check,
    Problems,
    anything,
    array,
    boolean,
    fields,
    integer,
    one_of,
    string,
    typed,
)

_TYPE: dict[str, Check] = {"type": anything}
_STYLE: dict[str, Check] = {
    "style": fields(
        {},
        dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight"), boolean),
    )
}

_INLINE = typed(
    {
        "text": fields({**_TYPE, "text": string()}, _STYLE),
        "link": fields({**_TYPE, "url": string()}, {**_STYLE, "text": string(at_least=0), "unsafe": boolean}),
        "user": fields({**_TYPE, "user_id": string()}, _STYLE),
        "channel": fields({**_TYPE, "channel_id": string()}, _STYLE),
        "usergroup": fields({**_TYPE, "usergroup_id": string()}, _STYLE),
        "broadcast": fields({**_TYPE, "range": one_of("here", "channel", "everyone")}, _STYLE),
        "emoji": fields({**_TYPE, "name": string()}, {**_STYLE, "unicode": string(), "skin_tone": integer()}),
        "color": fields({**_TYPE, "value": string()}, _STYLE),
        "date": fields(
            {**_TYPE, "timestamp": integer(), "format": string()},
            {**_STYLE, "url": string(), "fallback": string()},
        ),
    }
)

_INLINES: dict[str, Check] = {"elements": array(_INLINE, 10_000, 0)}
_BORDER: dict[str, Check] = {"border": integer(0, 1)}
_SECTION = fields({**_TYPE, **_INLINES})

_PARTS = typed(
    {
        "rich_text_section": _SECTION,
        "rich_text_quote": fields({**_TYPE, **_INLINES}, _BORDER),
        "rich_text_preformatted": fields({**_TYPE, **_INLINES}, {**_BORDER, "language": string()}),
        "rich_text_list": fields(
            {
                **_TYPE,
                "style": one_of("bullet", "ordered"),
                "elements": array(typed({"rich_text_section": _SECTION}), 10_000),
            },
            {**_BORDER, "indent": integer(0, 8), "offset": integer(0)},
        ),
    }
)

RICH_TEXT = fields({**_TYPE, "elements": array(_PARTS, 10_000)}, {"block_id": string(255)})

_RAW_TEXT = fields({**_TYPE, "text": string()})
_CELL = typed({"raw_text": _RAW_TEXT, "rich_text": RICH_TEXT})
_COLUMN = fields({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _column(value: Any, at: str, problems: Problems) -> None:
    if value is not None:
        _COLUMN(value, at, problems)


TABLE = fields(
    {**_TYPE, "rows": array(array(_CELL, 20), 100)},
    {"block_id": string(255), "column_settings": array(_column, 20, 0)},
)

_DATA_CELL = typed(
    {
        "raw_text": _RAW_TEXT,
        "rich_text": RICH_TEXT,
        "raw_number": fields({**_TYPE, "value": anything}, {"text": string()}),
    }
)
DATA_TABLE = fields(
    {**_TYPE, "caption": string(), "rows": array(array(_DATA_CELL, 20), 201, 2)},
    {"block_id": string(255), "page_size": integer(1, 100), "row_header_column_index": integer(0)},
)
