"""The one door: every line, typed or pressed, from any platform, becomes a request, and its answer a message."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.commands import level, rung, skill
from bot.messages import starting, trouble
from bot.messages.elements import Message
from bot.request import Request, Sorry
from bot.words import Words, reply_language, words_in
from skills.catalogue import Catalogue
from skills.folding import script_of
from skills.lookup import Lookup, readable
from storage import depths, members
from storage.database import Database
from storage.members import STRANGER, Me, Who

COMMANDS: dict[str, ModuleType] = {"skill": skill, "level": level, "rung": rung}
LONGEST = 5_000  # characters of a line that are looked at

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform says of a person: locale ("zh-TW") and IANA time zone; None where it does not say."""

    locale: str | None = None
    time_zone: str | None = None


class Profiles(Protocol):
    """Asks a platform about a person; returns an empty Profile when it cannot."""

    async def profile(self, who: Who) -> Profile:
        """The person's profile now."""
        ...


class Reception:
    """Answers lines. Hand in what varies: the database, the catalogue, the clock and who knows the profiles."""

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        lookup: Lookup,
        profiles: Profiles,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self.database = database
        self.catalogue = catalogue
        self.lookup = lookup
        self.profiles = profiles
        self.now = now

    async def answer(self, who: Who, line: str) -> Message:
        """The answer to one line ("skill mlflow") from one person; never raises for anything typed."""
        verb, rest = self.split(line)
        return await self._guarded(verb, who, rest, lambda me: self._run(verb, rest, me))

    async def answer_at_once(self, who: Who, line: str) -> Message | None:
        """The answer when nothing can keep it waiting, else None: reading, for somebody known, from SQLite.

        Those reads run where they are called, so the caller needs no task and no timer around them.
        """
        verb, rest = self.split(line)
        if COMMANDS[verb].WRITES or not self.database.is_sqlite:
            return None
        try:
            async with self.database.reading() as session:
                me = await members.find(session, who)
        except Exception:  # the slower way finds the same and apologises for it
            return None
        if me is None or not (me.locale or me.language):
            return None
        return await self._guarded(verb, who, rest, lambda them: self._run(verb, rest, them), self._still_there(me))

    async def home(self, who: Who) -> Message:
        """What the person's Home shows now."""

        async def draw(me: Me) -> Message:
            async with self.database.reading() as session:
                mine = await depths.all_mine(session, me)
            return starting.home(self.words(me, ""), self.catalogue, me, mine)

        return await self._guarded("home", who, "", draw)

    async def words_for(self, who: Who, text: str = "") -> Words:
        """The words a person reads, for drawing that is not a message, such as a form."""
        return self.words(await self.meet(who), text)

    def split(self, line: str) -> tuple[str, str]:
        """The command a line starts with and the rest; a line without one is looked up."""
        first, _, rest = line[:LONGEST].strip().partition(" ")
        verb = first.removeprefix("/").casefold()
        if verb in COMMANDS:
            return verb, rest
        greets = verb in ("help", "") or readable(line).casefold() in ("hi", "hello")
        return ("rung", line) if greets else ("skill", line[:LONGEST])

    async def meet(self, who: Who) -> Me:
        """The person, remembered with the platform's locale and zone at first contact."""
        async with self.database.reading() as session:
            me = await members.find(session, who)
        if me is not None and (me.locale or me.language):
            return self._still_there(me)
        profile = await self.profiles.profile(who)
        if me is not None and profile.locale is None:  # the platform still does not say
            return self._still_there(me)
        try:
            async with self.database.writing() as session:
                await members.greet(session, who, self.now(), profile.locale, profile.time_zone)
                await members.follow_profile(session, who, profile.locale, profile.time_zone)
                return await members.find(session, who) or STRANGER
        except SQLAlchemyError:
            # Looking something up needs no memory of the person; whatever does need it fails by itself.
            log.exception("newcomer not remembered")
            return dataclasses.replace(STRANGER, locale=profile.locale, time_zone=profile.time_zone)

    def _still_there(self, me: Me) -> Me:
        """The person without a role or level that the catalogue no longer has; the row keeps what they chose."""
        if me.role is None:
            return me
        if me.role not in self.catalogue.roles:
            return dataclasses.replace(me, role=None, level=None)
        return me if self.catalogue.has_level(me.role, me.level) else dataclasses.replace(me, level=None)

    def words(self, me: Me, text: str) -> Words:
        """The words to answer `text` in."""
        return words_in(reply_language(me.language, me.locale, script_of(text, self.lookup.table)))

    async def _run(self, verb: str, rest: str, me: Me) -> Message:
        command = COMMANDS[verb]
        session_of = self.database.writing if command.WRITES else self.database.reading
        async with session_of() as session:
            words = self.words(me, rest)
            request = Request(rest, session, me, words, self.catalogue, self.lookup, self.now())
            message: Message = await command.answer(request)
            return message

    async def _guarded(
        self, verb: str, who: Who, text: str, work: Callable[[Me], Awaitable[Message]], known: Me | None = None
    ) -> Message:
        began = time.perf_counter()
        outcome, reference, me = "answered", None, STRANGER
        try:
            me = known or await self.meet(who)
            return await work(me)
        except Sorry as error:
            outcome = error.sentence
            return trouble.sorry(self.words(me, text), self.catalogue, error)
        except Exception:  # the person gets an apology, the log the trace; never what was typed
            outcome, reference = "failed", secrets.token_hex(4)
            log.exception("request failed", verb=verb, reference=reference)
            return trouble.apology(self.words(me, text), reference)
        finally:
            took = time.perf_counter() - began
            metrics.request(verb, outcome, took)
            log.info(
                "request", platform=who.platform, verb=verb, outcome=outcome,
                ms=round(took * 1000, 2), **({"reference": reference} if reference else {}),
            )  # fmt: skip
