"""What people with a weekly message, and the machine that sends it, may do, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Born:
    """Somebody says yes."""

    zone: str
    weekday: int
    minute: int
    reads: bool  # presses something in every message


@dataclass(frozen=True)
class Fly:
    """Be in another zone."""

    zone: str


@dataclass(frozen=True)
class Choose:
    """Say yes to a day and time, perhaps after a stop."""

    weekday: int
    minute: int


@dataclass(frozen=True)
class Stop:
    """Want no more messages."""


@dataclass(frozen=True)
class Snooze:
    """Want none before a day that is so many days from now; None ends it."""

    days: int | None


@dataclass(frozen=True)
class Away:
    """Be away for so many hours."""

    hours: int


@dataclass(frozen=True)
class Quiet:
    """Be undisturbed from an hour before one's next moment until so many hours after it."""

    hours: int


@dataclass(frozen=True)
class Sleep:
    """The machine sleeps for so many hours."""

    hours: int


@dataclass(frozen=True)
class Jump:
    """The machine's clock is so many days wrong for one tick."""

    days: int


@dataclass(frozen=True)
class Wait:
    """Hours pass; or, with `near`, the time until so many minutes from somebody's next moment."""

    hours: int = 0
    near: int | None = None


Action = Fly | Choose | Stop | Snooze | Away | Quiet | Sleep | Jump
Step = tuple[Wait, int, Action]  # the number says whose step it is
