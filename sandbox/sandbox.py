"""The sandbox as tests use it: a Slack to start, and people who do things in it."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sandbox import interactions, manifest, membership, modals, suggestions, talking, targets
from sandbox.blocks.walk import readable
from sandbox.clock import Clock
from sandbox.conversations import Conversation
from sandbox.deliveries import Delivery
from sandbox.errors import SandboxError
from sandbox.faults import Faults
from sandbox.installation import Installation, require_loopback
from sandbox.messages import Message
from sandbox.modals import Submission
from sandbox.people import Person
from sandbox.posted import Posted
from sandbox.server import serving
from sandbox.shapes import Json
from sandbox.slack import Call, Slack
from sandbox.views import View

Who = str | Person
Where = str | Conversation


class Sandbox:
    """``async with Sandbox(manifest, request_url=...) as slack:`` serves on a free loopback port.

    People are named by id, handle or name (``"alice"``); places are ``"#ml-platform"``, an id, or
    ``"@Rung"`` for the person's direct messages with the app. Everything a person does returns after the
    app's acknowledgement; what the app does later is awaited with ``settled`` or ``wait_for``.
    """

    def __init__(
        self,
        app_manifest: Path | Json,
        *,
        request_url: str | None = None,
        bot_token: str = "xoxb-sandbox-bot-token",
        signing_secret: str = "sandbox-signing-secret",
        app_token: str | None = "xapp-sandbox-app-token",
        ack_seconds: float = 3.0,
        limit_posts: bool = False,
        limit_workspace_posts: int = 0,
        limit_history: bool = False,
        port: int = 0,
    ) -> None:
        self.installation = Installation(
            manifest=manifest.load(app_manifest),
            bot_token=bot_token,
            signing_secret=signing_secret,
            app_token=app_token,
            request_url=request_url,
            ack_seconds=ack_seconds,
            limit_posts=limit_posts,
            limit_workspace_posts=limit_workspace_posts,
            limit_history=limit_history,
        )
        self.slack = Slack(self.installation)
        self._port = port
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(serving(self.slack, port=self._port))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    # Where things are

    @property
    def url(self) -> str:
        """The page, ``http://127.0.0.1:PORT``."""
        return self.slack.base_url

    @property
    def api_url(self) -> str:
        """The base URL for a Slack client, ending in ``/api/``."""
        return f"{self.slack.base_url}/api/"

    def reach(self, request_url: str | None) -> None:
        """Say where the app is now; None switches to Socket Mode."""
        if request_url is not None:
            require_loopback(request_url.split("/")[2].rsplit(":", 1)[0])
        self.installation.request_url = request_url

    @property
    def clock(self) -> Clock:
        """The clock that can be moved."""
        return self.slack.clock

    @property
    def calls(self) -> list[Call]:
        """Every Web API call of the app: method, payload, answer, status."""
        return self.slack.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """Every delivery to the app: kind, payload, status, seconds, retry number, error."""
        return self.slack.deliveries.log

    @property
    def faults(self) -> Faults:
        """What shall go wrong: ``slack.faults.next("chat.postMessage", "error_after")``."""
        return self.slack.faults

    def posted(self, event_type: str) -> list[Posted]:
        """What the app posted with metadata of this type, over all conversations: (person, ts, event_payload)."""
        return list(self.slack.posted[event_type])

    @property
    def people(self) -> dict[str, Person]:
        """Everybody by handle: ``slack.people["alice"]``."""
        return {person.name: person for person in self.slack.workspace.members()}

    @property
    def channels(self) -> dict[str, Conversation]:
        """Channels by name: ``slack.channels["ml-platform"]``."""
        return {room.name: room for room in self.slack.workspace.conversations.values() if room.name}

    # What people do

    async def command(self, who: Who, where: Where, command: str, text: str = "") -> Delivery:
        """Type a slash command."""
        person, room = self._at(who, where)
        return await talking.command(self.slack, person, room, command, text)

    async def say(self, who: Who, where: Where, text: str, *, thread: Message | str | None = None) -> Message:
        """Write a message, or an answer in a thread."""
        person, room = self._at(who, where)
        thread_ts = (thread.thread_ts or thread.ts) if isinstance(thread, Message) else thread
        return await talking.say(self.slack, person, room, text, thread_ts)

    async def press(self, who: Who, surface: Message | View, button: str) -> Delivery:
        """Press a button (by text, action id or value) or an overflow option, confirming if asked."""
        target, option = targets.find_button(surface, button)
        return await interactions.act(self.slack, self._who(who), target, option)

    async def choose(self, who: Who, surface: Message | View, field: str, value: Any) -> Delivery:
        """Pick in a menu, box or picker (by label, action id, block id or placeholder); tells the app."""
        person, target = self._who(who), targets.find_field(surface, field)
        picked = targets.value_for(self.slack.workspace, person, target, value)
        return await interactions.act(self.slack, person, target, picked)

    def fill(self, who: Who, surface: Message | View, field: str, value: Any) -> None:
        """Fill an input without telling the app, as inputs of a modal do until it is submitted."""
        person, target = self._who(who), targets.find_field(surface, field)
        picked = targets.value_for(self.slack.workspace, person, target, value)
        interactions.set_value(self.slack, person, target, picked)

    async def suggestions(self, who: Who, surface: Message | View, field: str, query: str) -> list[Json]:
        """The options an external menu's app gives for what is typed; afterwards they can be chosen."""
        return await suggestions.ask(self.slack, self._who(who), targets.find_field(surface, field), query)

    async def react(self, who: Who, message: Message, name: str) -> None:
        """Add a reaction, or take it back."""
        await membership.react(self.slack, self._who(who), message, name)

    async def submit(self, who: Who, view: View, values: dict[str, Any] | None = None) -> Submission:
        """Fill a modal (``{label, block id or action id: value}``) and submit it."""
        for field, value in (values or {}).items():
            self.fill(who, view, field, value)
        return await modals.submit(self.slack, self._who(who), view)

    async def close(self, who: Who, view: View, *, everything: bool = False) -> None:
        """Close a modal, or the whole stack."""
        await modals.close(self.slack, self._who(who), view, everything=everything)

    async def shortcut(self, who: Who, callback_id: str, message: Message | None = None) -> Delivery:
        """Use a global shortcut, or with a message the message shortcut of that callback id."""
        return await interactions.use_shortcut(self.slack, self._who(who), callback_id, message)

    async def open_home(self, who: Who, tab: str = "home") -> Delivery | None:
        """Open the app's Home tab (or ``messages``); None when the manifest does not subscribe."""
        return await interactions.open_home(self.slack, self._who(who), tab)

    async def join(self, who: Who, where: Where) -> None:
        """Join a channel; ``"@Rung"`` as a person means the app."""
        await membership.join(self.slack, *self._at(who, where))

    async def leave(self, who: Who, where: Where) -> None:
        """Leave a channel."""
        await membership.leave(self.slack, *self._at(who, where))

    async def rename(self, where: str, name: str) -> None:
        """Rename a channel."""
        await membership.rename(self.slack, self.slack.workspace.conversation(where, self._who("dana")), name)

    async def update_profile(self, who: Who, **changes: Any) -> Delivery | None:
        """Change locale, tz, title, display_name, deleted, status_text, ...; sends ``user_change``."""
        return await membership.update_profile(self.slack, self._who(who), **changes)

    async def add_person(self, person: Person) -> Delivery | None:
        """Somebody new joins the workspace; sends ``team_join``."""
        return await membership.add_person(self.slack, person)

    def crowd(self, where: str, count: int) -> list[Person]:
        """Put this many more people into a channel at once, without an event for each."""
        return membership.crowd(self.slack, self.slack.workspace.conversation(where, self._who("dana")), count)

    async def uninstall(self) -> None:
        """Remove the app: ``tokens_revoked``, ``app_uninstalled``; its token stops working."""
        await membership.uninstall(self.slack)

    # What people see

    def seen_by(self, who: Who, where: Where) -> list[Message]:
        """What this person sees there, oldest first, messages only they see included."""
        person, room = self._at(who, where)
        return self.slack.workspace.seen_by(person, room)

    def last_seen_by(self, who: Who, where: Where) -> Message:
        """The newest of these; SandboxError when there is nothing."""
        seen = self.seen_by(who, where)
        if not seen:
            raise SandboxError(f"{self._who(who).display_name} sees nothing there yet.")
        return seen[-1]

    def open_view(self, who: Who) -> View | None:
        """The modal this person looks at."""
        return self.slack.views.top(self._who(who).id)

    def home_of(self, who: Who) -> View | None:
        """The Home tab the app published for this person."""
        return self.slack.views.home(self._who(who).id)

    def text_of(self, surface: Message | View) -> str:
        """All a reader reads: the title, the blocks' texts, or the plain text when there are no blocks."""
        parts = [surface.title] if isinstance(surface, View) else []
        parts += readable(surface.blocks)
        if isinstance(surface, Message) and (not surface.blocks or surface.files):
            parts = [surface.text, *(file["title"] for file in surface.files)]
        return "\n".join(self.slack.workspace.readable(part) for part in parts if part)

    # Waiting

    async def wait_for(self, predicate: Callable[[], Any], seconds: float = 3.0) -> Any:
        """Wait until something is so, looking after every change; answers what the predicate answered."""
        deadline = time.monotonic() + seconds
        while True:
            version = self.slack.changes.version
            if found := predicate():
                return found
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise SandboxError(f"It did not come true within {seconds:g} s. {self._situation()}")
            await self.slack.changes.wait(version, min(remaining, 0.1))

    async def settled(self, quiet: float = 0.05, seconds: float = 5.0) -> None:
        """Wait until nothing has happened for ``quiet`` seconds: no delivery, no Web API call, no change."""
        deadline = time.monotonic() + seconds
        while True:
            version = self.slack.changes.version
            after = await self.slack.changes.wait(version, quiet)
            if after == version and not self.slack.busy:
                return
            if time.monotonic() > deadline:
                raise SandboxError(f"The app was still busy after {seconds:g} s. {self._situation()}")
            if self.slack.busy:
                await asyncio.sleep(0.005)

    def _situation(self) -> str:
        calls = ", ".join(call.method for call in self.calls[-5:]) or "none"
        deliveries = ", ".join(f"{d.kind} ({d.error or d.status})" for d in self.deliveries[-5:]) or "none"
        return f"Last Web API calls: {calls}. Last deliveries: {deliveries}."

    def _who(self, who: Who) -> Person:
        return self.slack.workspace.person(who)

    def _at(self, who: Who, where: Where) -> tuple[Person, Conversation]:
        person = self._who(who)
        return person, self.slack.workspace.conversation(where, person)
