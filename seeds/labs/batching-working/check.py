"""Plays each workload with the person's settings on traces they have not seen."""

from rung_check import Miss, check, load, main, read_json

FEWEST = {"chat": 1, "ranking": 2, "nightly": 1}
GOALS = {"chat": 60, "ranking": 120, "nightly": 5000}
SEEDS = (11, 12, 13)


def settings(name):
    chosen = read_json("settings.json")
    found = chosen.get(name) if isinstance(chosen, dict) else None
    for field, least in (("max_batch", 1), ("max_wait_ms", 0), ("replicas", 1)):
        value = found.get(field) if isinstance(found, dict) else None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < least or value > 100_000:
            raise Miss("no-setting", name=name, field=field, value=value)
    whole = {field: int(found[field]) for field in ("max_batch", "replicas")}
    return dict(whole, max_wait_ms=found["max_wait_ms"])


def played(name):
    chosen = settings(name)
    if chosen["replicas"] > FEWEST[name]:
        raise Miss("too-many", name=name, replicas=chosen["replicas"], fewest=FEWEST[name])
    play = load("simulate.py", "play").play
    for seed in SEEDS:
        p99 = play(name, chosen, seed, 15)["p99"]
        if p99 > GOALS[name]:
            raise Miss("too-slow-here", name=name, seed=seed, p99=round(p99), goal=GOALS[name])


@check("chat")
def chat():
    played("chat")


@check("ranking")
def ranking():
    played("ranking")


@check("nightly")
def nightly():
    played("nightly")


main()
