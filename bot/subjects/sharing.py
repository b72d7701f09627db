"""/rung share: what I let a channel's leads see of me there; and the question of it, asked once."""

from __future__ import annotations

from bot.messages import sharing as messages
from bot.messages.elements import Element, Message
from bot.messages.finding import echo
from bot.outside import Place
from bot.request import Request, Sorry
from bot.subjects.channel_refs import asker_of, place_of, refs_of
from storage import channels, leading, sharing
from storage.channels import Channel
from storage.members import Who

_CHOICES = {
    "sums": sharing.SUMS, "sum": sharing.SUMS, "yes": sharing.SUMS, "counted": sharing.SUMS, "count": sharing.SUMS,
    "計入": sharing.SUMS, "计入": sharing.SUMS, "named": sharing.NAMED, "name": sharing.NAMED, "具名": sharing.NAMED,
    "实名": sharing.NAMED, "no": sharing.NO, "none": sharing.NO, "off": sharing.NO, "nothing": sharing.NO,
    "不要": sharing.NO, "不": sharing.NO, "否": sharing.NO,
}  # fmt: skip


async def share(request: Request, rest: str) -> Message:
    """My choice for a channel, or what I chose where."""
    refs = refs_of(rest)
    if not refs.channel:
        if refs.rest:
            raise Sorry("sorry-share-how", ("rung share",), typed=echo(rest))
        return messages.all_mine(request.words, await sharing.mine(request.session, request.me))
    place = place_of(request, refs.channel)
    name = asker_of(request).name
    if request.outside is None or not request.outside.member:
        raise Sorry("sorry-share-not-in", (), channel=place.name)
    channel = await met(request, place)
    mine = {each.channel.id: each.choice for each in await sharing.mine(request.session, request.me)}
    if not refs.rest:
        leads = await leading.of_channel(request.session, channel, request.now)
        return messages.ask(request.words, channel, mine.get(channel.id, sharing.NO), leads)
    choice = _CHOICES.get(refs.rest.casefold())
    if choice is None:
        raise Sorry("sorry-share-how", (f"rung share {channel.external_id}",), typed=echo(rest))
    shown_as = name if choice == sharing.NAMED else None
    await sharing.choose(request.session, request.me, channel, choice, request.now, shown_as)
    return messages.chosen(request.words, channel, choice, name)


async def invitation(request: Request) -> tuple[Element, ...]:
    """The question what I share in a channel that has a lead, the first time there is one to ask about."""
    if not request.me.known:
        return ()
    channel = await sharing.invite(request.session, request.me, request.now)
    return messages.invitation(request.words, channel) if channel is not None else ()


async def met(request: Request, place: Place) -> Channel:
    """The channel as the database knows it, by the name it has now."""
    who = who_asks(request)
    return await channels.meet(request.session, who.platform, who.workspace, place.id, place.name, request.now)


def who_asks(request: Request) -> Who:
    """How the platform names the one who asks."""
    assert request.who is not None, "lines about channels come from people on a platform"
    return request.who
