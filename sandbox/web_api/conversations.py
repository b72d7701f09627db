"""conversations.*: what the app may know of channels, and joining and leaving them."""

from collections.abc import Sequence

from sandbox import cast, membership
from sandbox.conversations import Conversation, conversation_object
from sandbox.errors import SlackError
from sandbox.messages import Message, as_history
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.web_api.arguments import flag, integer, need, words
from sandbox.web_api.method import (
    Method,
    joined_room_in,
    person_in,
    require_room_scope,
    require_scope,
    room_in,
)
from sandbox.web_api.paging import page

_KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
_SCOPES = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}


def _shape(room: Conversation) -> Json:
    return conversation_object(room, cast.TEAM_ID, cast.BOT_USER_ID)


def open_(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.open, for one person at a time."""
    if arguments.get("channel"):
        room = room_in(slack, arguments)
    else:
        ids = words(arguments, "users")
        if len(ids) != 1:
            raise SlackError("users_list_not_supplied" if not ids else "method_not_supported_for_channel_type")
        person = person_in(slack, {"user": ids[0]})
        if person.deleted:
            raise SlackError("user_disabled")
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
        room = slack.workspace.direct(person)
    if refusal := slack.faults.refusals.opening(room.partner_id):
        raise SlackError(refusal)
    channel = _shape(room) if flag(arguments, "return_im") else {"id": room.id}
    return {"channel": channel, "no_op": True, "already_open": True}


def list_(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.list"""
    types = words(arguments, "types") or ["public_channel"]
    for kind in types:
        if kind not in _KINDS:
            raise SlackError("invalid_types")
        require_scope(slack, _SCOPES[kind])
    kinds = {_KINDS[kind] for kind in types}
    rooms = [room for room in slack.workspace.conversations.values() if room.kind in kinds]
    rooms = [room for room in rooms if room.kind == "channel" or cast.BOT_USER_ID in room.members]
    if flag(arguments, "exclude_archived"):
        rooms = [room for room in rooms if not room.is_archived]
    found, cursor = page(rooms, arguments)
    return {"channels": [_shape(room) for room in found], "response_metadata": {"next_cursor": cursor}}


def of_app(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/users.conversations, for the app itself; without ``is_member``."""
    answer = list_(slack, arguments)
    mine = [shape for shape in answer["channels"] if shape["is_member"]]
    return answer | {"channels": [{name: shape[name] for name in shape.keys() - {"is_member"}} for shape in mine]}


def info(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.info"""
    room = room_in(slack, arguments)
    require_room_scope(slack, room, "read")
    shape = _shape(room)
    if not flag(arguments, "include_num_members"):
        shape.pop("num_members", None)
    return {"channel": shape}


def members(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.members"""
    room = room_in(slack, arguments)
    require_room_scope(slack, room, "read")
    found, cursor = page(room.members, arguments)
    return {"members": found, "response_metadata": {"next_cursor": cursor}}


def _within(messages: Sequence[Message], arguments: Json) -> list[Message]:
    oldest, latest = str(arguments.get("oldest") or "0"), str(arguments.get("latest") or "9999999999")
    if flag(arguments, "inclusive"):
        return [m for m in messages if float(oldest) <= float(m.ts) <= float(latest)]
    return [m for m in messages if float(oldest) < float(m.ts) < float(latest)]


def _limited(slack: Slack, method: str, arguments: Json) -> Json:
    """The arguments, asking for no more objects than Slack's limit gives."""
    most = slack.limits.look(method)
    return arguments if most is None else arguments | {"limit": min(integer(arguments, "limit", most), most)}


def _threads(messages: Sequence[Message]) -> dict[str, list[Message]]:
    """The answers in each thread, by the parent's time stamp."""
    threads: dict[str, list[Message]] = {}
    for message in messages:
        if message.thread_ts not in (None, message.ts):
            threads.setdefault(str(message.thread_ts), []).append(message)
    return threads


def history(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.history: newest first, replies left out."""
    room = joined_room_in(slack, arguments)
    require_room_scope(slack, room, "history")
    arguments = _limited(slack, "conversations.history", arguments)
    shown = slack.faults.shown(room.history())
    tops = [m for m in shown if m.thread_ts in (None, m.ts) or m.subtype == "thread_broadcast"]
    found, cursor = page(_within(tops, arguments)[::-1], arguments, most=999)
    threads = _threads(shown)
    metadata = flag(arguments, "include_all_metadata")
    answer: Json = {
        "messages": [as_history(m, threads.get(m.ts, []), metadata=metadata) for m in found],
        "has_more": bool(cursor),
        "pin_count": 0,
    }
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def replies(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.replies: oldest first, the parent leading."""
    room = joined_room_in(slack, arguments)
    require_room_scope(slack, room, "history")
    arguments = _limited(slack, "conversations.replies", arguments)
    thread = slack.faults.shown(room.replies(str(need(arguments, "ts"))))
    if not thread:
        raise SlackError("thread_not_found")
    parent, answers = thread[0], _within(thread[1:], arguments)
    found, cursor = page([parent, *answers], arguments, default=1000)
    metadata = flag(arguments, "include_all_metadata")
    shapes = [as_history(m, thread[1:] if m is parent else [], metadata=metadata) for m in found]
    answer: Json = {"messages": shapes, "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def join(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.join"""
    room = room_in(slack, arguments)
    if room.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if cast.BOT_USER_ID in room.members:
        metadata = {"warnings": ["already_in_channel"]}
        return {"channel": _shape(room), "warning": "already_in_channel", "response_metadata": metadata}
    slack.events.in_background(membership.join(slack, slack.workspace.bot, room))
    return {"channel": _shape(room) | {"is_member": True}}


def invite(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.invite"""
    room = joined_room_in(slack, arguments)
    people = [person_in(slack, {"user": id_}) for id_ in words(arguments, "users")]
    if not people:
        raise SlackError("no_user")
    for person in people:
        if person.id == cast.BOT_USER_ID:
            raise SlackError("cant_invite_self")
        if person.id in room.members:
            raise SlackError("already_in_channel")
    for person in people:
        slack.events.in_background(membership.join(slack, person, room, cast.BOT_USER_ID))
    return {"channel": _shape(room)}


def leave(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.leave"""
    room = room_in(slack, arguments)
    if cast.BOT_USER_ID not in room.members:
        return {"not_in_channel": True}
    slack.events.in_background(membership.leave(slack, slack.workspace.bot, room))
    return {}


METHODS = {
    "conversations.open": Method(open_, ("im:write",)),
    "conversations.list": Method(list_),
    "users.conversations": Method(of_app),
    "conversations.info": Method(info),
    "conversations.members": Method(members),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
    "conversations.join": Method(join, ("channels:join",)),
    "conversations.invite": Method(invite, ("channels:manage", "channels:write.invites", "groups:write")),
    "conversations.leave": Method(leave, ("channels:manage", "channels:write", "groups:write")),
}
