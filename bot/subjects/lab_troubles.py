"""Hints, help at a step, leaving and reporting: every way out of being stuck."""

from __future__ import annotations

from bot.messages import lab_answers
from bot.messages.elements import Message
from bot.request import Request, Sorry
from bot.subjects.labs import meant
from skills.labs.shelf import Lab
from storage import labs
from storage.labs import Start


async def hint(request: Request, rest: str) -> Message:
    """The next hint, or the one that is asked for by its number."""
    lab, begun, number = await meant(request, rest)
    if number and number not in ("1", "2", "3"):
        raise Sorry("sorry-lab-hint", (f"lab hint {lab.id} 1", f"lab hint {lab.id} 2", f"lab hint {lab.id} 3"))
    which = int(number) if number else min(begun.hints + 1, 3)
    await labs.showed_hint(request.session, request.me, begun.number, which)
    return lab_answers.hint(request.words, lab, which)


async def stuck(request: Request, rest: str) -> Message:
    """At which step, and then what helps there."""
    lab, begun, step = await meant(request, rest)
    if not step:
        return lab_answers.which_step(request.words, lab)
    step = _step(lab, step)
    await _tell(request, lab, begun, step, "stuck")
    return lab_answers.stuck(request.words, lab, step, begun.hints)


async def skip(request: Request, rest: str) -> Message:
    """Leave a lab; where, if they like to say."""
    lab, begun, _ = await meant(request, rest)
    await labs.skip(request.session, request.me, begun.number, request.now)
    return lab_answers.skipped(request.words, lab)


async def left(request: Request, rest: str) -> Message:
    """The step at which a lab was left."""
    lab, begun, step = await meant(request, rest)
    await _tell(request, lab, begun, _step(lab, step), "left")
    return lab_answers.left(request.words, lab)


async def report(request: Request, rest: str) -> Message:
    """What is wrong with a lab, and at which step if it is at one."""
    lab, begun, told = await meant(request, rest)
    kind, _, step = told.partition(" ")
    if kind not in lab_answers.REPORTS:
        return lab_answers.report(request.words, lab)
    await _tell(request, lab, begun, _step(lab, step) if step else "", kind)
    return lab_answers.reported(request.words, lab, kind, bool(step))


async def _tell(request: Request, lab: Lab, begun: Start, step: str, kind: str) -> None:
    await labs.tell(request.session, request.me, lab.id, begun.version, step, kind, request.now)


def _step(lab: Lab, typed: str) -> str:
    """A step by its id or its number; raises Sorry with the steps there are."""
    ids = [step.id for step in lab.facts.steps]
    if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(ids):
        return ids[int(typed) - 1]
    if typed not in ids:
        raise Sorry("sorry-lab-step", (f"lab stuck {lab.id}",), most=len(ids))
    return typed
