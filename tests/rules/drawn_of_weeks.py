"""The weekly message in every way it can come, what each press on it answers, its settings, and its weeks in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from bot.messages import nudge, nudge_answers, nudge_settings, weeks
from bot.messages.elements import Message
from bot.messages.nudge import SIZES, About
from bot.subjects.nudge_presses import OUTCOMES
from bot.words import Words
from skills.catalogue import Catalogue
from skills.library import Library
from skills.suggesting import Standing, Suggestion, suggest, suggestion_of
from storage.nudges import ASKED, OFF, ON, PAUSED, STOPPED, Choice
from storage.received import Week
from tests.rules.people import GONE, NOON, everybody, longest, me

Said = Iterator[tuple[str, Message]]
WEEK = "2026-W53"
MOMENT = (2, 9 * 60)


def of_weeks(words: Words, library: Library) -> Said:
    """Each of them, in the longest way they get."""
    yield from _nudges(words, library.catalogue)
    yield from _settings(words)
    yield from _weeks(words, library.catalogue)


def _nudges(words: Words, catalogue: Catalogue) -> Said:
    for person in everybody(catalogue):
        if person.me.role is None:
            continue
        standing = Standing(person.me.role, person.me.level, person.depths, person.wishes)
        found = suggest(catalogue, standing)
        if found is not None:
            about = About(person.me.role, person.me.level, WEEK, 30, MOMENT, back=True)
            yield f"nudge for {person.what}", nudge.nudge(words, catalogue, about, found)
    for skill in longest(words, catalogue)[::5]:
        for have in (None, "none", "awareness", "working", "advanced"):
            yield from _one(words, catalogue, skill, have)
    yield "role asked for", nudge.role(words, catalogue, MOMENT)
    yield "pause", nudge.pause(words)
    yield "no other", nudge_answers.nothing_else(words)


def _one(words: Words, catalogue: Catalogue, skill: str, have: str | None) -> Said:
    """One skill in every size of task, and what is said after each press."""
    standing = Standing("mlops-engineer", "middle", {skill: have} if have else {}, {})
    found: Suggestion = suggestion_of(catalogue, standing, skill)
    for minutes in SIZES:
        about = About("mlops-engineer", "middle", WEEK, minutes)
        yield f"{skill} from {have} in {minutes}", nudge.nudge(words, catalogue, about, found)
    lab = next(iter(catalogue.labs))
    about = About("mlops-engineer", "middle", WEEK, 60, lab=lab)
    yield f"{skill} with a lab", nudge.nudge(words, catalogue, about, found)
    about = About("mlops-engineer", "middle", WEEK, 10, longer=lab)
    yield f"{skill} with a longer lab", nudge.nudge(words, catalogue, about, found)
    for because in ("next", "hard"):
        asked = replace(found, because=because, of=skill)
        yield f"{skill} because {because}", nudge.nudge(words, catalogue, about, asked)
    yield f"{skill} instead", nudge.another(words, catalogue, about, found)
    yield f"{skill} started", nudge_answers.started(words, catalogue, about, found)
    yield f"{skill} hint", nudge_answers.hint(words, catalogue, about, found)
    yield f"{skill} done", nudge_answers.done(words, catalogue, about, found)
    for outcome in ("next", "less", "more", "easy", "hard"):
        yield f"{skill} {outcome}", nudge_answers.noted(words, catalogue, about, found, outcome)


def _settings(words: Words) -> Said:
    plain = Choice(ON, 2, 9 * 60 + 10, 45)
    full = replace(plain, snoozed_until=dt.date(2026, 12, 24), holidays="DE-BY")
    choices = [*(replace(plain, state=each) for each in (ASKED, OFF, PAUSED, STOPPED)), plain, full]
    for reader in (me(None, None), me("mlops-engineer", "middle")):
        for choice in choices:
            yield f"settings {choice}", nudge_settings.settings(words, reader, choice, NOON)
            yield f"changed {choice}", nudge_settings.settings(words, reader, choice, None, changed=True)
            yield f"on {choice}", nudge_settings.on(words, reader, choice, NOON)
    yield "stopped", nudge_settings.stopped(words)


def _weeks(words: Words, catalogue: Catalogue) -> Said:
    skill = longest(words, catalogue)[0]
    plain = Week(WEEK, "sent", None, NOON, NOON, "gap", skill, 30, None)
    mine = [replace(plain, outcome=each) for each in (None, *OUTCOMES)]
    mine += [replace(plain, state="silent", reason=each) for each in weeks.SILENT]
    mine += [replace(plain, state="dead", reason=f"{each}:channel_not_found") for each in weeks.DEAD]
    mine += [replace(plain, state=each) for each in ("planned", "sending")]
    mine += [replace(plain, kind=each, skill=None) for each in (*weeks.ABOUT_NO_SKILL, None)]
    mine.append(replace(plain, skill=GONE))
    for at in range(0, len(mine), 8):
        yield f"weeks from {at}", weeks.why(words, catalogue, me(None, None), Choice(ON), mine[at : at + 8])
    yield "no weeks", weeks.why(words, catalogue, me(None, None), Choice(), [])
