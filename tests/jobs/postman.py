"""A courier without a platform: it brings everything, notes whom it brought what, and can be kept waiting."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable

from bot.courier import Address, Found, NotThere, Outcome, Sent, Stamp
from bot.messages.elements import Message


class Postman:
    """`brought` are the users, in order; whoever is in `kept_from` gets nothing before `let_go`."""

    def __init__(self) -> None:
        self.brought: list[str] = []
        self.kept_from: set[str] = set()
        self.at_the_door: list[str] = []
        self._open = asyncio.Event()

    def let_go(self) -> None:
        """Nobody is kept from theirs any more."""
        self._open.set()

    async def direct(
        self, address: Address, _message: Message, stamp: Stamp, _in_time: Callable[[], bool]
    ) -> Outcome:  # fmt: skip
        """Bring it."""
        self.at_the_door.append(address.user)
        if address.user in self.kept_from:
            await self._open.wait()
        self.brought.append(address.user)
        return Sent("D1", stamp.key)

    async def find(self, _address: Address, _key: str, _since: dt.datetime) -> Found:
        """Nothing it brought is ever in doubt."""
        return NotThere()
