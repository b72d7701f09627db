"""What the page shows: one JSON picture of the workspace through one person's eyes."""

from pathlib import PurePosixPath
from typing import Any

from sandbox import cast
from sandbox.blocks.state import state_values
from sandbox.conversations import Conversation
from sandbox.interactions import picks
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.views import View

_KEPT_BACK = {"private_metadata", "hash", "root_view_id", "previous_view_id", "app_installed_team_id"}
"""Fields of a view that are the app's business and never reach the page."""


def picture(slack: Slack, person: Person, place: str) -> Json:
    """Everything the page needs for ``person`` looking at conversation ``place`` (an id, or empty)."""
    workspace = slack.workspace
    workspace.direct(person)
    room = workspace.conversations.get(place)
    messages = [_message(message, person) for message in workspace.seen_by(person, room)] if room else []
    home = slack.views.home(person.id)
    return {
        "version": slack.changes.version,
        "clock": {"now": slack.clock.now(), "offset": slack.clock.offset},
        "team": {"id": cast.TEAM_ID, "name": cast.TEAM_NAME},
        "app": _app(slack, person),
        "me": person.id,
        "people": [_person(each) for each in workspace.people.values() if not each.deleted],
        "conversations": _conversations(slack, person),
        "place": room.id if room else "",
        "messages": messages,
        "modals": [_view(view) for view in slack.views.stack(person.id)],
        "home": _view(home) if home else None,
    }


def _app(slack: Slack, person: Person) -> Json:
    installation, manifest = slack.installation, slack.installation.manifest
    return {
        "id": cast.BOT_USER_ID,
        "name": manifest.bot_name,
        "description": manifest.description,
        "conversation": slack.workspace.direct(person).id,
        "reachable": installation.reachable is not False,
        "address": installation.request_url or "Socket Mode",
        "revoked": installation.revoked,
        "home_tab": manifest.home_tab,
        "messages_tab": manifest.messages_tab,
        "read_only": manifest.messages_tab_read_only,
        "commands": [
            {"command": each.command, "description": each.description, "usage_hint": each.usage_hint}
            for each in manifest.commands
        ],
        "shortcuts": [
            {"name": each.name, "type": each.type, "callback_id": each.callback_id, "about": each.description}
            for each in manifest.shortcuts
        ],
    }


def _person(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "display_name": person.display_name,
        "real_name": person.real_name,
        "title": person.title,
        "locale": person.locale,
        "lang": person.language,
        "tz": person.tz,
        "color": person.color,
        "is_admin": person.is_admin,
        "is_bot": person.is_bot,
        "away": person.away,
        "status": person.status_text,
    }


def _conversations(slack: Slack, person: Person) -> list[Json]:
    return [
        {
            "id": room.id,
            "name": room.name,
            "kind": room.kind,
            "topic": room.topic,
            "members": room.members,
            "app_is_in": cast.BOT_USER_ID in room.members,
            "latest": _latest(slack, person, room),
        }
        for room in slack.workspace.conversations.values()
        if person.id in room.members
    ]


def _latest(slack: Slack, person: Person, room: Conversation) -> str:
    others = [m for m in slack.workspace.seen_by(person, room) if m.user != person.id]
    return others[-1].ts if others else ""


def _message(message: Message, person: Person) -> Json:
    shape = message.as_slack()
    shape.pop("bot_profile", None)
    if message.user == person.id or not message.bot:
        shape.pop("blocks", None)  # a typed message reads better from its text than from its rich text
    if message.blocks and message.bot:
        shape["values"] = state_values(message.blocks, picks(message, person))
    files = [_file(file) for file in message.files]
    return shape | {"ephemeral": message.ephemeral, "by_slack": message.by_slack, "files": files}


def _file(file: Json) -> Json:
    return {
        "id": file["id"],
        "title": file["title"],
        "name": file["name"],
        "kind": file["pretty_type"],
        "size": file["size"],
        "alt": file["alt_txt"],
        "is_image": file["mimetype"].startswith("image/"),
        "path": f"/files/{file['id']}/{PurePosixPath(file['name']).name}",
    }


def _view(view: View) -> Json:
    shape: dict[str, Any] = {k: v for k, v in view.as_slack().items() if k not in _KEPT_BACK}
    return shape | {
        "key": f"{view.id}:{view.hash}",
        "values": shape["state"]["values"],
        "errors": view.errors,
        "trouble": view.trouble,
        "submitting": view.submitting,
    }
