"""/rung nudges and /rung stop: whether, when and how long the weekly message may be; nothing comes without a yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot import public_holidays
from bot.messages import nudge_settings
from bot.messages.elements import Message, Reply
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects import dates, moments
from bot.subjects.spelled import Unreadable
from skills import calendar
from skills.calendar import NoSuchZone
from storage import nudges, received
from storage.database import Session
from storage.members import Me
from storage.nudges import OFF, ON, PAUSED, Choice

# The verbs as people type them in Chinese.
_VERBS = {
    "開": "on", "开": "on", "開啟": "on", "开启": "on", "好": "on", "yes": "on", "start": "on", "resume": "on",
    "關": "off", "关": "off", "關閉": "off", "关闭": "off", "不要": "off", "no": "off", "stop": "off",
    "停": "off", "停止": "off", "pause": "snooze", "分鐘": "minutes", "分钟": "minutes", "暫停": "snooze",
    "暂停": "snooze", "假日": "holidays", "節假日": "holidays", "节假日": "holidays", "holiday": "holidays",
    "設定": "form", "设置": "form",
}  # fmt: skip
MOST_HOLIDAYS = 10  # weeks in a row that are looked through for one that is free
_NONE = ("off", "none", "no", "關", "关", "不要", "取消")


async def settings(request: Request, rest: str) -> Reply:
    """Show what is chosen, or change it."""
    verb, _, what = rest.partition(" ")
    verb = _VERBS.get(verb, verb.casefold())
    if (change := _CHANGES.get(verb)) is not None:
        return await change(request, what.strip())
    chosen = await _chosen(request)
    match verb:
        case "":
            return nudge_settings.settings(request.words, request.me, chosen, await _next(request, chosen))
        case "form":
            return nudge_settings.form(request.words, chosen)
        case _:
            return await _on(request, rest)  # "monday 9" says the same as "on monday 9"


async def stop(request: Request, _: str = "") -> Message:
    """Nothing comes any more, from this moment on."""
    before = await _chosen(request)
    await keep(request, replace(before, state=OFF))
    return nudge_settings.stopped(request.words)


async def keep(request: Request, choice: Choice) -> None:
    """Remember a choice, with the next moment of its day and time where the person is."""
    due = next_due(request.me, choice, request.now)
    await nudges.choose(request.session, request.me, choice, due, request.now)


def next_due(me: Me, choice: Choice, after: dt.datetime) -> dt.datetime:
    """The next moment of somebody's day and time; in a zone nobody knows any more it is counted in UTC."""
    return calendar.next_due(_zone(me), choice.weekday, choice.minute, after)


async def follow_zone(session: Session, me: Me, now: dt.datetime) -> None:
    """Move somebody's day and time along with them into the zone they are in now."""
    choice = await nudges.mine(session, me)
    if choice is not None and choice.state in (ON, PAUSED):
        await nudges.choose(session, me, choice, next_due(me, choice, now), now)


async def _on(request: Request, typed: str) -> Message:
    """Yes, at this day and time; what is not said stays as it was, and is Monday at nine at first."""
    before = await _chosen(request)
    try:
        weekday, minute = moments.weekday_and_minute(typed)
    except Unreadable as error:
        examples = ("rung nudges on monday 09:00", "rung nudges on friday 14:30", "rung nudges form")
        raise Sorry(f"sorry-read-{error.kind.replace(' ', '-')}", examples, typed=echo(error.text)) from None
    choice = replace(
        before,
        state=ON,
        weekday=before.weekday if weekday is None else weekday,
        minute=before.minute if minute is None else minute,
        ignored=0,
        resting_until=None,
        snoozed_until=before.snoozed_until if before.state == ON else None,
    )
    await keep(request, choice)
    return nudge_settings.on(request.words, request.me, choice, await _next(request, choice))


async def _minutes(request: Request, typed: str) -> Message:
    try:
        minutes = moments.minutes(typed)
    except Unreadable as error:
        examples = tuple(f"rung nudges minutes {each}" for each in nudge_settings.MINUTES)
        facts = {"least": moments.LEAST, "most": moments.MOST, "typed": echo(error.text)}
        raise Sorry("sorry-nudge-minutes", examples, **facts) from None
    return await _changed(request, replace(await _chosen(request), minutes=minutes))


