"""What journeys say over and over: ask something, look at the last answer, at its buttons and their lines."""

from __future__ import annotations

from sandbox import Message, Sandbox


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
