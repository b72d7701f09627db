"""The weekly message as a setting: what is chosen, when the next one comes, who sees it, and how to stop it."""

from __future__ import annotations

import datetime as dt

from bot.messages.elements import Button, Buttons, Element, Form, Heading, Message, Note, Pick, Text
from bot.public_holidays import called
from bot.when import clock, date, moment, weekday_name, weekly
from bot.words import Words
from storage.members import Me
from storage.nudges import ASKED, OFF, ON, PAUSED, STOPPED, Choice

MINUTES = (15, 30, 45, 60, 90)


def settings(
    words: Words, me: Me, choice: Choice, next_at: dt.datetime | None, *, changed: bool = False
) -> Message:  # fmt: skip
    """What is chosen now; after a change that is said first."""
    heading = words("nudges-title")
    said = standing(words, me, choice, next_at)
    summary = words("nudges-saved") + words("stop") + said if changed else said
    elements: list[Element] = [Heading(heading), Text.of(summary), *_ways(words, choice)]
    if not changed:
        elements.append(Text.of(words("nudges-how")))
    return Message(summary, tuple(elements))


def on(words: Words, me: Me, choice: Choice, next_at: dt.datetime | None) -> Message:
    """A yes is kept: what comes, when, who sees it, and how to stop it."""
    said = words("nudges-on") + words("stop") + standing(words, me, choice, next_at)
    role = words("stop") + words("nudges-need-role") if me.role is None else ""
    buttons = [Button(words("button-role"), "level role", "primary")] if me.role is None else []
    note = Note.of(words("nudges-who-sees"))
    elements = (Text.of(said + role), *([Buttons(tuple(buttons))] if buttons else []), *_ways(words, choice), note)
    return Message(said, elements)


def stopped(words: Words) -> Message:
    """It has stopped; nothing is asked in return."""
    said = words("nudges-stopped")
    return Message(said, (Text.of(said), Buttons((Button(words("button-nudges-again"), "rung nudges on"),))))


def offer(words: Words) -> tuple[Element, ...]:
    """The question whether messages may come, asked once."""
    choice = Choice()
    at = weekly(words, choice.weekday, choice.minute)
    yes = Button(words("button-nudges-yes", moment=at), "rung nudges on")
    other = Button(words("button-nudges-other"), "rung nudges form")
    no = Button(words("button-nudges-no"), "rung nudges off")
    return (Text.of(words("nudges-offer", minutes=choice.minutes)), Buttons((yes, other, no)))


def standing(words: Words, me: Me, choice: Choice, next_at: dt.datetime | None) -> str:
    """One or two sentences: whether messages come, when, how long, and what keeps them away."""
    if choice.state == PAUSED:
        return words("nudges-are-paused")
    if choice.state == STOPPED:
        return words("nudges-are-refused")
    if choice.state in (ASKED, OFF):
        return words("nudges-are-off")
    said = [words("nudges-are-on", moment=weekly(words, choice.weekday, choice.minute), minutes=choice.minutes)]
    if next_at is not None:
        said.append(words("nudges-next", moment=moment(words, me.zone, next_at), zone=me.zone))
    if choice.snoozed_until is not None:
        said.append(words("nudges-snoozed", day=date(words, choice.snoozed_until)))
    if choice.holidays is not None:
        said.append(words("nudges-holidays", country=called(choice.holidays, words.language)))
    return words("stop").join(said)


def form(words: Words, choice: Choice) -> Form:
    """Day, time and minutes as menus."""
    days = tuple((str(day), weekday_name(words, day)) for day in range(7))
    times = sorted({*range(0, 24 * 60, 30), choice.minute})
    minutes = sorted({*MINUTES, choice.minutes})
    fields = (
        Pick("weekday", words("nudges-form-day"), days, str(choice.weekday), words("nudges-form-day")),
        Pick(
            "minute", words("nudges-form-time"), tuple((str(each), clock(each)) for each in times), str(choice.minute),
            words("nudges-form-time"),
        ),
        Pick(
            "minutes", words("nudges-form-minutes"),
            tuple((str(each), words("nudges-form-so-many", minutes=each)) for each in minutes), str(choice.minutes),
            words("nudges-form-minutes"),
        ),
    )  # fmt: skip
    return Form(
        words("nudges-title"), "rung nudges save", fields, words("button-nudges-save"), words("form-cancel"),
        "rung nudges form", (words("nudges-form-intro"),),
    )  # fmt: skip


def home_ways(words: Words, choice: Choice) -> Buttons:
    """The same in a Home: change it, stop it, ask why."""
    change = Button(words("button-nudges-form"), "rung nudges form")
    stop = (Button(words("button-stop-nudges"), "rung stop"),) if choice.state == ON else ()
    return Buttons((change, Button(words("button-nudges-why"), "rung why"), *stop))


def _ways(words: Words, choice: Choice) -> tuple[Element, ...]:
    if choice.state != ON:
        at = weekly(words, choice.weekday, choice.minute)
        yes = Button(words("button-nudges-yes", moment=at), "rung nudges on", "primary")
        return (Buttons((yes, Button(words("button-nudges-other"), "rung nudges form"))),)
    buttons = [Button(words("button-nudges-form"), "rung nudges form")]
    if choice.snoozed_until is not None:
        buttons.append(Button(words("button-nudges-unsnooze"), "rung nudges snooze off"))
    else:
        buttons.append(Button(words("button-nudges-snooze"), "rung nudges snooze 2 weeks"))
    why = Button(words("button-nudges-why"), "rung why")
    return (Buttons((*buttons, why, Button(words("button-stop-nudges"), "rung stop"))),)
