"""Presses, picks and shortcuts: the interaction payloads of messages, Home tabs and modals."""

from dataclasses import dataclass
from typing import Any

from sandbox import cast
from sandbox.blocks.state import STATE_FIELD, action_object, pick, state_values
from sandbox.deliveries import Delivery
from sandbox.errors import SandboxError
from sandbox.manifest import Shortcut
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.views import View

Surface = Message | View
"""Where blocks are shown and can be pressed."""


@dataclass
class Target:
    """An element on a surface."""

    surface: Surface
    block: Json
    element: Json


def common(slack: Slack, kind: str, person: Person, view_id: str | None = None) -> Json:
    """The fields every interaction payload has; brings a fresh trigger id."""
    return {
        "type": kind,
        "user": slack.workspace.user_reference(person),
        "api_app_id": cast.APP_ID,
        "token": slack.installation.verification_token,
        "team": {"id": cast.TEAM_ID, "domain": cast.TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": slack.tickets.new_trigger(person.id, view_id),
    }


def picks(surface: Surface, person: Person) -> Json:
    """What this person picked on a surface so far."""
    if isinstance(surface, View):
        return surface.picked
    mine: Json = surface.state.setdefault(person.id, {})
    return mine


def set_value(slack: Slack, person: Person, target: Target, value: Any) -> None:
    """Keep what somebody picked or typed, without telling the app."""
    pick(picks(target.surface, person), target.block, target.element, value)
    slack.changes.note()


async def act(slack: Slack, person: Person, target: Target, value: Any = None) -> Delivery:
    """Press, pick or fill an element and send ``block_actions``; the acknowledgement's body is not used.

    ``value`` is an option object, a string or a list of either, as the element's state holds it.
    """
    if not slack.installation.manifest.interactivity:
        raise SandboxError("The manifest has interactivity switched off, so buttons do nothing.")
    surface = target.surface
    if target.element["type"] in STATE_FIELD:
        pick(picks(surface, person), target.block, target.element, value)
    payload = common(slack, "block_actions", person, surface.id if isinstance(surface, View) else None)
    payload |= _place(slack, person, surface)
    payload["actions"] = [action_object(target.block, target.element, value, slack.stamp())]
    return await slack.deliveries.deliver("block_actions", "interactive", payload)


def _place(slack: Slack, person: Person, surface: Surface) -> Json:
    if isinstance(surface, View):
        view = surface.as_slack()
        return {"container": {"type": "view", "view_id": surface.id}, "view": view, "state": view["state"]}
    room = slack.workspace.conversations[surface.channel]
    path = slack.tickets.new_response_url("actions", person.id, room.id, surface)
    container: Json = {
        "type": "message",
        "message_ts": surface.ts,
        "channel_id": room.id,
        "is_ephemeral": surface.ephemeral,
    }
    if surface.thread_ts:
        container["thread_ts"] = surface.thread_ts
    place: Json = {
        "container": container,
        "channel": {"id": room.id, "name": room.command_name},
        "state": {"values": state_values(surface.blocks, picks(surface, person))},
        "response_url": slack.response_url(path),
    }
    if not surface.ephemeral:  # Slack does not send ephemeral messages back
        place["message"] = surface.as_slack()
    return place


def find_shortcut(slack: Slack, callback_id: str, kind: str) -> Shortcut:
    """A shortcut of the manifest by callback id or name; SandboxError says which there are."""
    there = [shortcut for shortcut in slack.installation.manifest.shortcuts if shortcut.type == kind]
    for shortcut in there:
        if callback_id in (shortcut.callback_id, shortcut.name):
            return shortcut
    names = ", ".join(shortcut.callback_id for shortcut in there) or "none"
    raise SandboxError(f"The manifest has no {kind} shortcut {callback_id!r}; it has: {names}.")


async def use_shortcut(slack: Slack, person: Person, callback_id: str, message: Message | None = None) -> Delivery:
    """Use a global shortcut, or a message shortcut on a message."""
    shortcut = find_shortcut(slack, callback_id, "message" if message else "global")
    kind = "message_action" if message else "shortcut"
    payload = common(slack, kind, person)
    payload |= {"callback_id": shortcut.callback_id, "action_ts": slack.stamp()}
    if message:
        room = slack.workspace.conversations[message.channel]
        path = slack.tickets.new_response_url("app", person.id, room.id, message)
        payload |= {
            "channel": {"id": room.id, "name": room.command_name},
            "message_ts": message.ts,
            "message": message.as_slack(),
            "response_url": slack.response_url(path),
        }
    return await slack.deliveries.deliver(kind, "interactive", payload)


async def open_home(slack: Slack, person: Person, tab: str = "home") -> Delivery | None:
    """Open the app's Home (or Messages) tab: ``app_home_opened``, with the view once one is published."""
    room = slack.workspace.direct(person)
    event: Json = {"type": "app_home_opened", "user": person.id, "channel": room.id, "tab": tab}
    home = slack.views.home(person.id)
    if home and tab == "home":
        event["view"] = home.as_slack()
    return await slack.events.emit(event)
