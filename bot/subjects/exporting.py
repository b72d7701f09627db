"""/progress export: my own path and matrix as a file."""

from __future__ import annotations

import asyncio

from bot.exports.personal import personal as personal_document
from bot.exports.writing import FORMATS, write
from bot.messages import exported
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from storage import depths, evidence, wishes


async def personal(request: Request, form: str) -> Message:
    """The file in one of FORMATS, however its letters are written; without one, which it may be."""
    wanted = {"excel": "xlsx", "markdown": "md"}.get(form.strip().casefold(), form.strip().casefold())
    if not wanted:
        return exported.pick(request.words)
    if wanted not in FORMATS:
        raise Sorry("sorry-export-form", tuple(map(exported.LINE.format, FORMATS)), typed=echo(form))
    session, me, words = request.session, request.me, request.words
    said = await depths.said_mine(session, me)
    found = await evidence.mine(session, me)
    wished = await wishes.mine(session, me, request.now)
    document = personal_document(words, request.catalogue, me, said, found, wished, request.now)
    file = await asyncio.to_thread(write, document, wanted)
    return exported.sent(words, file, wanted)
