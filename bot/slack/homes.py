"""Keeps people's App Homes up to date: words at once, the picture of their bars as soon as Slack has it."""

from __future__ import annotations

import asyncio
import hashlib

from bot.messages.chart import Bars, Heat
from bot.messages.elements import Message
from bot.pictures.bars import png
from bot.reception import Reception
from bot.slack.replies import Replies
from storage import pictures
from storage.members import Who
from storage.pictures import Picture

PAUSES = (0.5, 2.0)  # seconds before a fresh file is tried again


class Homes:
    """Publishes Homes. Asked again while it is at it, it publishes once more, so that the last state stands."""

    def __init__(self, reception: Reception, replies: Replies) -> None:
        self._reception = reception
        self._replies = replies
        self._at_work: dict[Who, bool] = {}  # True when somebody asked again meanwhile

    async def publish(self, who: Who) -> None:
        """Draw somebody's Home as it is now."""
        if who in self._at_work:
            self._at_work[who] = True
            return
        self._at_work[who] = True
        try:
            while self._at_work[who]:
                self._at_work[who] = False
                await self._publish_once(who)
        finally:
            del self._at_work[who]

    async def refresh(self, who: Who) -> None:
        """Draw somebody's Home again, if they ever opened it."""
        if await self._reception.has_home(who):
            await self.publish(who)

    async def _publish_once(self, who: Who) -> None:
        shown = await self._reception.home(who)
        message, language = shown.message, shown.words.language
        bars = next((element for element in message.elements if isinstance(element, Bars)), None)
        kept = await self._kept(who) if bars is not None else None
        if bars is None:
            await self._replies.publish_home(who.user, message)
        elif kept is None:
            await self._replies.publish_home(who.user, message)  # words at once, the picture when it is there
            await self._show_new(who, message, bars, language, None)
        elif kept.digest == digest_of(bars, language):
            # Somebody may have deleted the file in Slack.
            if not await self._replies.publish_home(who.user, message, kept.file):
                await self._show_new(who, message, bars, language, None)
        elif not await self._show_new(who, message, bars, language, kept):
            await self._replies.publish_home(who.user, message)

    async def _show_new(self, who: Who, message: Message, bars: Bars, language: str, old: Picture | None) -> bool:
        """Draw the bars, give them to Slack, and publish; False when the Home does not show them now."""
        content = await asyncio.to_thread(png, bars, language)
        file = await self._replies.keep_picture("rung.png", bars.title, content)
        if file is None or not await self._shown(who, message, file):
            return False
        await self._keep(who, Picture(digest_of(bars, language), file))
        if old is not None:
            await self._replies.discard_file(old.file)
        return True

    async def _shown(self, who: Who, message: Message, file: str) -> bool:
        """Publish with a fresh file, which Slack may refuse while it is still looking at it."""
        for pause in (*PAUSES, None):
            if await self._replies.publish_home(who.user, message, file):
                return True
            if pause is not None:
                await asyncio.sleep(pause)
        await self._replies.discard_file(file)
        return False

    async def _kept(self, who: Who) -> Picture | None:
        me = await self._reception.known(who)
        if me is None:
            return None
        async with self._reception.database.reading() as session:
            return await pictures.mine(session, me)

    async def _keep(self, who: Who, picture: Picture) -> None:
        me = await self._reception.known(who)
        if me is None:  # they left while we drew
            await self._replies.discard_file(picture.file)
            return
        async with self._reception.database.writing() as session:
            await pictures.keep(session, me, picture, self._reception.now())


def digest_of(chart: Bars | Heat, language: str) -> str:
    """The same for pictures that look the same."""
    return hashlib.sha256(f"{language} {chart!r}".encode()).hexdigest()
