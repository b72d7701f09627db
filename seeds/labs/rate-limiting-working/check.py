"""Drives the limiter with a clock of its own: tenants, keys and rates that the person has not seen."""

from rung_check import Miss, check, load, main

PLANS = {"north": (10, 300), "south": (40, 500)}
KEYS = {"n-1": "north", "n-2": "north", "s-1": "south"}
T = 1_000.0  # the second every story begins at


class Story:
    """A fresh limiter and the calls it answers."""

    def __init__(self):
        module = load("limiter.py", "Limiter")
        try:
            self.limiter = module.Limiter(dict(PLANS), dict(KEYS))
        except Exception as error:
            raise Miss("stumbled", call="Limiter(plans, keys)", error=f"{type(error).__name__}: {error}") from None

    def ask(self, key, cost, after):
        call = f"allow({key!r}, {cost}, {T + after})"
        try:
            answer = self.limiter.allow(key, cost, T + after)
        except Exception as error:
            raise Miss("stumbled", call=call, error=f"{type(error).__name__}: {error}") from None
        if not isinstance(answer, (tuple, list)) or len(answer) != 2 or not isinstance(answer[0], bool):
            raise Miss("odd-answer", call=call, answer=repr(answer))
        return answer

    def may(self, key, cost, after):
        return self.ask(key, cost, after)[0]


@check("burst")
def burst():
    story = Story()
    for number in range(1, 4):
        if not story.may("n-1", 100, 0):
            raise Miss("burst-cut", number=number)
    if story.may("n-1", 1, 0):
        raise Miss("burst-over", extra=1)
    idle = Story()
    idle.ask("n-1", 1, 0)
    got = sum(idle.may("n-1", 50, 3_600) for _ in range(20)) * 50
    if got > 300:
        raise Miss("hoarded", got=got)
    if got < 300:
        raise Miss("hoarded-too-little", got=got)


@check("refill")
def refill():
    story = Story()
    story.ask("s-1", 500, 0)
    for tenth in range(1, 50):  # asks eight times a second for more than there is
        story.ask("s-1", 450, tenth / 8)
    got = sum(story.may("s-1", 10, 7.5) for _ in range(60)) * 10
    if not 290 <= got <= 300:
        raise Miss("refilled", got=got)
    edge = Story()  # the end of one minute and the start of the next
    got = sum(edge.may("s-1", 100, 59.9 - T % 60 + moment) for moment in (0, 0.2) for _ in range(8)) * 100
    if got > 510:
        raise Miss("edge", got=got)


@check("tenants")
def tenants():
    story = Story()
    for _ in range(400):
        story.ask("s-1", 100, 0)
    if not story.may("n-1", 300, 0.1):
        raise Miss("neighbour")
    other = Story()
    if not other.may("n-1", 300, 0):
        raise Miss("burst-cut", number=1)
    if other.may("n-2", 200, 0.1):
        raise Miss("second-key")


@check("wait")
def wait():
    story = Story()
    story.ask("n-1", 250, 0)
    allowed, seconds = story.ask("n-1", 120, 0)  # 50 left, 70 lacking, 10 a second
    if allowed:
        raise Miss("burst-over", extra=70)
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 6.99 <= seconds <= 7.1:
        raise Miss("wrong-wait", seconds=seconds)
    if not story.may("n-1", 120, seconds + 0.001):
        raise Miss("too-soon", seconds=seconds)


@check("never")
def never():
    allowed, seconds = Story().ask("n-1", 301, 0)
    if allowed or seconds is not None:
        raise Miss("for-ever", allowed=allowed, seconds=seconds)


main()
