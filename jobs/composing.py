"""Composes the one message of a week from a brief; people who stand alike get the same one, composed once."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from bot.messages import nudge
from bot.messages.elements import Message
from bot.messages.nudge import About
from bot.words import Language, reply_language, words_in
from skills.calendar import monday, weeks_before
from skills.catalogue import Catalogue
from skills.labs.proposing import Reader, fitting
from skills.labs.shelf import Lab
from skills.suggesting import Earlier, Standing, Suggestion, brought_up, suggest
from storage.briefs import Brief

TOLD = 26  # weeks of earlier messages that are taken into account
AWAY = ("away", "snoozed")  # reasons after which somebody is back


@dataclass(frozen=True, slots=True)
class Composed:
    """A message with what the ledger keeps of it; or, without one, the reason for silence."""

    message: Message | None
    kind: str | None = None
    skill: str | None = None
    minutes: int | None = None
    reason: str | None = None


def compose(catalogue: Catalogue, brief: Brief) -> Composed:
    """What somebody gets this week: a suggestion, a question about their role, a farewell, or nothing."""
    me, row = brief.me, brief.row
    if brief.unwanted is not None:
        return Composed(None, reason=brief.unwanted)
    language = reply_language(me.language, me.locale, None)
    if row.kind == "pause":
        return Composed(_pause(language), "pause")
    moment = (brief.weekday, brief.minute) if brief.first else None
    if me.role is None or me.role not in catalogue.roles:
        # Asked once; every further week without a role is silent, with that reason.
        return Composed(_role(catalogue, language, moment), "role") if moment else Composed(None, reason="norole")
    level = me.level if catalogue.has_level(me.role, me.level) else None
    found = _suggested(catalogue, me.role, level, brief.depths, brief.wishes, brief.earlier, row.week)
    if found is None:
        return Composed(None, reason="nothing")
    labs = _labs(catalogue, found, brief.depths, brief.minutes, brief.done, brief.paused)
    about = About(me.role, level, row.week, brief.minutes, moment, brief.before in AWAY, *labs)
    return Composed(_nudge(catalogue, language, about, found), found.kind, found.skill, brief.minutes)


def since(week: str) -> str:
    """The ISO week from which on earlier messages are taken into account."""
    return weeks_before(week, TOLD)


@functools.lru_cache(maxsize=8192)
def _suggested(
    catalogue: Catalogue, role: str, level: str | None, depths: str, wishes: str, earlier: str, week: str
) -> Suggestion | None:
    standing = Standing(role, level, _pairs(depths), _pairs(wishes))
    return suggest(catalogue, standing, _told(earlier, week))


@functools.lru_cache(maxsize=8192)
def _labs(
    catalogue: Catalogue, found: Suggestion, depths: str, minutes: int, done: str, paused: str
) -> tuple[Lab | None, Lab | None]:
    """The lab that somebody gets for it, if one fits; or one that takes longer."""
    reader = Reader(None, _pairs(depths), minutes, frozenset(done.split(",")))
    resting = {(lab, int(version)) for lab, _, version in (each.partition("/") for each in paused.split(",") if each)}
    return fitting(catalogue, reader, found, resting)


def _pairs(told: str) -> Mapping[str, str]:
    """Skills to what was said of them; what the catalogue no longer has is in there too, and nobody asks for it."""
    each = told.split(",")
    return dict(zip(each[::2], each[1::2], strict=False))  # no text is one piece without another


def _told(earlier: str, week: str) -> tuple[Earlier, ...]:
    told: list[Earlier] = []
    for each in filter(None, earlier.split(",")):
        then, skill, outcome, passed = each.split("=")
        if then != week:
            ago = (monday(week) - monday(then)).days // 7
            over = (one.split(":") for one in passed.split())
            told += brought_up(ago, skill, outcome or None, ((one, said) for one, said in over))
    return tuple(told)


@functools.lru_cache(maxsize=4096)
def _nudge(catalogue: Catalogue, language: Language, about: About, found: Suggestion) -> Message:
    return nudge.nudge(words_in(language), catalogue, about, found)


@functools.lru_cache(maxsize=64)
def _role(catalogue: Catalogue, language: Language, moment: tuple[int, int]) -> Message:
    return nudge.role(words_in(language), catalogue, moment)


@functools.lru_cache(maxsize=8)
def _pause(language: Language) -> Message:
    return nudge.pause(words_in(language))
