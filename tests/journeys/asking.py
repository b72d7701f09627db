"""What journeys say over and over: ask something, look at the last answer, at its buttons and their lines."""

from __future__ import annotations

from bot.words import words_in
from sandbox import Message, Sandbox
from sandbox.views import View

# What Rung says, by the name of the sentence: for stories in which the wording is not the point.
EN, HANT, HANS = words_in("en"), words_in("zh-Hant"), words_in("zh-Hans")


async def ask(slack: Sandbox, who: str, text: str, command: str = "/skill") -> str:
    """What `who` reads after typing a command in #ml-platform."""
    delivery = await slack.command(who, "#ml-platform", command, text)
    assert delivery.status == 200, delivery
    return slack.text_of(last(slack, who))


def last(slack: Sandbox, who: str, where: str = "#ml-platform") -> Message:
    return slack.last_seen_by(who, where)


def buttons(message: Message) -> list[str]:
    """The labels of a message's buttons."""
    actions = [block for block in message.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for block in actions for element in block["elements"]]


def lines(message: Message) -> list[str]:
    """The lines that a message's buttons stand for."""
    actions = [block for block in message.blocks if block["type"] == "actions"]
    return [element["value"] for block in actions for element in block["elements"]]


async def press(slack: Sandbox, who: str, button: str, where: str = "#ml-platform") -> str:
    """What `who` reads after pressing a button of the last message."""
    await slack.press(who, last(slack, who, where), button)
    await slack.settled()
    return slack.text_of(last(slack, who, where))


async def tell(slack: Sandbox, who: str, text: str) -> str:
    """What `who` reads after writing to Rung directly."""
    await slack.say(who, "@Rung", text)
    await slack.settled()
    return slack.text_of(last(slack, who, "@Rung"))


def window(slack: Sandbox, who: str) -> View:
    """The modal that `who` looks at."""
    view = slack.open_view(who)
    assert view is not None, f"{who} has no window open"
    return view


def windows_text(slack: Sandbox, who: str) -> str:
    """What `who` reads in the modal they look at."""
    return slack.text_of(window(slack, who))
