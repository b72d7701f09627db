"""Block elements and where they may stand (https://docs.slack.dev/reference/block-kit/block-elements)."""

from sandbox.blocks.objects import (
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_CONFIG,
    IMAGE_SOURCE,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    RICH_OPTION,
    SLACK_FILE,
    plain_text,
)
from sandbox.blocks.schema import (
    Check,
    any_field,
    anything,
    array,
    boolean,
    both,
    fields,
    integer,
    one_field,
    one_of,
    string,
)

_ACTION: dict[str, Check] = {"action_id": string(255), "confirm": CONFIRM}
_INPUT: dict[str, Check] = {
    "action_id": string(255),
    "focus_on_load": boolean,
    "placeholder": plain_text(150),
}
_TYPED: dict[str, Check] = {**_INPUT, "dispatch_action_config": DISPATCH_CONFIG}
_TYPE: dict[str, Check] = {"type": anything}
_MANY: dict[str, Check] = {"max_selected_items": integer(1), "confirm": CONFIRM}
_ONE: dict[str, Check] = {"confirm": CONFIRM}

_OPTIONS = both(any_field("options", "option_groups"), one_field("options", "option_groups"))
_OPTION_LISTS: dict[str, Check] = {"options": array(OPTION, 100), "option_groups": array(OPTION_GROUP, 100)}

_BUTTON = fields(
    {**_TYPE, "text": plain_text(75)},
    {
        **_ACTION,
        "url": string(3000),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
_IMAGE = both(
    fields({**_TYPE, "alt_text": string(2000)}, {"image_url": string(3000), "slack_file": SLACK_FILE}),
    IMAGE_SOURCE,
)
_FEEDBACK_BUTTON = fields({"text": plain_text(75), "value": string(2000)}, {"accessibility_label": string(75)})

ELEMENTS: dict[str, Check] = {
    "button": _BUTTON,
    "image": _IMAGE,
    "static_select": both(fields(_TYPE, {**_INPUT, **_ONE, **_OPTION_LISTS, "initial_option": OPTION}), _OPTIONS),
    "multi_static_select": both(
        fields(_TYPE, {**_INPUT, **_MANY, **_OPTION_LISTS, "initial_options": array(OPTION, 100)}), _OPTIONS
    ),
    "external_select": fields(_TYPE, {**_INPUT, **_ONE, "initial_option": OPTION, "min_query_length": integer(0)}),
    "multi_external_select": fields(
        _TYPE, {**_INPUT, **_MANY, "initial_options": array(OPTION, 100), "min_query_length": integer(0)}
    ),
    "users_select": fields(_TYPE, {**_INPUT, **_ONE, "initial_user": string()}),
    "multi_users_select": fields(_TYPE, {**_INPUT, **_MANY, "initial_users": array(string(), 100)}),
    "conversations_select": fields(
        _TYPE,
        {
            **_INPUT,
            **_ONE,
            "initial_conversation": string(),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": CONVERSATION_FILTER,
        },
    ),
    "multi_conversations_select": fields(
        _TYPE,
        {
            **_INPUT,
            **_MANY,
            "initial_conversations": array(string(), 100),
            "default_to_current_conversation": boolean,
            "filter": CONVERSATION_FILTER,
        },
    ),
    "channels_select": fields(_TYPE, {**_INPUT, **_ONE, "initial_channel": string(), "response_url_enabled": boolean}),
    "multi_channels_select": fields(_TYPE, {**_INPUT, **_MANY, "initial_channels": array(string(), 100)}),
    "overflow": fields({**_TYPE, "options": array(OVERFLOW_OPTION, 5)}, _ACTION),
    "radio_buttons": fields(
        {**_TYPE, "options": array(RICH_OPTION, 10)},
        {**_ACTION, "initial_option": RICH_OPTION, "focus_on_load": boolean},
    ),
    "checkboxes": fields(
        {**_TYPE, "options": array(RICH_OPTION, 10)},
        {**_ACTION, "initial_options": array(RICH_OPTION, 10), "focus_on_load": boolean},
    ),
    "datepicker": fields(_TYPE, {**_INPUT, **_ONE, "initial_date": string(10)}),
    "timepicker": fields(_TYPE, {**_INPUT, **_ONE, "initial_time": string(5), "timezone": string()}),
    "datetimepicker": fields(_TYPE, {**_ACTION, "initial_date_time": integer(0), "focus_on_load": boolean}),
    "plain_text_input": fields(
        _TYPE,
        {
            **_TYPED,
            "initial_value": string(3000, at_least=0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
    ),
    "email_text_input": fields(_TYPE, {**_TYPED, "initial_value": string(at_least=0)}),
    "url_text_input": fields(_TYPE, {**_TYPED, "initial_value": string(at_least=0)}),
    "number_input": fields(
        {**_TYPE, "is_decimal_allowed": boolean},
        {**_TYPED, "initial_value": string(), "min_value": string(), "max_value": string()},
    ),
    "rich_text_input": fields(_TYPE, {**_TYPED, "initial_value": anything}),
    "file_input": fields(
        _TYPE, {"action_id": string(255), "filetypes": array(string(), 100), "max_files": integer(1, 10)}
    ),
    "feedback_buttons": fields(
        {**_TYPE, "positive_button": _FEEDBACK_BUTTON, "negative_button": _FEEDBACK_BUTTON},
        {"action_id": string(255)},
    ),
    "icon_button": fields(
        {**_TYPE, "icon": string(), "text": plain_text(75)},
        {
            **_ACTION,
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": array(string(), 10),
        },
    ),
    "plain_text": fields({**_TYPE, "text": string(2000)}, {"emoji": boolean}),
    "mrkdwn": fields({**_TYPE, "text": string(2000)}, {"verbatim": boolean}),
}
"""Every element with its limits; the two texts are here because a context block holds them like elements."""

_SELECTS = {
    f"{many}{what}_select"
    for many in ("", "multi_")
    for what in ("static", "external", "users", "conversations", "channels")
}
_PICKERS = {"checkboxes", "radio_buttons", "datepicker", "timepicker"}

IN_SECTION = {"button", "image", "overflow", *_SELECTS, *_PICKERS}
IN_ACTIONS = {
    "button", "overflow", "datetimepicker", "rich_text_input", *_PICKERS, *_SELECTS,
}  # fmt: skip
IN_INPUT = {
    "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input",
    "file_input", "datetimepicker", *_SELECTS, *_PICKERS,
}  # fmt: skip
IN_CONTEXT = {"image", "plain_text", "mrkdwn"}
IN_CONTEXT_ACTIONS = {"feedback_buttons", "icon_button"}
