"""The workspace: its people, conversations and files, all in memory."""

import secrets
import time
from dataclasses import dataclass

from sandbox import cast
from sandbox.changes import Changes
from sandbox.clock import Clock
from sandbox.conversations import Conversation
from sandbox.errors import SandboxError
from sandbox.manifest import Manifest
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.typed_text import to_readable

SLACKBOT = "USLACKBOT"
"""Who speaks when Slack itself tells one person something."""


@dataclass
class StoredFile:
    """An uploaded file; it is shown once ``files.completeUploadExternal`` shared it."""

    id: str
    name: str
    title: str
    content: bytes = b""
    alt_text: str = ""
    complete: bool = False
    usable_at: float = 0.0
    """When Slack has finished looking at it, so that blocks may show it."""


def _direct_id(person: Person) -> str:
    return "D" + person.id[1:]


class Workspace:
    """Everything that is there; changes to it go through the modules that also tell the app."""

    def __init__(self, manifest: Manifest, clock: Clock, changes: Changes) -> None:
        self.clock = clock
        self.changes = changes
        self.bot = Person(
            id=cast.BOT_USER_ID,
            name=manifest.bot_name.lower().replace(" ", ""),
            real_name=manifest.bot_name,
            display_name=manifest.bot_name,
            title="",
            locale="en-US",
            tz="America/Los_Angeles",
            is_bot=True,
            bot_id=cast.BOT_ID,
            app_id=cast.APP_ID,
        )
        self.people: dict[str, Person] = {person.id: person for person in [*cast.people(), self.bot]}
        self.conversations: dict[str, Conversation] = {room.id: room for room in cast.channels()}
        self.files: dict[str, StoredFile] = {}

    def members(self) -> list[Person]:
        """Everybody but the app."""
        return [person for person in self.people.values() if not person.is_bot]

    def person(self, who: str | Person) -> Person:
        """A person by id, handle, display or real name; SandboxError says who there is."""
        if isinstance(who, Person):
            return who
        if (known := self.people.get(who)) is not None:
            return known
        wanted = who.removeprefix("@").casefold()
        for person in self.people.values():
            names = (person.id, person.name, person.display_name, person.real_name, person.name.split()[0])
            if wanted in (name.casefold() for name in names):
                return person
        there = ", ".join(person.name for person in self.members())
        raise SandboxError(f"Nobody here is called {who!r}. There are: {there}.")

    def conversation(self, where: str | Conversation, seen_by: Person) -> Conversation:
        """``#name``, an id, or ``@app`` for the person's direct messages with the app."""
        if isinstance(where, Conversation):
            return where
        if (known := self.conversations.get(where)) is not None:
            return known
        app_names = {self.bot.id, self.bot.name, self.bot.display_name.casefold(), "app", "dm"}
        if where.removeprefix("@").casefold() in {name.casefold() for name in app_names}:
            return self.direct(seen_by)
        for room in self.conversations.values():
            if where in (room.id, f"#{room.name}", room.name) and room.name + room.id:
                return room
        there = ", ".join(f"#{room.name}" for room in self.conversations.values() if room.name)
        raise SandboxError(f"There is no conversation {where!r}. There are: {there} and @{self.bot.name}.")

    def find_direct(self, person: Person) -> Conversation | None:
        """The person's direct messages with the app, if the two ever met there."""
        return self.conversations.get(_direct_id(person))

    def direct(self, person: Person) -> Conversation:
        """The person's direct messages with the app, made when first asked for."""
        id_ = _direct_id(person)
        if id_ not in self.conversations:
            self.conversations[id_] = Conversation(
                id=id_,
                name="",
                kind="im",
                members=[person.id, self.bot.id],
                creator=self.bot.id,
                created=int(self.clock.now()),
            )
        return self.conversations[id_]

    def add_message(self, room: Conversation, message: Message) -> Message:
        """Put a message at the end of a conversation; its ``ts`` is set here."""
        message.ts = room.next_ts(self.clock.now())
        message.channel = room.id
        message.accepted = time.monotonic()
        room.messages.append(message)
        self.changes.note()
        return message

    def tell_privately(self, person: Person, room: Conversation, text: str) -> Message:
        """Slack itself tells one person something (an ephemeral message of Slackbot)."""
        message = Message(ts="", channel=room.id, user=SLACKBOT, text=text, visible_to=person.id, by_slack=True)
        return self.add_message(room, message)

    def seen_by(self, person: Person, room: Conversation) -> list[Message]:
        """What this person sees in a conversation, oldest first, replies in threads included."""
        if person.id not in room.members and room.kind != "channel":
            return []
        return [m for m in room.messages if m.visible_to in (None, person.id) and not m.dismissed]

    def name_of(self, id_: str) -> str:
        """The display name of a person, or the name of a channel, by id."""
        if id_ in self.people:
            return self.people[id_].display_name
        if id_ in self.conversations:
            return self.conversations[id_].name
        return "Slackbot" if id_ == SLACKBOT else id_

    def readable(self, text: str) -> str:
        """Slack text with names for ids and signs for escapes."""
        return to_readable(text, self.name_of)

    def new_file(self, name: str) -> StoredFile:
        """Room for an upload."""
        file = StoredFile(id="F" + secrets.token_hex(5).upper(), name=name, title=name)
        self.files[file.id] = file
        return file

    def user_reference(self, person: Person) -> Json:
        """The short ``user`` object of interaction payloads."""
        return {"id": person.id, "username": person.name, "name": person.name, "team_id": cast.TEAM_ID}
