"""Shows a message with its chart as a picture: drawn, given to Slack, and in words where Slack does not take it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.messages.chart import Bars, Heat
from bot.messages.elements import Message
from bot.pictures import bars, heat
from bot.reception import Answer, Reception
from bot.slack.homes import PAUSES, Homes, digest_of
from bot.slack.replies import Replies
from storage import pictures
from storage.members import Who
from storage.pictures import Picture

Send = Callable[[Message, str | None], Awaitable[bool]]


class Charts:
    """Pictures of answers. One is kept for each reader and subject; the next of the same takes its place."""

    def __init__(self, reception: Reception, replies: Replies, homes: Homes) -> None:
        self._reception = reception
        self._replies = replies
        self._homes = homes

    async def show(self, who: Who, answer: Answer, send: Send) -> None:
        """Send an answer with its picture; without one when Slack has none to show."""
        message = answer.message
        chart = chart_of(message) if message.pictured else None
        if chart is None:
            await send(message, None)
            return
        kept = await self._kept(who, message)
        digest = digest_of(chart, answer.words.language)
        if kept is not None and kept.digest == digest and await send(message, kept.file):
            return
        await self._show_new(who, answer, chart, kept, send)

    async def _show_new(self, who: Who, answer: Answer, chart: Bars | Heat, kept: Picture | None, send: Send) -> None:
        message = answer.message
        file = await self._new(chart, answer.words.language)
        if file is None or not await self._sent(message, file, send):
            await send(message, None)
            return
        await self._keep(who, message, Picture(digest_of(chart, answer.words.language), file))
        if kept is not None:
            if message.of_channel is None:
                await self._homes.refresh(who)  # it still shows the old one
            await self._replies.discard_file(kept.file)

    async def _new(self, chart: Bars | Heat, language: str) -> str | None:
        content = await asyncio.to_thread(drawn, chart, language)
        return await self._replies.keep_picture("rung.png", chart.title, content)

    async def _sent(self, message: Message, file: str, send: Send) -> bool:
        """Send with a fresh file, which Slack may refuse while it is still looking at it."""
        for pause in (*PAUSES, None):
            if await send(message, file):
                return True
            if pause is not None:
                await asyncio.sleep(pause)
        await self._replies.discard_file(file)
        return False

    async def _kept(self, who: Who, message: Message) -> Picture | None:
        me = await self._reception.known(who)
        if me is None:
            return None
        async with self._reception.database.reading() as session:
            if message.of_channel is None:
                return await pictures.mine(session, me)
            return await pictures.of_channel(session, me, message.of_channel)

    async def _keep(self, who: Who, message: Message, picture: Picture) -> None:
        me = await self._reception.known(who)
        if me is None:  # they left while we drew
            await self._replies.discard_file(picture.file)
            return
        now = self._reception.now()
        async with self._reception.database.writing() as session:
            if message.of_channel is None:
                await pictures.keep(session, me, picture, now)
            else:
                await pictures.keep_of_channel(session, me, message.of_channel, picture, now)


def chart_of(message: Message) -> Bars | Heat | None:
    """The chart of a message, if it has one."""
    return next((each for each in message.elements if isinstance(each, Bars | Heat)), None)


def drawn(chart: Bars | Heat, language: str) -> bytes:
    """The picture; takes some hundred milliseconds, so call it in a thread."""
    return bars.png(chart, language) if isinstance(chart, Bars) else heat.png(chart, language)
