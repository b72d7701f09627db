"""/rung why: did a message come, and if not, why; and when the next one does."""

from __future__ import annotations

from bot.messages import weeks
from bot.messages.elements import Message
from bot.request import Request
from storage import nudges, received
from storage.nudges import Choice


async def why(request: Request, _: str = "") -> Message:
    """The latest weeks, sent and silent, each with its reason in words."""
    mine = await received.mine(request.session, request.me)
    choice = await nudges.mine(request.session, request.me) or Choice()
    return weeks.why(request.words, request.catalogue, request.me, choice, mine)
