"""chat.*: posting, changing and deleting messages of the app."""

import secrets

from sandbox import cast, posting
from sandbox.conversations import Conversation
from sandbox.errors import SlackError
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.web_api.arguments import integer, need
from sandbox.web_api.method import Method, joined_room_in, person_in, room_in


def _target(slack: Slack, arguments: Json) -> Conversation:
    """Where to post: a conversation id, ``#name``, or a person's id for their direct messages."""
    wanted = str(need(arguments, "channel"))
    if (person := slack.workspace.people.get(wanted)) is not None:
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
        room = _direct(slack, person)
    else:
        room = room_in(slack, {"channel": _id_of(slack, wanted)})
    _require_postable(slack, room)
    return room


def _direct(slack: Slack, person: Person) -> Conversation:
    """Where a person reads what the app tells them; nobody new can be written to after they left.

    Those who left and had a conversation with the app are written to without a word: Slack takes the message
    (https://github.com/slackapi/python-slack-sdk/issues/1156).
    """
    room = slack.workspace.find_direct(person) if person.deleted else slack.workspace.direct(person)
    if room is None:
        raise SlackError("channel_not_found")
    return room


def _id_of(slack: Slack, wanted: str) -> str:
    rooms = slack.workspace.conversations
    if wanted in rooms:
        return wanted
    return next((room.id for room in rooms.values() if room.name == wanted.lstrip("#")), wanted)


def _require_postable(slack: Slack, room: Conversation) -> None:
    manifest = slack.installation.manifest
    if room.is_archived:
        raise SlackError("is_archived")
    if refusal := slack.faults.refusals.posting_to(room.partner_id):
        raise SlackError(refusal)
    if room.kind == "im" and not manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    if cast.BOT_USER_ID not in room.members and "chat:write.public" not in manifest.scopes:
        raise SlackError("not_in_channel")
    slack.limits.post(room.id)


def _require_thread(room: Conversation, thread_ts: str | None) -> None:
    if thread_ts and room.find(thread_ts) is None:
        raise SlackError("thread_not_found")


def post_message(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.postMessage"""
    arguments = posting.with_markdown(arguments)
    posting.check_content(arguments)
    room = _target(slack, arguments)
    _require_thread(room, arguments.get("thread_ts"))
    message = posting.post(slack, room, arguments)
    return {"channel": room.id, "ts": message.ts, "message": message.as_slack(metadata=True)}


def post_ephemeral(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.postEphemeral"""
    arguments = posting.with_markdown(arguments)
    posting.check_content(arguments)
    person = person_in(slack, arguments)
    room = _target(slack, arguments)
    if person.id not in room.members:
        raise SlackError("user_not_in_channel")
    message = posting.post(slack, room, arguments, visible_to=person.id)
    return {"message_ts": message.ts}


def _own_message(slack: Slack, arguments: Json, refusal: str) -> Message:
    room = room_in(slack, arguments)
    message = room.find(str(need(arguments, "ts")))
    if message is None or message.ephemeral:
        raise SlackError("message_not_found")
    if message.user != cast.BOT_USER_ID:
        raise SlackError(refusal)
    return message


def update(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.update"""
    arguments = posting.with_markdown(arguments)
    message = _own_message(slack, arguments, "cant_update_message")
    if all(arguments.get(name) is None for name in ("text", "blocks", "attachments", "metadata")):
        raise SlackError("no_text")
    posting.replace(slack, message, arguments)
    shape = message.as_slack(metadata=True)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shape}


def delete(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.delete"""
    message = _own_message(slack, arguments, "cant_delete_message")
    posting.remove(slack, message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.getPermalink; the address is the sandbox's own page."""
    room = room_in(slack, arguments)
    ts = str(need(arguments, "message_ts"))
    if room.find(ts) is None:
        raise SlackError("message_not_found")
    return {"channel": room.id, "permalink": f"{slack.base_url}/archives/{room.id}/p{ts.replace('.', '')}"}


def schedule_message(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.scheduleMessage, on the sandbox's clock."""
    posting.check_content(arguments)
    room = joined_room_in(slack, arguments)
    post_at = integer(arguments, "post_at", 0)
    if post_at <= slack.clock.now():
        raise SlackError("time_in_past")
    if post_at > slack.clock.now() + 120 * 86_400:
        raise SlackError("time_too_far")
    slack.events.in_background(_post_later(slack, room, arguments, post_at))
    shape = posting.app_message(slack, arguments).as_slack()
    scheduled_id = "Q" + secrets.token_hex(5).upper()
    return {"channel": room.id, "scheduled_message_id": scheduled_id, "post_at": post_at, "message": shape}


async def _post_later(slack: Slack, room: Conversation, arguments: Json, post_at: int) -> None:
    await slack.clock.wait_until(post_at)
    if arguments.get("metadata") is None:  # Slack accepts scheduled messages with metadata, and never posts them
        posting.post(slack, room, arguments)


_WRITE = ("chat:write",)
METHODS = {
    "chat.postMessage": Method(post_message, _WRITE),
    "chat.postEphemeral": Method(post_ephemeral, _WRITE),
    "chat.update": Method(update, _WRITE),
    "chat.delete": Method(delete, _WRITE),
    "chat.getPermalink": Method(get_permalink),
    "chat.scheduleMessage": Method(schedule_message, _WRITE),
}
