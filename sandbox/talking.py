"""What people say: messages in channels and to the app, and slash commands."""

import secrets

from sandbox import cast, responses
from sandbox.conversations import Conversation
from sandbox.deliveries import Delivery
from sandbox.errors import SandboxError, SlackError
from sandbox.manifest import SlashCommand
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.slack import Slack
from sandbox.typed_text import rich_text, to_slack


async def say(slack: Slack, person: Person, room: Conversation, text: str, thread_ts: str | None = None) -> Message:
    """Post what somebody typed, and tell the app if it subscribed; returns after its acknowledgement."""
    _require_member(person, room)
    if room.kind == "im" and slack.installation.manifest.messages_tab_read_only:
        raise SandboxError("The manifest makes the app's Messages tab read-only; nobody can write there.")
    workspace = slack.workspace
    slack_text = to_slack(text, workspace.people.values(), workspace.conversations.values())
    message = Message(
        ts="",
        channel=room.id,
        user=person.id,
        text=slack_text,
        blocks=[rich_text(slack_text) | {"block_id": secrets.token_urlsafe(4)}],
        thread_ts=thread_ts,
        client_msg_id=secrets.token_hex(16),
    )
    workspace.add_message(room, message)
    await slack.events.message(room, message)
    return message


async def command(slack: Slack, person: Person, room: Conversation, name: str, text: str) -> Delivery:
    """Send a slash command and show its answer, or Slack's own sentence when the app fails."""
    known = find_command(slack, name)
    if room.kind != "channel":
        _require_member(person, room)
    if known.escape:
        workspace = slack.workspace
        text = to_slack(text, workspace.people.values(), workspace.conversations.values(), command=True)
    path = slack.tickets.new_response_url("commands", person.id, room.id)
    payload = {
        "token": slack.installation.verification_token,
        "team_id": cast.TEAM_ID,
        "team_domain": cast.TEAM_DOMAIN,
        "channel_id": room.id,
        "channel_name": room.command_name,
        "user_id": person.id,
        "user_name": person.name,
        "command": known.command,
        "text": text,
        "api_app_id": cast.APP_ID,
        "is_enterprise_install": "false",
        "response_url": slack.response_url(path),
        "trigger_id": slack.tickets.new_trigger(person.id),
    }
    delivery = await slack.deliveries.deliver("command", "slash_commands", payload)
    _show_outcome(slack, person, room, delivery)
    return delivery


def find_command(slack: Slack, name: str) -> SlashCommand:
    """A command of the manifest; SandboxError says which there are."""
    if slack.installation.revoked:
        raise SandboxError(f"{slack.workspace.bot.display_name} was removed, and its commands with it.")
    for known in slack.installation.manifest.commands:
        if known.command == name:
            return known
    there = ", ".join(known.command for known in slack.installation.manifest.commands)
    raise SandboxError(f"{name} is not a valid command. The manifest has: {there or 'none'}.")


def _show_outcome(slack: Slack, person: Person, room: Conversation, delivery: Delivery) -> None:
    name = delivery.payload["command"]
    if delivery.error:
        code = "operation_timeout" if delivery.error == "http_timeout" else "dispatch_failed"
        slack.workspace.tell_privately(person, room, f'{name} failed with the error "{code}"')
        return
    try:
        responses.show_command_answer(slack, person, room, delivery.answer)
    except SlackError as error:
        # The app sent something Slack cannot show; the delivery keeps the places for whoever looks.
        delivery.answer = {"refused": error.code, **error.extra, "body": delivery.answer}
        slack.workspace.tell_privately(person, room, f'{name} failed with the error "{error.code}"')


def _require_member(person: Person, room: Conversation) -> None:
    if person.id not in room.members:
        raise SandboxError(f"{person.display_name} is not in #{room.name}.")
