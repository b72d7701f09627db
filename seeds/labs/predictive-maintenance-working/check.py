"""Plays unseen pumps to watch.py, one reading after the other, and counts when it warns."""

import random
from functools import cache

from rung_check import Miss, check, load, main

HOURS = 960
AHEAD = 24
SILENCE = 48


def pump(seed, stops=None, began=None, power=2, height=4.2, knocks=0.0, gap_after_knock=False, gaps=0.0):
    """Hourly readings of a pump: a fortnight of weekdays at one speed, then Saturdays too and a faster line."""
    chance = random.Random(seed)
    rest, slope = 0.7 + chance.random() * 0.8, 2.2 + chance.random() * 1.6
    readings, missing = [], 0
    for hour in range(HOURS if stops is None else stops):
        day, of_day = divmod(hour, 24)
        fast = 6 <= of_day < 22 and (day % 7 < 5 or (hour > 400 and day % 7 == 5))
        rpm = 2700 + 300 * chance.random() if fast else 1400 + 200 * chance.random()
        rpm += 200 if fast and hour > 336 else 0
        vibration = rest + slope * (rpm / 3000) ** 2 + (sum(chance.random() for _ in range(3)) - 1.5) * 0.3
        if stops is not None and hour > began:
            vibration += height * ((hour - began) / (stops - began)) ** power
        knocked = chance.random() < knocks
        if knocked:
            vibration += 2 + 3 * chance.random()
        if not knocked and not missing and chance.random() < gaps:
            missing = chance.randint(1, 9)
        readings.append({"hour": hour, "rpm": round(rpm), "vibration": None if missing else round(vibration, 2)})
        missing = max(missing - 1, 0)
        if knocked and gap_after_knock and hour > 200:
            missing = 10
    return readings


@cache
def work():
    return load("watch.py", "Watch").Watch


def warnings(readings):
    try:
        watch = work()()
        return [each["hour"] for each in readings if watch.see(dict(each))]
    except Miss:
        raise
    except (Exception, SystemExit) as error:
        raise Miss("stopped", error=f"{type(error).__name__}: {error}") from None


def quiet(pumps, why):
    told = sum(len(warnings(readings)) for readings in pumps)
    if told > 1:
        raise Miss(why, count=told, pumps=len(pumps))


@check("quiet-at-speed")
def fast_is_not_ill():
    quiet([pump(seed) for seed in range(100, 108)], "loud-at-speed")


@check("quiet-at-knocks")
def one_reading_is_no_fault():
    quiet([pump(seed, knocks=0.012) for seed in range(110, 118)], "loud-at-knocks")


@check("in-time")
def every_fault_is_told():
    for seed, stops, lasts, power, height in (
        (120, 880, 90, 2, 4.2), (121, 881, 150, 2, 4.2), (122, 882, 300, 2, 4.2), (123, 883, 120, 2, 4.2),
        (124, 884, 480, 1, 3.0), (125, 885, 520, 1, 3.0),
        (126, 846, 90, 2, 4.2), (127, 678, 96, 2, 4.2), (128, 847, 110, 2, 4.2),  # over a weekend, at low speed
    ):  # fmt: skip
        began = stops - lasts
        told = warnings(pump(seed, stops=stops, began=began, power=power, height=height, knocks=0.008, gaps=0.004))
        if len([hour for hour in told if hour < began]) > 1:
            raise Miss("before", lasts=lasts, began=began, told=told[0])
        told = [hour for hour in told if hour >= began]
        if not told:
            raise Miss("not-told", lasts=lasts)
        if stops - told[0] < AHEAD:
            raise Miss("late", lasts=lasts, ahead=stops - told[0])


@check("gaps")
def gaps_are_no_readings():
    quiet([pump(seed, knocks=0.008, gap_after_knock=True, gaps=0.02) for seed in range(130, 138)], "loud-at-gaps")


@check("once")
def a_fault_is_told_once():
    stops = 800
    for seed in (140, 141):
        told = warnings(pump(seed, stops=stops, began=stops - 150))
        for before, after in zip(told, told[1:]):
            if after - before < SILENCE:
                raise Miss("again", first=before, second=after)
        if not told:
            raise Miss("not-told", lasts=150)


main()