async def _snooze(request: Request, typed: str) -> Message:
    """No message before a day; "off" ends that."""
    if typed.casefold() in _NONE:
        return await _changed(request, replace(await _chosen(request), snoozed_until=None))
    today = _today(request)
    try:
        until = dates.day(typed, today)
    except Unreadable as error:
        later = today + dt.timedelta(weeks=2)
        examples = (f"rung nudges snooze {later.isoformat()}", "rung nudges snooze 2 weeks", "rung nudges snooze off")
        raise Sorry(f"sorry-read-{error.kind.replace(' ', '-')}", examples, typed=echo(error.text)) from None
    return await _changed(request, replace(await _chosen(request), snoozed_until=until))


async def _holidays(request: Request, typed: str) -> Message:
    """Keep a country's public holidays free; "off" ends that."""
    if typed.casefold() in _NONE:
        return await _changed(request, replace(await _chosen(request), holidays=None))
    code = public_holidays.country(typed)
    if code is None:
        examples = ("rung nudges holidays TW", "rung nudges holidays DE-BY", "rung nudges holidays off")
        raise Sorry("sorry-holidays", examples, typed=echo(typed))
    return await _changed(request, replace(await _chosen(request), holidays=code))


async def _save(request: Request, sent: str) -> Message:
    """What the form sends: `weekday=0 minute=540 minutes=30`, each only when it was changed; sending it is a yes."""
    picked = {name: int(value) for name, _, value in (each.partition("=") for each in sent.split()) if value.isdigit()}
    weekday, minute, minutes = (picked.get(name) for name in ("weekday", "minute", "minutes"))
    before = await _chosen(request)
    choice = replace(
        before,
        state=ON,
        weekday=before.weekday if weekday is None else weekday % 7,
        minute=before.minute if minute is None else minute % (24 * 60),
        minutes=before.minutes if minutes is None else max(moments.LEAST, min(moments.MOST, minutes)),
        ignored=0,
        resting_until=None,
    )
    await keep(request, choice)
    return nudge_settings.on(request.words, request.me, choice, await _next(request, choice))


async def _changed(request: Request, choice: Choice) -> Message:
    await keep(request, choice)
    return nudge_settings.settings(request.words, request.me, choice, await _next(request, choice), changed=True)


async def _chosen(request: Request) -> Choice:
    """What the person chose; what is proposed to somebody who did not."""
    return await nudges.mine(request.session, request.me) or Choice()


async def _next(request: Request, choice: Choice) -> dt.datetime | None:
    """When the next message comes as far as anybody knows today; None when none does."""
    if choice.state != ON:
        return None
    after = request.now
    if choice.snoozed_until is not None and choice.snoozed_until > _today(request):
        after = calendar.just_before(_zone(request.me), choice.snoozed_until)
    if choice.resting_until is not None:
        after = max(after, choice.resting_until)
    due = next_due(request.me, choice, after)
    for _ in range(MOST_HOLIDAYS):
        if not await _is_taken(request, choice, due):
            break
        due = next_due(request.me, choice, due)
    return due


async def _is_taken(request: Request, choice: Choice, due: dt.datetime) -> bool:
    """Whether nothing comes at this moment: it is a holiday, or its week had its message, or its reason for none."""
    zone = _zone(request.me)
    if choice.holidays and public_holidays.name_on(choice.holidays, calendar.local_day(zone, due)):
        return True
    week = await received.one(request.session, request.me, calendar.iso_week(zone, due))
    return week is not None and week.state not in ("planned", "sending")


def _today(request: Request) -> dt.date:
    return calendar.local_day(_zone(request.me), request.now)


def _zone(me: Me) -> str:
    try:
        calendar.zone_named(me.zone)
    except NoSuchZone:
        return "UTC"
    return me.zone


_CHANGES: dict[str, Callable[[Request, str], Awaitable[Message]]] = {
    "on": _on, "off": stop, "minutes": _minutes, "snooze": _snooze, "holidays": _holidays, "save": _save,
}  # fmt: skip
