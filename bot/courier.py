"""Takes a message to somebody who did not ask just now, and says honestly what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.messages.elements import Message


@dataclass(frozen=True, slots=True)
class Address:
    """Whom to reach, as the platform names them."""

    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a message carries unseen: the key it is found by, and what it is about."""

    key: str
    kind: str
    skill: str | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there; the ids are the platform's. `stamp` is what it carries, when it was looked up."""

    conversation: str
    message: str
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """It was certainly not sent, and may be in so many seconds; `everybody` in the workspace waits when it is busy."""

    seconds: float
    everybody: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken.

    `code` is the platform's word for it. `everybody` means the whole workspace, `person` that this one cannot be
    reached any more; neither, that this very message is at fault. `removed` says that the app is no longer there.
    """

    code: str
    everybody: bool = False
    person: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """Nobody knows whether it was sent: the answer got lost. For `seconds` the platform is better left alone."""

    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class NotThere:
    """The platform was asked and does not have it."""


Outcome = Sent | Later | Refused | Unsure
Found = Sent | NotThere | Refused | Unsure


class Courier(Protocol):
    """One platform's way to people. Nothing here raises for what a platform or a network can do."""

    async def direct(
        self, address: Address, message: Message, stamp: Stamp, in_time: Callable[[], bool]
    ) -> Outcome:  # fmt: skip
        """Send a message into somebody's own conversation with Rung, once: nothing is repeated behind the scenes.

        `in_time` is asked at the last moment before it leaves this machine; when it says no, it does not.
        """
        ...

    async def find(self, address: Address, key: str, since: dt.datetime) -> Found:
        """Look for the message with this key among those sent since a moment."""
        ...
