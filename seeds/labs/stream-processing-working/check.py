"""Plays arrivals nobody has seen, and compares with what a batch job would have counted."""

import random

from rung_check import Miss, check, load, main

SIZE, LATENESS = 10, 8


def click(id_, at, user="ann"):
    return {"id": id_, "user": user, "at": at}


# a retry that comes after more than the lateness, into a window that is still open
RETRIED = [click("r", 1.0), click("n", 12.0, "bo"), click("r", 1.0)]


def clicks(seed, seconds=120, retries=0.1, slowest=6.0):
    draw, found = random.Random(seed), []
    for number in range(seconds * 3):
        made = {"id": f"{seed}-{number}", "user": draw.choice(["ann", "bo"]), "at": round(draw.uniform(0, seconds), 2)}
        found.append((made["at"] + draw.uniform(0, slowest), made))
        if draw.random() < retries:
            found.append((made["at"] + draw.uniform(0, slowest), made))
    return [made for _, made in sorted(found, key=lambda each: each[0])]


def truth(arrivals):
    counted = {}
    for made in {each["id"]: each for each in arrivals}.values():
        users = counted.setdefault(int(made["at"] // SIZE) * SIZE, {})
        users[made["user"]] = users.get(made["user"], 0) + 1
    return counted


def play(arrivals, each=lambda windows: None):
    """Every window that was told, and the windows object; any error of the work is a miss."""
    module = load("windows.py", "Windows")
    try:
        windows, told = module.Windows(SIZE, LATENESS), []
        for number, made in enumerate(arrivals):
            told += [(number, start, dict(users)) for start, users in windows.add(dict(made))]
            each(windows)
        told += [(len(arrivals), start, dict(users)) for start, users in windows.end()]
    except Miss:
        raise
    except Exception as error:
        raise Miss("fails", error=f"{type(error).__name__}: {error}") from None
    return told, windows


@check("right-counts")
def right_counts():
    for arrivals in map(clicks, (1, 2, 3)):
        told, wanted = play(arrivals)[0], truth(arrivals)
        summed = {}
        for _, start, users in told:
            for user, count in users.items():
                of = summed.setdefault(start, {})
                of[user] = of.get(user, 0) + count
        for start, users in sorted(wanted.items()):
            if summed.get(start) != users:
                raise Miss("other-counts", start=start, wanted=users, told=summed.get(start))
    if (found := sum(users.get("ann", 0) for _, _, users in play(RETRIED)[0])) != 1:
        raise Miss("retry-counted", found=found)


@check("closes")
def closes():
    # one too late, one that reaches an end exactly, and one after a silence that closes two at once
    arrivals = [*clicks(4, 60), click("x", 2.0), click("y", 63.0), click("z", 68.0), click("w", 71.0), click("v", 130.0)]
    told = play(arrivals)[0]
    starts = [start for _, start, _ in told]
    for start in sorted(set(starts)):
        if starts.count(start) > 1:
            raise Miss("twice", start=start, times=starts.count(start))
    newest, due = float("-inf"), {}
    for number, each in enumerate(arrivals):
        newest = max(newest, each["at"])
        for start in range(0, 140, SIZE):
            if start + SIZE <= newest - LATENESS:
                due.setdefault(start, number)
    moments = [*(f"#{number} (at {each['at']})" for number, each in enumerate(arrivals, 1)), "end()"]
    for number, start, _ in told:
        if number != (wanted := due.get(start, len(arrivals))):
            raise Miss("other-moment", start=start, wanted=moments[wanted], told=moments[number])


@check("late-counted")
def late_counted():
    steady = [click(f"s{at}", float(at), "bo") for at in range(60) if not 20 <= at < 30]
    stale = [click("l1", 1.0), click("l2", 43.0), click("s43", 43.0, "bo"), click("l3", 23.0)]
    fine = [click("f1", 50.5)]
    told, windows = play([*steady, *fine, *stale])
    late = getattr(windows, "late", None)
    if late != len(stale):
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
