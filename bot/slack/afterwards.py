"""What an answer leaves to do once it is said: send what stays and files, delete old ones, draw the Home anew."""

from __future__ import annotations

import secrets

import structlog

from bot.messages import trouble
from bot.reception import Answer
from bot.slack.homes import Homes
from bot.slack.replies import Replies
from storage.members import Who

log = structlog.get_logger()


class Afterwards:
    """Does what is left to do after an answer."""

    def __init__(self, replies: Replies, homes: Homes) -> None:
        self._replies = replies
        self._homes = homes

    async def __call__(self, who: Who, answer: Answer) -> None:
        """Do it; what cannot be sent is owned up to in the person's own conversation with the bot."""
        message = answer.message
        if message.direct is not None:
            await self._replies.say(who.user, message.direct)
        if message.post is not None and not await self._replies.say(message.post.channel, message.post.message):
            await self._own_up(who, answer, "post not sent")
        if message.files and not await self._replies.send_files(who.user, message.files):
            await self._own_up(who, answer, "files not sent")
        for file in message.discard:
            await self._replies.discard_file(file)
        if message.left:
            await self._homes.publish(who)  # as it is for anybody
        elif answer.changed:
            await self._homes.refresh(who)

    async def _own_up(self, who: Who, answer: Answer, what: str) -> None:
        reference = secrets.token_hex(4)
        log.warning(what, platform=who.platform, reference=reference)
        await self._replies.say(who.user, trouble.apology(answer.words, reference))
