"""Every lab as it is proposed, listed, worked at and ended, in the longest way it gets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from bot.messages import lab, lab_answers, lab_steps
from bot.messages.elements import Form, Message
from bot.messages.nudge import About
from bot.words import Words
from skills.catalogue import Catalogue
from skills.labs.proposing import MISSES, Proposal
from skills.labs.shelf import Lab
from skills.library import Library
from skills.scale import NOT_YET
from skills.suggesting import Standing, suggestion_of
from storage.lab_counts import Took
from storage.labs import DONE, OPEN, SKIPPED, Start
from tests.rules.people import NOON

Said = Iterator[tuple[str, Message]]
WEEK = "2026-W53"


def of_labs(words: Words, library: Library) -> Said:
    """Each of them."""
    catalogue = library.catalogue
    for each in catalogue.labs:
        yield from _one(words, catalogue, each)
    for skill in {each.facts.skill for each in catalogue.labs}:
        proposals = [_proposal(catalogue, each, True) for each in catalogue.labs.of(skill)]
        yield f"labs of {skill}", lab.labs_of(words, catalogue, skill, proposals)
    yield "no lab", lab.nothing(words)
    yield "a lab for nobody's role", lab.without_role(words, catalogue)
    starts = [started(each, number, state) for number, (each, state) in enumerate(_states(catalogue))]
    yield "my labs", lab.mine(words, catalogue, starts, dict.fromkeys(range(len(starts)), "24 December 2026"))
    yield "no labs of mine", lab.mine(words, catalogue, [], {})


def lab_forms(words: Words, catalogue: Catalogue) -> Iterator[tuple[str, Form]]:
    """Where codes go."""
    yield "code of a lab", lab_answers.code_form(words, next(iter(catalogue.labs)))


def started(of: Lab, number: int = 1, state: str = OPEN) -> Start:
    """A start of a lab in some state."""
    by = "code" if state == DONE else None
    facts = of.facts
    return Start(number, of.id, facts.version, facts.skill, facts.to, "0" * 32, state, by, 0, None, NOON, NOON)


def _states(catalogue: Catalogue) -> Iterator[tuple[Lab, str]]:
    for each in list(catalogue.labs)[:8]:
        yield from ((each, state) for state in (OPEN, DONE, SKIPPED))


def _proposal(catalogue: Catalogue, of: Lab, against: bool) -> Proposal:
    standing = Standing("mlops-engineer", "middle", {of.facts.skill: NOT_YET}, {})
    found = suggestion_of(catalogue, standing, of.facts.skill)
    needs = tuple(of.facts.prerequisites) or (of.facts.skill,)
    return Proposal(of, found, MISSES if against else (), needs if against else ())


def _one(words: Words, catalogue: Catalogue, of: Lab) -> Said:
    about = About("mlops-engineer", "middle", WEEK, 30)
    took = Took(60, 12)
    turned_down = [each.id for each in catalogue.labs][:12]
    for against in (False, True):
        found = _proposal(catalogue, of, against)
        yield f"{of.id} proposed", lab.proposal(words, catalogue, about, found, took, turned_down)
    yield f"{of.id} for nobody", lab.proposal(words, catalogue, None, _proposal(catalogue, of, False), None)
    yield f"{of.id} under way", lab.under_way(words, catalogue, of, started(of))
    yield f"{of.id} started", lab_steps.started(words, of, b"")
    yield f"{of.id}, its steps", lab_steps.steps(words, of)
    for number in (1, 2, 3):
        yield f"{of.id}, hint {number}", lab_answers.hint(words, of, number)
    yield f"{of.id}, stuck somewhere", lab_answers.which_step(words, of)
    for step in of.facts.steps:
        yield f"{of.id}, stuck at {step.id}", lab_answers.stuck(words, of, step.id, 0)
    yield f"{of.id} skipped", lab_answers.skipped(words, of)
    yield f"{of.id} left", lab_answers.left(words, of)
    yield f"{of.id}, a report", lab_answers.report(words, of)
    yield f"{of.id} reported", lab_answers.reported(words, of, "fails", False)
    yield f"{of.id} reported at a step", lab_answers.reported(words, of, "fails", True)
    yield f"{of.id}, its code", lab_answers.ask_for_code(words, of)
    for by in ("code", "word"):
        ended = started(of, 12, DONE)
        yield f"{of.id} done by {by}", lab_answers.done(words, catalogue, ended, by, None, of.facts.to, True)
        yield f"{of.id} done", lab_answers.done(words, catalogue, ended, by, "expert", None, False)
    timed = replace(started(of, 12, DONE), minutes=60, ended_at=NOON + dt.timedelta(hours=1))
    yield f"{of.id} timed", lab_answers.thanks_for_time(words, catalogue, timed, None, of.facts.to)
