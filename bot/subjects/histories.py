"""/level history, undo, snapshot, calculator: what was changed, taken back, kept as it was, and reckoned up."""

from __future__ import annotations

from bot.messages import calculator as calculator_message
from bot.messages import past, saved
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from skills.reckoning import reckon
from storage import depths, snapshots
from storage import history as changes
from storage.history import Batch
from storage.undoing import WITHIN, undo

MOST = 8  # batches shown


async def history(request: Request, _: str) -> Message:
    """My latest changes, and my snapshots."""
    batches = await changes.batches(request.session, request.me, MOST)
    latest = next((each for each in batches if each.undone_at is None), None)
    undoable = latest.number if latest is not None and request.now - latest.at <= WITHIN else None
    kept = await snapshots.latest(request.session, request.me)
    return past.history(request.words, request.catalogue, request.me, batches, kept, undoable)


async def undo_(request: Request, rest: str) -> Message:
    """Take back my latest change, or the one with a number."""
    if rest and not (rest.isascii() and rest.isdigit() and len(rest) < 10):
        raise Sorry("sorry-undo-which", ("level undo", "level history"))
    number = int(rest) if rest else None
    done = await undo(request.session, request.me, number, request.now)
    if done.refused is not None:
        raise Sorry(f"sorry-undo-{done.refused}", _set_again(request, done.batch))
    assert done.batch is not None, "what was undone was found"
    return saved.undone(request.words, request.catalogue, done.batch)


def _set_again(request: Request, batch: Batch | None) -> tuple[str, ...]:
    """When it is too late to undo: lines that set again what held before."""
    again = [
        f"level set {each.subject} {each.before or 'unknown'}"
        for each in (batch.changes if batch is not None else ())
        if each.subject in request.catalogue.entries
    ]
    return (*again[:3], "level history")


async def snapshot(request: Request, rest: str) -> Message:
    """Keep where I stand now, or show a snapshot by its number."""
    me, session = request.me, request.session
    if not rest:
        content = past.content_of(request.catalogue, me, await depths.all_mine(session, me), {})
        rest = str(await snapshots.keep(session, me, content, None, request.now))
    number = int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 10 else 0
    kept = await snapshots.mine(session, me, number)
    if kept is None:
        raise Sorry("sorry-snapshot", ("level history",), typed=echo(rest))
    return past.snapshot(request.words, me, kept)


async def calculator(request: Request, _: str) -> Message:
    """Which levels of my role my depths meet."""
    role = request.me.role
    if role is None:
        raise Sorry("sorry-no-role", tuple(f"level role {each}" for each in request.catalogue.roles))
    mine = await depths.all_mine(request.session, request.me)
    return calculator_message.calculator(request.words, request.catalogue, role, reckon(request.catalogue, role, mine))
