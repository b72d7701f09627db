"""/rung zone: the time zone somebody's days are counted in."""

from __future__ import annotations

import functools
import zoneinfo

from bot.messages import zone
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects.naming import NEAREST, nearest
from storage import members

FOLLOW = ("slack", "teams", "auto")


async def choose(request: Request, typed: str) -> Message:
    """Show, choose or follow the platform again; raises Sorry with the nearest three zones."""
    if not typed:
        return zone.pick(request.words, request.me, request.now)
    if typed.casefold() in FOLLOW:
        await members.choose_zone(request.session, request.me, None)
        return zone.follows(request.words, request.me.time_zone or "UTC", request.now)
    known = _zone(typed)
    if known is None:
        every = sorted(zoneinfo.available_timezones())
        cities = {each.rsplit("/", 1)[-1]: each for each in every}
        near = [cities[city] for city in nearest(typed.rsplit("/", 1)[-1].replace(" ", "_"), list(cities), NEAREST)]
        lines = tuple(f"rung zone {each}" for each in near)
        raise Sorry("sorry-zone", lines, typed=echo(typed), line=f"/rung zone {near[0]}")
    await members.choose_zone(request.session, request.me, known)
    return zone.saved(request.words, known, request.now)


def _zone(typed: str) -> str | None:
    """A zone by its name or its city, whatever the case: "Asia/Taipei", "taipei", "new york"."""
    wanted = typed.strip().replace(" ", "_").casefold()
    for each in sorted(zoneinfo.available_timezones(), key=lambda name: ("/" not in name, name)):
        if wanted in (each.casefold(), each.rsplit("/", 1)[-1].casefold()):
            return each
    return next((zone for zone, names in _chinese_cities().items() if typed.strip() in names), None)


@functools.cache
def _chinese_cities() -> dict[str, set[str]]:
    """The cities of the zones as Chinese on both sides calls them, from Babel; made when somebody first needs it."""
    from babel.dates import get_timezone_location  # noqa: PLC0415  # takes its time

    return {
        each: {get_timezone_location(each, locale=locale, return_city=True) for locale in ("zh_Hant_TW", "zh_Hans_CN")}
        # Some zones are old names of others and share their city; the names people use today come first.
        for each in (*zone.COMMON, *sorted(zoneinfo.available_timezones()))
        if "/" in each
    }
