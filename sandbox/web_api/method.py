"""What a Web API method is here, and the checks several of them share."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox import cast
from sandbox.conversations import Conversation
from sandbox.errors import SlackError
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.web_api.arguments import need

Handler = Callable[[Slack, Json], Json]
"""Takes the arguments, answers the JSON without ``ok``, raises SlackError to refuse."""


@dataclass(frozen=True)
class Method:
    """A method; one of ``scopes`` is needed unless there are none."""

    handler: Handler
    scopes: tuple[str, ...] = ()
    token: str = "bot"
    """Which token it takes: ``bot``, ``app``, or ``none``."""


_FAMILY = {"channel": "channels", "group": "groups", "im": "im"}


def require_scope(slack: Slack, *scopes: str) -> None:
    """Refuse with ``missing_scope`` unless one of the scopes was granted."""
    if not set(scopes) & slack.installation.manifest.scopes:
        raise SlackError("missing_scope", needed=",".join(scopes), provided=slack.installation.scopes)


def require_room_scope(slack: Slack, room: Conversation, what: str) -> None:
    """``what`` is ``read`` or ``history``; the scope's family depends on the kind of conversation."""
    require_scope(slack, f"{_FAMILY[room.kind]}:{what}")


def person_in(slack: Slack, arguments: Json, name: str = "user") -> Person:
    """The person an argument names by id."""
    person = slack.workspace.people.get(str(need(arguments, name)))
    if person is None:
        raise SlackError("user_not_found")
    return person


def room_in(slack: Slack, arguments: Json, name: str = "channel") -> Conversation:
    """The conversation an argument names by id, if the app may know of it."""
    room = slack.workspace.conversations.get(str(need(arguments, name)))
    if room is None or (room.kind != "channel" and cast.BOT_USER_ID not in room.members):
        raise SlackError("channel_not_found")
    return room


def joined_room_in(slack: Slack, arguments: Json) -> Conversation:
    """The same, and the app is a member of it."""
    room = room_in(slack, arguments)
    if cast.BOT_USER_ID not in room.members:
        raise SlackError("not_in_channel")
    return room
