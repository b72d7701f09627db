"""/rung zone: the time zone somebody's days are counted in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import zoneinfo

from bot.messages import zone
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects import nudging
from bot.subjects.naming import NEAREST, nearest
from storage import members

FOLLOW = ("slack", "teams", "auto")
_REGIONS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip
_ALSO = {"beijing": "Asia/Shanghai", "北京": "Asia/Shanghai", "bangalore": "Asia/Kolkata", "班加羅爾": "Asia/Kolkata"}
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)


async def choose(request: Request, typed: str) -> Message:
    """Show, choose or follow the platform again; raises Sorry with the nearest three zones."""
    if not typed:
        return zone.pick(request.words, request.me, request.now)
    if typed.casefold() in FOLLOW:
        await _keep(request, None)
        return zone.follows(request.words, request.me.time_zone or "UTC", request.now)
    found = _zones(typed, request.now)
    if len(found) != 1:
        near = (found or _near(typed))[:NEAREST]
        lines = tuple(f"rung zone {each}" for each in near)
        raise Sorry("sorry-zone", lines, typed=echo(typed), line=f"/{lines[0]}")
    await _keep(request, found[0])
    return zone.saved(request.words, found[0], request.now)


async def _keep(request: Request, zone: str | None) -> None:
    """Remember the zone; the weekly message moves along."""
    await members.choose_zone(request.session, request.me, zone)
    moved = dataclasses.replace(request.me, own_zone=zone)
    await nudging.follow_zone(request.session, moved, request.now)


def _zones(typed: str, now: dt.datetime) -> list[str]:
    """The zones `typed` may mean: "Asia/Taipei", "taipei", "New York", "台北"; or those with an offset, "UTC+8"."""
    if offset := _OFFSET.fullmatch(typed.strip()):
        return _with_offset(offset, now)
    wanted = typed.strip().replace(" ", "_").casefold()
    if wanted in _ALSO:
        return [_ALSO[wanted]]
    whole = [each for each in _places() if wanted == each.casefold()]
    cities = [each for each in _places() if wanted == each.rsplit("/", 1)[-1].casefold()]
    if whole or cities or typed.isascii():
        return whole or cities
    return [each for each, names in _chinese_cities().items() if typed.strip() in names][:1]


def _with_offset(offset: re.Match[str], now: dt.datetime) -> list[str]:
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    wanted = dt.timedelta(minutes=-minutes if offset[1] == "-" else minutes)
    there = [each for each in _places() if now.astimezone(zoneinfo.ZoneInfo(each)).utcoffset() == wanted]
    # Several places share an offset and part ways later: never one alone, so that the person chooses.
    return there if len(there) > 1 else []


def _near(typed: str) -> list[str]:
    cities = {each.rsplit("/", 1)[-1]: each for each in reversed(_places())}
    return [cities[city] for city in nearest(typed.rsplit("/", 1)[-1].replace(" ", "_"), list(cities), NEAREST)]


@functools.cache
def _places() -> tuple[str, ...]:
    """The zones named after places, those most people live in first; and UTC. Not `localtime`, `Factory`, `Etc/…`."""
    known = zoneinfo.available_timezones()
    places = sorted(each for each in known if each.split("/")[0] in _REGIONS)
    return tuple(dict.fromkeys((*(each for each in zone.COMMON if each in known), *places)))


@functools.cache
def _chinese_cities() -> dict[str, set[str]]:
    """The cities of the zones as Chinese on both sides calls them, from Babel; made when somebody first needs it."""
    from babel.dates import get_timezone_location  # noqa: PLC0415  # takes its time

    return {
        each: {get_timezone_location(each, locale=locale, return_city=True) for locale in ("zh_Hant_TW", "zh_Hans_CN")}
        for each in _places()
    }
