"""/level history, undo, snapshot, calculator: what was changed, taken back, kept as it was, and reckoned up."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container

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
_MARK = re.compile(r"(\d{1,9})(?:-(\d{1,12}))?")


async def history(request: Request, _: str) -> Message:
    """My latest changes, and my snapshots."""
    batches = await changes.batches(request.session, request.me, MOST)
    latest = next((each for each in batches if each.undone_at is None), None)
    undoable = mark_of(latest.number, latest.at) if latest is not None and request.now - latest.at <= WITHIN else None
    kept = await snapshots.latest(request.session, request.me)
    return past.history(request.words, request.catalogue, request.me, batches, kept, undoable)


def mark_of(number: int | None, at: dt.datetime) -> str | None:
    """How an Undo button names a batch: its number and its second.

    Somebody who left and came back counts from 1 again; the second keeps an old button from meaning a new batch.
    """
    return None if number is None else f"{number}-{int(at.timestamp())}"


async def undoable(request: Request, subjects: Container[str]) -> str | None:
    """My latest batch, if it is about these subjects alone and young enough: what a second press may still undo."""
    latest = await changes.batch(request.session, request.me, None)
    if latest is None or request.now - latest.at > WITHIN:
        return None
    about_these = all(each.subject in subjects for each in latest.changes)
    return mark_of(latest.number, latest.at) if about_these else None


async def undo_(request: Request, rest: str) -> Message:
    """Take back my latest change, or the one with a number."""
    named = _MARK.fullmatch(rest)
    if rest and named is None:
        raise Sorry("sorry-undo-which", ("level undo", "level history"))
    number = int(named[1]) if named else None
    if named and named[2] and not await _is_of(request, int(named[1]), int(named[2])):
        raise Sorry("sorry-undo-nothing", ("level history",))
    done = await undo(request.session, request.me, number, request.now)
    if done.refused == "undone":
        return saved.undone_already(request.words)
    if done.refused is not None:
        raise Sorry(f"sorry-undo-{done.refused}", _set_again(request, done.batch))
    assert done.batch is not None, "what was undone was found"
    return saved.undone(request.words, request.catalogue, done.batch)


async def _is_of(request: Request, number: int, second: int) -> bool:
    batch = await changes.batch(request.session, request.me, number)
    return batch is not None and int(batch.at.timestamp()) == second


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
