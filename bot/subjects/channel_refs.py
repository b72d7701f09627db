"""Finds the channel and the person in a typed line, in whatever spelling the platform or a hand gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.messages.finding import echo
from bot.outside import Outside, Place, Someone
from bot.request import Request, Sorry
from skills.lookup import readable

# No platform allows these in a channel's name; "jane.doe" and "o'neil" are people, and an address is nobody.
_NOT_IN_NAMES = r"\s<>#@,;:!?\"()\[\]{}|/、。「」『』《》“”…"
_AROUND = ' ,.;:!?"()[]、。「」『』《》“”…'  # what may stand beside a reference without being a word of the line
_CHANNEL = re.compile(
    rf"<#[A-Z0-9]+(?:\|[^>]*)?>|#[^{_NOT_IN_NAMES}.'’]+|(?<![\w-])(?=[A-Z]*\d)[CG][A-Z0-9]{{7,}}(?![\w-])"
)
_PERSON = re.compile(
    rf"<@[A-Z0-9]+(?:\|[^>]*)?>|(?<![a-zA-Z0-9._+-])@[^{_NOT_IN_NAMES}]*[^{_NOT_IN_NAMES}.'’]"
    r"|(?<![\w-])(?=[A-Z]*\d)[UW][A-Z0-9]{7,}(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Refs:
    """A line taken apart: the channel and the person as typed, "" without one, and the words that are left."""

    channel: str
    person: str
    rest: str


def refs_of(line: str) -> Refs:
    """`<#C1|ml> @bob renew` is a channel, a person, and "renew"."""
    text = readable(line)
    channel, person = _CHANNEL.search(text), _PERSON.search(text)
    rest = _PERSON.sub(" ", _CHANNEL.sub(" ", text, count=1), count=1)
    return Refs(channel[0] if channel else "", person[0] if person else "", " ".join(rest.split()).strip(_AROUND))


def place_of(request: Request, typed: str) -> Place:
    """The channel a line names, which Rung is in; raises Sorry with what to do."""
    outside = _reached(request)
    if outside.place is None or (outside.place.private and outside.place.here and not outside.member):
        raise Sorry("sorry-channel-unknown", (), typed=echo(typed))
    if not outside.place.here:
        raise Sorry("sorry-channel-invite", (), channel=outside.place.name)
    return outside.place


def asker_of(request: Request) -> Someone:
    """Who asks, as the platform tells them; raises Sorry for whoever is not of this workspace."""
    asker = _reached(request).asker
    if asker is None or not asker.counts:
        raise Sorry("sorry-not-counted", ())
    return asker


def person_of(request: Request, typed: str) -> Someone:
    """The person a line names; raises Sorry for bots, closed accounts and people of other companies."""
    person = _reached(request).person
    if person is None:
        raise Sorry("sorry-person-unknown", (), typed=echo(typed))
    if not person.counts:
        raise Sorry("sorry-person-not-counted", (), name=echo(person.name))
    return person


def _reached(request: Request) -> Outside:
    if request.outside is None or not request.outside.reachable:
        raise Sorry("sorry-platform", ())
    return request.outside
