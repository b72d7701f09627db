"""Composition objects: texts, options, confirmations (https://docs.slack.dev/reference/block-kit/composition-objects)."""

from sandbox.blocks.schema import (
    Check,
    any_field,
    anything,
    array,
    boolean,
    both,
    fields,
    one_field,
    one_of,
    string,
    typed,
)


def plain_text(at_most: int) -> Check:
    """A ``plain_text`` object."""
    return typed({"plain_text": _plain_text(at_most)})


def any_text(at_most: int) -> Check:
    """A ``plain_text`` or a ``mrkdwn`` object."""
    return typed({"plain_text": _plain_text(at_most), "mrkdwn": _mrkdwn(at_most)})


def _plain_text(at_most: int) -> Check:
    return fields({"type": anything, "text": string(at_most)}, {"emoji": boolean})


def _mrkdwn(at_most: int) -> Check:
    return fields({"type": anything, "text": string(at_most)}, {"verbatim": boolean})


CONFIRM = fields(
    {"title": plain_text(100), "text": any_text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": one_of("primary", "danger")},
)


def _option(text: Check, *, url: bool = False) -> Check:
    extra = {"url": string(3000)} if url else {}
    return fields({"text": text, "value": string(150)}, {"description": any_text(75), **extra})


OPTION = _option(plain_text(75))
"""An option of a select menu: plain text only."""
OVERFLOW_OPTION = _option(plain_text(75), url=True)
RICH_OPTION = _option(any_text(75))
"""An option of radio buttons and checkboxes: mrkdwn is allowed."""

OPTION_GROUP = fields({"label": plain_text(75), "options": array(OPTION, 100)})

DISPATCH_CONFIG = fields({}, {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2)})
CONVERSATION_FILTER = fields(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
SLACK_FILE = both(fields({}, {"id": string(), "url": string(3000)}), any_field("id", "url"))

IMAGE_SOURCE = both(any_field("image_url", "slack_file"), one_field("image_url", "slack_file"))
