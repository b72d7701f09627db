"""What an app may use for a while: trigger ids (3 s, once) and response URLs (30 min, five posts)."""

import itertools
import secrets
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.messages import Message

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5


@dataclass
class Trigger:
    """Permission to open one modal for one person."""

    id: str
    person_id: str
    expires: float
    view_id: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """Permission to answer where something happened; ``source`` is the message it happened on."""

    path: str
    person_id: str
    conversation_id: str
    expires: float
    source: Message | None = None
    thread_ts: str | None = None
    uses: int = 0

    @property
    def for_command(self) -> bool:
        """Answers to commands have no message to replace."""
        return self.path.startswith("commands/")


class Tickets:
    """Gives tickets out and takes them back; all times are on the sandbox's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counter = itertools.count(1)
        self._triggers: dict[str, Trigger] = {}
        self._response_urls: dict[str, ResponseUrl] = {}

    def new_trigger(self, person_id: str, view_id: str | None = None) -> str:
        """A fresh trigger id; ``view_id`` says in which modal it arose."""
        id_ = f"{next(self._counter)}.{int(self._clock.now() * 1000)}.{secrets.token_hex(16)}"
        self._triggers[id_] = Trigger(id_, person_id, self._clock.now() + TRIGGER_SECONDS, view_id)
        return id_

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger up, or refuse as Slack does."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock.now() > trigger.expires:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def new_response_url(self, kind: str, person_id: str, conversation_id: str, source: Message | None = None) -> str:
        """The path of a fresh response URL; ``kind`` is ``commands``, ``actions`` or ``app`` as at Slack."""
        path = f"{kind}/T0ACME000/{next(self._counter)}/{secrets.token_urlsafe(18)}"
        self._response_urls[path] = ResponseUrl(
            path,
            person_id,
            conversation_id,
            self._clock.now() + RESPONSE_SECONDS,
            source,
            source.thread_ts if source else None,
        )
        return path

    def use_response_url(self, path: str) -> ResponseUrl:
        """Take one of the five posts, or refuse as Slack does."""
        ticket = self._response_urls.get(path)
        if ticket is None:
            raise SlackError("no_service")
        if self._clock.now() > ticket.expires:
            raise SlackError("expired_url")
        if ticket.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        ticket.uses += 1
        return ticket
