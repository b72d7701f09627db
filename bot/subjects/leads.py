"""/rung lead: who leads a channel; admins name and remove leads, and the channel is told."""

from __future__ import annotations

from bot.messages import leads as messages
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects.channel_refs import Refs, asker_of, person_of, place_of, refs_of
from bot.subjects.sharing import met, who_asks
from bot.when import day
from storage import leading
from storage.channels import Channel
from storage.members import Who

_REMOVE = {"remove", "off", "no", "end", "移除", "取消"}
_NAME = {"", "renew", "add", "name", "續任", "续任", "指定"}


async def lead(request: Request, rest: str) -> Message:
    """The leads of a channel, or a change of them."""
    refs = refs_of(rest)
    if not refs.channel:
        return messages.led(request.words, await leading.led(request.session, request.me, request.now))
    admin = asker_of(request).admin
    channel = await met(request, place_of(request, refs.channel))
    if not refs.person:
        leads = await leading.of_channel(request.session, channel, request.now)
        return messages.listed(request.words, request.me, channel, leads, admin)
    if not admin:
        raise Sorry("sorry-lead-admin", (f"rung lead {channel.external_id}",))
    return await _changed(request, refs, channel)


async def led_now(request: Request, typed: str) -> Channel:
    """The channel a line names, if the one who asks leads it now; Sorry says what can be done instead."""
    place = place_of(request, typed)
    asker_of(request)
    channel = await met(request, place)
    ways = ("progress", f"rung lead {channel.external_id}")
    until = await leading.mine(request.session, request.me, channel)
    if until is None:
        raise Sorry("sorry-not-lead", ways, channel=channel.name)
    if until <= request.now:
        ended = day(request.words, request.me.zone, until)
        raise Sorry("sorry-lead-ended", ways, channel=channel.name, day=ended)
    return channel


async def _changed(request: Request, refs: Refs, channel: Channel) -> Message:
    person, asker = person_of(request, refs.person), who_asks(request)
    who, word = Who(asker.platform, asker.workspace, person.user), refs.rest.casefold()
    if word in _NAME:
        until = await leading.name(request.session, channel, who, request.now)
        return messages.named(request.words, request.me, channel, who.user, asker.user, until)
    if word in _REMOVE:
        if not await leading.remove(request.session, channel, who, request.now):
            raise Sorry("sorry-lead-none", (f"rung lead {channel.external_id}",), name=echo(person.name))
        return messages.removed(request.words, channel, who.user)
    raise Sorry("sorry-lead-how", (f"rung lead {channel.external_id}",), typed=echo(refs.rest))
