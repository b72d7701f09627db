"""The sandbox's Slack: everything one workspace with one app is made of, put together."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass

from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.deliveries import Deliveries
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.installation import Installation
from sandbox.limits import Limits
from sandbox.posted import Posted
from sandbox.shapes import Json
from sandbox.socket_mode import SocketMode
from sandbox.tickets import Tickets
from sandbox.views import Views
from sandbox.workspace import Workspace


@dataclass
class Call:
    """One Web API call of the app."""

    method: str
    payload: Json
    """The arguments, without the token; JSON arguments are parsed."""
    answer: Json
    status: int
    """Of HTTP; 0 when the connection was closed without an answer."""
    at: float
    """When, on the sandbox's clock."""


class Slack:
    """Holds the parts; what people and the app do are functions in modules of their own."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.clock = Clock()
        self.changes = Changes()
        self.workspace = Workspace(installation.manifest, self.clock, self.changes)
        self.tickets = Tickets(self.clock)
        self.views = Views(self.clock)
        self.socket_mode = SocketMode()
        self.deliveries = Deliveries(installation, self.clock, self.changes, self.socket_mode)
        self.events = Events(installation, self.clock, self.deliveries)
        self.limits = Limits(installation, self.clock)
        self.faults = Faults(self.workspace)
        self.calls: list[Call] = []
        self.calls_in_flight = 0
        self.posted: defaultdict[str, list[Posted]] = defaultdict(list)
        """Messages the app posted with metadata, by its event type, in the order they were accepted."""
        self.base_url = "http://127.0.0.1:0"
        """Where the sandbox itself is reached; set when it starts serving."""
        self.closing = False
        """The sandbox is about to stop; open pages are let go."""
        self.ended = asyncio.Event()
        """The same for what hangs."""
        self.clock.on_move(self.changes.note)

    def response_url(self, path: str) -> str:
        """The full response URL of a ticket's path."""
        return f"{self.base_url}/response/{path}"

    def stamp(self) -> str:
        """Now, as Slack writes time stamps of actions."""
        return f"{self.clock.now():.6f}"

    @property
    def busy(self) -> bool:
        """A delivery waits for its acknowledgement, or a Web API call for its answer."""
        return self.deliveries.in_flight > 0 or self.calls_in_flight > 0

    async def close(self) -> None:
        """Stop what happens in the background."""
        self.closing = True
        self.ended.set()
        self.changes.note()
        await self.events.close()
        await self.deliveries.close()
