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
from bot.commands import gaps, lab, level, progress, rung, skill
from bot.messages import home, trouble
from bot.messages.elements import Form, Message, Reply
from bot.messages.forms import invitation
from bot.outside import UNREACHED, Outdoors, Outside, Wanted
from bot.request import Request, Sorry
from bot.words import Words, reply_language, words_in
from skills.catalogue import Catalogue
from skills.folding import script_of
from skills.lookup import Lookup, readable
from storage import depths, labs, members, nudges, wishes
from storage.database import Database
from storage.members import STRANGER, Me, Who
from storage.nudges import Choice

COMMANDS: dict[str, ModuleType] = {
    "skill": skill, "level": level, "gaps": gaps, "lab": lab, "progress": progress, "rung": rung,
}  # fmt: skip
LONGEST = 8_000  # characters of a line that are looked at

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform says of a person: locale ("zh-TW") and IANA time zone; None where it does not say."""

    locale: str | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say, in which words, and whether something about the person changed that their Home shows."""

    reply: Reply
    words: Words
    changed: bool = False

    @property
    def message(self) -> Message:
        """The reply as a message; a form becomes the invitation to open it."""
        return invitation(self.words, self.reply) if isinstance(self.reply, Form) else self.reply


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
        outdoors: Outdoors | None = None,
    ) -> None:
        self.database = database
        self.catalogue = catalogue
        self.lookup = lookup
        self.profiles = profiles
        self.now = now
        self.outdoors = outdoors

    async def answer(self, who: Who, line: str) -> Answer:
        """The answer to one line ("skill mlflow") from one person; never raises for anything typed."""
        verb, rest = self.split(line)
        return await self._guarded(verb, who, rest, lambda me, words: self._run(verb, rest, me, words, who))

    async def answer_at_once(self, who: Who, line: str) -> Answer | None:
        """The answer when nothing can keep it waiting, else None: reading, for somebody known, from SQLite.

        Those reads run where they are called, so the caller needs no task and no timer around them.
        """
        verb, rest = self.split(line)
        if not self.database.is_sqlite or COMMANDS[verb].writes(rest) or _wanted(verb, rest) is not None:
            return None
        try:
            async with self.database.reading() as session:
                me = await members.find(session, who)
        except Exception:  # the slower way finds the same and apologises for it
            return None
        if me is None or not (me.locale or me.language):
            return None
        return await self._guarded(
            verb, who, rest, lambda them, words: self._run(verb, rest, them, words, who), self._still_there(me)
        )

    async def home(self, who: Who) -> Answer:
        """What the person's Home shows now; drawing it makes nobody known who is not."""

        async def draw(me: Me, words: Words) -> Message:
            async with self.database.reading() as session:
                mine = await depths.all_mine(session, me)
                wished = await wishes.mine(session, me, self.now())
                choice = await nudges.mine(session, me) or Choice()
                taken_up = await labs.mine(session, me)
            return home.home(words, self.catalogue, me, mine, wished, choice, taken_up)

        return await self._guarded("home", who, "", draw, await self.known(who) or await self._passer_by(who))

    async def opened_home(self, who: Who) -> None:
        """The person opened their Home: from now on it is kept up to date."""
        me = await self.meet(who)
        async with self.database.writing() as session:
            await members.opened_home(session, me, self.now())

    async def has_home(self, who: Who) -> bool:
        """Whether the person ever opened their Home."""
        me = await self.known(who)
        if me is None:
            return False
        async with self.database.reading() as session:
            return await members.has_home(session, me)

    async def known(self, who: Who) -> Me | None:
        """The person, if they were ever met."""
        async with self.database.reading() as session:
            me = await members.find(session, who)
        return None if me is None else self._still_there(me)

    async def words_for(self, who: Who, text: str = "") -> Words:
        """The words a person reads, for drawing that is not an answer, such as a form."""
        return self.words(await self.meet(who), text)

    def split(self, line: str) -> tuple[str, str]:
        """The command a line starts with and the rest; a line without one is looked up."""
        first, _, rest = line[:LONGEST].strip().partition(" ")
        verb = first.removeprefix("/").casefold()
        if verb in COMMANDS:
            return verb, rest
        if rung.is_stop(line):
            return "rung", "stop"
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

    async def _passer_by(self, who: Who) -> Me:
        profile = await self.profiles.profile(who)
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

    async def _run(self, verb: str, rest: str, me: Me, words: Words, who: Who) -> Reply:
        command = COMMANDS[verb]
        outside = await self._look(who, _wanted(verb, rest))
        session_of = self.database.writing if command.writes(rest) else self.database.reading
        async with session_of() as session:
            request = Request(rest, session, me, words, self.catalogue, self.lookup, self.now(), who, outside)
            reply: Reply = await command.answer(request)
            return reply

    async def _look(self, who: Who, wanted: Wanted | None) -> Outside | None:
        """What the line needs of the platform; asked before the database is, because nobody may wait for both."""
        if wanted is None:
            return None
        return await self.outdoors.look(who, wanted) if self.outdoors is not None else UNREACHED

    async def _guarded(
        self, verb: str, who: Who, text: str, work: Callable[[Me, Words], Awaitable[Reply]], known: Me | None = None
    ) -> Answer:
        began = time.perf_counter()
        outcome, reference, me = "answered", None, STRANGER
        try:
            me = known or await self.meet(who)
            words = self.words(me, text)
            return Answer(await work(me, words), words, verb in COMMANDS and COMMANDS[verb].changes(text))
        except Sorry as error:
            outcome = error.sentence
            words = self.words(me, text)
            return Answer(trouble.sorry(words, self.catalogue, error), words)
        except Exception:  # the person gets an apology, the log the trace; never what was typed
            outcome, reference = "failed", secrets.token_hex(4)
            log.exception("request failed", verb=verb, reference=reference)
            words = self.words(me, text)
            return Answer(trouble.apology(words, reference), words)
        finally:
            took = time.perf_counter() - began
            metrics.request(verb, outcome, took)
            log.info(
                "request", platform=who.platform, verb=verb, outcome=outcome,
                ms=round(took * 1000, 2), **({"reference": reference} if reference else {}),
            )  # fmt: skip


def _wanted(verb: str, rest: str) -> Wanted | None:
    of_line: Callable[[str], Wanted | None] | None = getattr(COMMANDS[verb], "outside", None)
    return of_line(rest) if of_line is not None else None
