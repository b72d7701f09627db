"""Sent and silent weeks in words: what came when, or why nothing did."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Piece, Strong, Text
from bot.messages.nudge_settings import standing
from bot.when import date, moment
from bot.words import Words
from skills.calendar import monday
from skills.catalogue import Catalogue
from storage.members import Me
from storage.nudges import Choice
from storage.received import Week

# The reasons that the ledger keeps for a silent week; tests hold the sentences to them.
SILENT = (
    "paused", "snoozed", "holiday", "away", "resting", "late", "zone", "quiet", "moved", "off", "gone", "removed",
    "nothing", "norole",
)  # fmt: skip
ABOUT_NO_SKILL = ("role", "pause")
DEAD = ("person", "everybody", "message", "composing")


def why(words: Words, catalogue: Catalogue, me: Me, choice: Choice, mine: Sequence[Week]) -> Message:
    """The latest weeks, newest first, and what is chosen now."""
    heading = words("weeks-title")
    elements: list[Element] = [Heading(heading), Text.of(standing(words, me, choice, None))]
    if mine:
        items = tuple(_week(words, catalogue, me, each) for each in mine)
        elements.append(Bullets("", items))
    else:
        elements.append(Text.of(words("weeks-none")))
    elements.append(Buttons((Button(words("button-nudges-form"), "rung nudges form"),)))
    return Message(heading, tuple(elements))


def _week(words: Words, catalogue: Catalogue, me: Me, week: Week) -> tuple[Piece, ...]:
    since = words("weeks-of", day=date(words, monday(week.week)))
    return Strong(since), words("colon") + said(words, catalogue, me, week)


def said(words: Words, catalogue: Catalogue, me: Me, week: Week) -> str:
    """One week in a sentence."""
    match week.state:
        case "sent" if week.sent_at is not None:
            at = moment(words, me.zone, week.sent_at)
            entry = catalogue.entries.get(week.skill or "")
            if entry is not None:
                what = words("weeks-sent-about", moment=at, skill=entry.names.in_(words.language))
            else:
                what = words(f"weeks-sent-{week.kind}" if week.kind in ABOUT_NO_SKILL else "weeks-sent", moment=at)
            return what + (words("stop") + words(f"outcome-{week.outcome}") if week.outcome else "")
        case "planned" | "sending":
            return words("weeks-planned", moment=moment(words, me.zone, week.due_at))
        case "dead":
            return words(f"dead-{(week.reason or 'message').partition(':')[0]}")
    return words(f"silent-{week.reason}")
