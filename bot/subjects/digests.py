"""/rung digest: a channel's progress once a week, to the lead who asked for it or into the channel."""

from __future__ import annotations

import datetime as dt

from bot.messages import digest as messages
from bot.messages import leads as lead_messages
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects import leads, moments
from bot.subjects.channel_refs import refs_of
from bot.subjects.spelled import Unreadable
from skills import calendar
from skills.calendar import NoSuchZone
from storage import digests, leading
from storage.channels import Channel
from storage.digests import Digest

_PLACES = {
    "me": digests.ME, "我": digests.ME, "給我": digests.ME, "给我": digests.ME, "channel": digests.CHANNEL,
    "here": digests.CHANNEL, "頻道": digests.CHANNEL, "频道": digests.CHANNEL,
}  # fmt: skip
_OFF = {"off", "no", "none", "stop", "關", "关", "停", "停止", "不要"}
_MONDAY, _NINE = 0, 9 * 60


async def digest(request: Request, rest: str) -> Message:
    """What is chosen for a channel, or a change of it."""
    refs = refs_of(rest)
    if not refs.channel:
        if rest:
            raise Sorry("sorry-digest-how", ("rung lead",), typed=echo(rest))
        return lead_messages.led(request.words, await leading.led(request.session, request.me, request.now))
    channel = await leads.led_now(request, refs.channel)
    word, _, when = refs.rest.partition(" ")
    if word.casefold() in _OFF:
        await digests.drop(request.session, request.me, channel)
        return messages.off(request.words, channel)
    if not word:
        chosen = await digests.mine(request.session, request.me, channel)
        return messages.ask(request.words, request.me, channel, chosen)
    place = _PLACES.get(word.casefold())
    if place is None:
        raise Sorry("sorry-digest-how", (f"rung digest {channel.external_id}",), typed=echo(refs.rest))
    wanted = _digest(request, channel, place, when)
    await digests.want(request.session, request.me, channel, wanted)
    return messages.on(request.words, request.me, channel, wanted)


def _digest(request: Request, channel: Channel, place: str, when: str) -> Digest:
    try:
        weekday, minute = moments.weekday_and_minute(when)
    except Unreadable as error:
        again = (f"rung digest {channel.external_id}",)
        raise Sorry("sorry-digest-when", again, typed=echo(error.text)) from None
    weekday, minute = _MONDAY if weekday is None else weekday, _NINE if minute is None else minute
    zone = request.me.zone
    return Digest(place, zone, weekday, minute, next_due(zone, weekday, minute, request.now))


def next_due(zone: str, weekday: int, minute: int, after: dt.datetime) -> dt.datetime:
    """The next moment of a digest; in UTC where nobody knows the zone any more."""
    try:
        return calendar.next_due(zone, weekday, minute, after)
    except NoSuchZone:
        return calendar.next_due("UTC", weekday, minute, after)
