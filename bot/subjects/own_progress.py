"""/progress: what moved with me since a month ago, for me alone."""

from __future__ import annotations

import datetime as dt

from bot.messages import progress as messages
from bot.messages.elements import Message
from bot.request import Request
from bot.subjects.sharing import invitation
from skills.catalogue import Catalogue
from storage import depths, evidence, history, labs, leading
from storage.history import Batch

MONTH = dt.timedelta(days=30)


async def progress(request: Request) -> Message:
    """My bars, what changed, what speaks for it, and the ways on."""
    session, me, since = request.session, request.me, request.now - MONTH
    mine = await depths.all_mine(session, me)
    moved = messages.Moved(
        since,
        _moves(request.catalogue, await history.since(session, me, since)),
        [each for each in await evidence.mine(session, me) if each.at >= since],
        [each for each in await labs.mine(session, me) if (each.ended_at or each.started_at) >= since],
    )
    leads = await leading.led(session, me, request.now) if me.known else []
    return messages.progress(request.words, request.catalogue, me, mine, moved, leads, await invitation(request))


def _moves(catalogue: Catalogue, batches: list[Batch]) -> dict[str, tuple[str | None, str | None]]:
    """Skills whose depth is not what it was before these batches (the newest first): what it was, and is."""
    moves: dict[str, tuple[str | None, str | None]] = {}
    for batch in batches:
        for each in batch.changes:
            # A role's id is an entry of the catalogue as well; what changed in it is a level.
            if each.subject in catalogue.entries and not each.subject.startswith(f"{history.ROLE}:"):
                after = moves.get(each.subject, (None, each.after))[1]
                moves[each.subject] = each.before, after
    return {skill: (before, after) for skill, (before, after) in moves.items() if before != after}
