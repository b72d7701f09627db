"""What can be done on the page; each is a small function from the JSON it sends to what happens."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox import interactions, membership, modals, suggestions, talking, targets
from sandbox.blocks.state import STATE_FIELD
from sandbox.conversations import Conversation
from sandbox.deliveries import Delivery
from sandbox.errors import SandboxError, SlackError
from sandbox.interactions import Surface
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.slack import Slack

Action = Callable[[Slack, Person, Json], Awaitable[Json | None]]


def _room(slack: Slack, person: Person, data: Json) -> Conversation:
    return slack.workspace.conversation(str(data["conversation"]), person)


def _message(slack: Slack, person: Person, data: Json) -> Message:
    room = _room(slack, person, data)
    message = room.find(str(data["ts"]))
    if message is None or message not in slack.workspace.seen_by(person, room):
        raise SandboxError("That message is gone.")
    return message


def _surface(slack: Slack, person: Person, data: Json) -> Surface:
    if not data.get("view"):
        return _message(slack, person, data)
    try:
        view = slack.views.find(str(data["view"]), None)
    except SlackError:
        raise SandboxError("That window is closed already.") from None
    if view.person_id != person.id:
        raise SandboxError("That window is somebody else's.")
    return view


def _outcome(delivery: Delivery | None, name: str) -> Json | None:
    if delivery is None or not delivery.error:
        return None
    words = {"http_timeout": "did not acknowledge in time", "connection_failed": "cannot be reached"}
    return {"notice": f"{name} {words.get(delivery.error, f'answered with status {delivery.status}')}."}


async def say(slack: Slack, person: Person, data: Json) -> None:
    """``{conversation, text, thread_ts?}``"""
    await talking.say(slack, person, _room(slack, person, data), str(data["text"]), data.get("thread_ts"))


async def command(slack: Slack, person: Person, data: Json) -> None:
    """``{conversation, command, text}``; a failure is shown as Slack's own message."""
    room = _room(slack, person, data)
    await talking.command(slack, person, room, str(data["command"]), str(data.get("text", "")))


async def act(slack: Slack, person: Person, data: Json) -> Json | None:
    """``{conversation, ts | view, block_id, action_id, value?}``: press, pick or dispatch an input."""
    target, value = _picked(slack, person, data)
    delivery = await interactions.act(slack, person, target, value)
    return _outcome(delivery, slack.workspace.bot.display_name)


async def fill(slack: Slack, person: Person, data: Json) -> None:
    """The same without telling the app, for inputs that wait for a submission."""
    target, value = _picked(slack, person, data)
    interactions.set_value(slack, person, target, value)


def _picked(slack: Slack, person: Person, data: Json) -> tuple[interactions.Target, Any]:
    surface = _surface(slack, person, data)
    target = targets.find_by_ids(surface, str(data["block_id"]), str(data["action_id"]))
    value = data.get("value")
    if target.element["type"] == "overflow":
        value = next(option for option in target.element["options"] if option["value"] == value)
    elif target.element["type"] == "feedback_buttons":
        value = target.element["positive_button" if value == "positive" else "negative_button"]
    elif target.element["type"] in STATE_FIELD:
        value = targets.value_for(slack.workspace, person, target, value)
    return target, value


async def suggest(slack: Slack, person: Person, data: Json) -> Json:
    """``{... block_id, action_id, query}``: options of an external menu."""
    surface = _surface(slack, person, data)
    target = targets.find_by_ids(surface, str(data["block_id"]), str(data["action_id"]))
    return {"options": await suggestions.ask(slack, person, target, str(data.get("query", "")))}


async def submit(slack: Slack, person: Person, data: Json) -> Json:
    """``{view}``"""
    view = _surface(slack, person, data)
    assert not isinstance(view, Message)
    result = await modals.submit(slack, person, view)
    return {"errors": result.errors, "trouble": result.trouble}


async def close(slack: Slack, person: Person, data: Json) -> None:
    """``{view, everything?}``"""
    view = _surface(slack, person, data)
    assert not isinstance(view, Message)
    await modals.close(slack, person, view, everything=bool(data.get("everything")))


async def shortcut(slack: Slack, person: Person, data: Json) -> Json | None:
    """``{callback_id, conversation?, ts?}``"""
    message = _message(slack, person, data) if data.get("ts") else None
    delivery = await interactions.use_shortcut(slack, person, str(data["callback_id"]), message)
    return _outcome(delivery, slack.workspace.bot.display_name)


async def home(slack: Slack, person: Person, data: Json) -> Json | None:
    """``{tab}``"""
    delivery = await interactions.open_home(slack, person, str(data.get("tab", "home")))
    return _outcome(delivery, slack.workspace.bot.display_name)


async def dismiss(slack: Slack, person: Person, data: Json) -> None:
    """``{conversation, ts}``: put away a message only this person sees."""
    message = _message(slack, person, data)
    if message.visible_to == person.id:
        message.dismissed = True
        slack.changes.note()


async def react(slack: Slack, person: Person, data: Json) -> None:
    """``{conversation, ts, name}``: add or take back a reaction."""
    await membership.react(slack, person, _message(slack, person, data), str(data["name"]))


async def add_app(slack: Slack, person: Person, data: Json) -> None:
    """``{conversation}``: invite the app to a channel."""
    await membership.join(slack, slack.workspace.bot, _room(slack, person, data), person.id)


async def move_clock(slack: Slack, person: Person, data: Json) -> None:
    """``{by: seconds}``, ``{to: "monday"}`` (09:00 in the person's zone) or ``{to: "now"}``"""
    if data.get("to") == "now":
        slack.clock.reset()
    elif data.get("to") == "monday":
        slack.clock.set(next_monday(slack.clock.utc(), person.tz))
    else:
        slack.clock.advance(float(data["by"]))


def next_monday(now: datetime, zone: str) -> datetime:
    """The next Monday 09:00 in a zone, later than ``now``."""
    here = now.astimezone(ZoneInfo(zone))
    monday = here.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=-here.weekday() % 7)
    if monday <= here:
        monday += timedelta(days=7)
    return monday.astimezone(UTC)


ACTIONS: dict[str, Action] = {
    "say": say,
    "command": command,
    "act": act,
    "fill": fill,
    "suggest": suggest,
    "submit": submit,
    "close": close,
    "shortcut": shortcut,
    "home": home,
    "dismiss": dismiss,
    "react": react,
    "add_app": add_app,
    "move_clock": move_clock,
}
