"""/rung who-looked: who looked at what a channel of mine shares, and when."""

from __future__ import annotations

from bot.messages import looked as messages
from bot.messages.elements import Message
from bot.request import Request, Sorry
from bot.subjects.channel_refs import place_of, refs_of
from bot.subjects.sharing import met
from storage import looks, sharing


async def who_looked(request: Request, rest: str) -> Message:
    """The looks into one channel; without one, a choice of those I said something of."""
    refs = refs_of(rest)
    if not refs.channel:
        mine = await sharing.mine(request.session, request.me)
        return messages.which(request.words, [each.channel for each in mine])
    channel = await met(request, place_of(request, refs.channel))
    seen = await looks.in_channel(request.session, request.me, channel)
    if seen is None:
        raise Sorry("sorry-share-not-in", (), channel=channel.name)
    return messages.looked(request.words, request.me, channel, seen)
