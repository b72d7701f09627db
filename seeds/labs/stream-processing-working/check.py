"""Plays arrivals nobody has seen, and compares with what a batch job would have counted."""

import random

from rung_check import Miss, check, load, main

SIZE, LATENESS = 10, 8


def clicks(seed, seconds=120, retries=0.1, slowest=6.0):
    draw, found = random.Random(seed), []
    for number in range(seconds * 3):
        click = {"id": f"{seed}-{number}", "user": draw.choice(["ann", "bo"]), "at": round(draw.uniform(0, seconds), 2)}
        found.append((click["at"] + draw.uniform(0, slowest), click))
        if draw.random() < retries:
            found.append((click["at"] + draw.uniform(0, slowest), click))
    return [click for _, click in sorted(found, key=lambda each: each[0])]


def truth(arrivals):
    counted = {}
    for click in {each["id"]: each for each in arrivals}.values():
        users = counted.setdefault(int(click["at"] // SIZE) * SIZE, {})
        users[click["user"]] = users.get(click["user"], 0) + 1
    return counted


def play(arrivals, each=lambda windows: None):
    """Every window that was told, and the windows object; any error of the work is a miss."""
    module = load("windows.py", "Windows")
    try:
        windows, told = module.Windows(SIZE, LATENESS), []
        for number, click in enumerate(arrivals):
            told += [(number, start, dict(users)) for start, users in windows.add(dict(click))]
            each(windows)
        told += [(len(arrivals), start, dict(users)) for start, users in windows.end()]
    except Miss:
        raise
    except Exception as error:
        raise Miss("fails", error=f"{type(error).__name__}: {error}") from None
    return told, windows


@check("right-counts")
def right_counts():
    for seed in (1, 2, 3):
        arrivals = clicks(seed)
        told, wanted = play(arrivals)[0], truth(arrivals)
        summed = {}
        for _, start, users in told:
            for user, count in users.items():
                of = summed.setdefault(start, {})
                of[user] = of.get(user, 0) + count
        for start, users in sorted(wanted.items()):
            if summed.get(start) != users:
                raise Miss("other-counts", start=start, wanted=users, told=summed.get(start))


@check("closes")
def closes():
    arrivals = [*clicks(4, 60), {"id": "x", "user": "ann", "at": 2.0}, *clicks(5, 30)]
    arrivals = arrivals[: len(clicks(4, 60)) + 1]
    told = play(arrivals)[0]
    starts = [start for _, start, _ in told]
    for start in sorted(set(starts)):
        if starts.count(start) > 1:
            raise Miss("twice", start=start, times=starts.count(start))
    newest, due = float("-inf"), {}
    for number, click in enumerate(arrivals):
        newest = max(newest, click["at"])
        for start in range(0, 60, SIZE):
            if start + SIZE <= newest - LATENESS:
                due.setdefault(start, number)
    for number, start, _ in told:
        if start in due and number != due[start]:
            raise Miss("other-moment", start=start, wanted=due[start] + 1, told=number + 1)


@check("late-counted")
def late_counted():
    steady = [{"id": f"s{at}", "user": "bo", "at": float(at)} for at in range(60)]
    stale = [{"id": "l1", "user": "ann", "at": 1.0}, {"id": "l2", "user": "ann", "at": 43.0}]
    fine = [{"id": "f1", "user": "ann", "at": 50.5}]
    told, windows = play([*steady, *fine, *stale])
    late = getattr(windows, "late", None)
    if late != 2:
        raise Miss("other-late", late=late)
    if any("ann" in users for _, start, users in told if start < 50):
        raise Miss("late-let-in")
    if not any(users.get("ann") == 1 for _, start, users in told if start == 50):
        raise Miss("early-turned-away")


@check("forgets")
def forgets():
    most = [0, 0]

    def look(windows):
        found = windows.kept
        most[:] = [max(most[0], found[0]), max(most[1], found[1])]

    play(clicks(6, 600), look)
    open_at_most = (SIZE + LATENESS + 6) // SIZE + 2
    if most[0] > open_at_most or most[1] > open_at_most * SIZE * 6:
        raise Miss("hoards", windows=most[0], ids=most[1])
    if most[1] == 0:
        raise Miss("no-ids")


main()
