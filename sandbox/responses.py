"""Answers that are not Web API calls: bodies of command acknowledgements, and posts to response URLs."""

from typing import Any

from sandbox import posting
from sandbox.conversations import Conversation
from sandbox.errors import SlackError
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.tickets import ResponseUrl


def show_command_answer(slack: Slack, person: Person, room: Conversation, answer: Any) -> Message | None:
    """Show the body of a command's acknowledgement: nothing, a text, or a message object."""
    if answer is None or answer in ("", {}):
        return None
    content: Json = {"text": answer} if isinstance(answer, str) else dict(answer)
    return _post(slack, person, room, content)


def use(slack: Slack, path: str, content: Json) -> None:
    """A post to a response URL; SlackError carries Slack's code for the answer."""
    ticket = slack.tickets.use_response_url(path)
    person = slack.workspace.people[ticket.person_id]
    room = slack.workspace.conversations[ticket.conversation_id]
    if content.get("delete_original") in (True, "true"):
        _delete_original(slack, ticket)
    elif content.get("replace_original") in (True, "true") and not ticket.for_command:
        _replace_original(slack, ticket, content)
    else:
        _post(slack, person, room, {"thread_ts": ticket.thread_ts} | content)


def _post(slack: Slack, person: Person, room: Conversation, content: Json) -> Message:
    kind = content.get("response_type", "ephemeral")
    if kind not in ("ephemeral", "in_channel"):
        raise SlackError("invalid_response_type")
    posting.check_content(content)
    return posting.post(slack, room, content, visible_to=person.id if kind == "ephemeral" else None)


def _replace_original(slack: Slack, ticket: ResponseUrl, content: Json) -> None:
    if ticket.source is None:
        raise SlackError("message_not_found")
    if content.get("blocks") is None:
        content = content | {"blocks": []}
    if not content.get("text") and content.get("blocks"):
        content = content | {"text": ""}
    posting.replace(slack, ticket.source, content)


def _delete_original(slack: Slack, ticket: ResponseUrl) -> None:
    if ticket.source is None or ticket.source not in slack.workspace.conversations[ticket.conversation_id].messages:
        raise SlackError("message_not_found")
    posting.remove(slack, ticket.source)
