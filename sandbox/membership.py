"""Joining and leaving, profiles that change, and the app being removed; each tells the app."""

from typing import Any

from sandbox import cast
from sandbox.conversations import Conversation
from sandbox.deliveries import Delivery
from sandbox.errors import SandboxError
from sandbox.messages import Message
from sandbox.people import CHANGEABLE, Person, dnd_status, user_object
from sandbox.shapes import Json
from sandbox.slack import Slack


async def join(slack: Slack, person: Person, room: Conversation, inviter: str | None = None) -> None:
    """Somebody (or the app) joins a channel."""
    if person.id in room.members:
        return
    room.members.append(person.id)
    slack.changes.note()
    event = _membership("member_joined_channel", person, room)
    if inviter:
        event["inviter"] = inviter
    if cast.BOT_USER_ID in room.members:
        await slack.events.emit(event)


async def leave(slack: Slack, person: Person, room: Conversation) -> None:
    """Somebody (or the app) leaves a channel."""
    if person.id not in room.members:
        return
    app_was_there = cast.BOT_USER_ID in room.members
    room.members.remove(person.id)
    slack.changes.note()
    if app_was_there:
        await slack.events.emit(_membership("member_left_channel", person, room))


def _membership(kind: str, person: Person, room: Conversation) -> Json:
    letter = "G" if room.kind == "group" else "C"
    return {
        "type": kind,
        "user": person.id,
        "channel": room.id,
        "channel_type": letter,
        "team": cast.TEAM_ID,
    }


async def rename(slack: Slack, room: Conversation, name: str) -> None:
    """A channel gets a new name."""
    room.name = name
    slack.changes.note()
    details = {
        "id": room.id,
        "name": name,
        "name_normalized": name,
        "created": room.created,
        "is_channel": True,
    }
    await slack.events.emit({"type": "channel_rename", "channel": details})


async def update_profile(slack: Slack, person: Person, **changes: Any) -> Delivery | None:
    """Change a profile and send ``user_change``, or ``dnd_updated_user`` when only do-not-disturb changed.

    SandboxError names a field that cannot be changed.
    """
    for name, value in changes.items():
        if name not in CHANGEABLE:
            raise SandboxError(f"A profile has no {name!r}; it has: {', '.join(sorted(CHANGEABLE))}.")
        setattr(person, name, value)
    at = slack.clock.now()
    slack.changes.note()
    quiet = None
    if "dnd_until" in changes:
        status = dnd_status(person, at)
        quiet = await slack.events.emit({"type": "dnd_updated_user", "user": person.id, "dnd_status": status})
    if changes.keys() == {"dnd_until"}:
        return quiet
    person.updated = int(at)
    return await slack.events.emit({"type": "user_change", "user": _user(slack, person), "cache_ts": person.updated})


async def add_person(slack: Slack, person: Person) -> Delivery | None:
    """Somebody new joins the workspace (``team_join``)."""
    slack.workspace.people[person.id] = person
    slack.changes.note()
    return await slack.events.emit({"type": "team_join", "user": _user(slack, person)})


def crowd(slack: Slack, room: Conversation, count: int) -> list[Person]:
    """Many quiet people in a channel, for trying what happens in a big one."""
    start = len(slack.workspace.people)
    people = [
        Person(
            id=f"U1{number:07d}",
            name=f"member{number}",
            real_name=f"Member {number}",
            display_name=f"Member {number}",
            title="Engineer",
            locale="en-US",
            tz="Europe/London",
            email=f"member{number}@acme-ai.example",
        )
        for number in range(start, start + count)
    ]
    slack.workspace.people |= {person.id: person for person in people}
    room.members += [person.id for person in people]
    slack.changes.note()
    return people


async def react(slack: Slack, person: Person, message: Message, name: str) -> None:
    """Add a reaction, or take it back."""
    people = message.reactions.setdefault(name, [])
    kind = "reaction_removed" if person.id in people else "reaction_added"
    people.remove(person.id) if person.id in people else people.append(person.id)
    if not people:
        del message.reactions[name]
    slack.changes.note()
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    event = {"type": kind, "user": person.id, "reaction": name, "item": item, "item_user": message.user}
    if cast.BOT_USER_ID in slack.workspace.conversations[message.channel].members:
        await slack.events.emit(event)


async def uninstall(slack: Slack, refusal: str = "account_inactive") -> None:
    """The app is removed: ``tokens_revoked`` and ``app_uninstalled``; then its token is worth nothing.

    ``refusal`` is what the token is answered from then on; for a bot's, Slack documents ``account_inactive``.
    """
    await slack.events.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [cast.BOT_USER_ID]}})
    await slack.events.emit({"type": "app_uninstalled"})
    slack.installation.revoked, slack.installation.refusal = True, refusal
    slack.changes.note()


def _user(slack: Slack, person: Person) -> Json:
    email = "users:read.email" in slack.installation.manifest.scopes
    return user_object(person, cast.TEAM_ID, slack.clock.now(), email=email, locale=True)
