"""How much work a measurement does: enough to trust, or just enough to see that it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """Rounds of each subject, and how much each contestant does in one of them.

    `seconds` is how long the crowd keeps asking, `people` the size of a company; `queries` thins the look-up's
    questions out, None keeps all of them; `warm_up` plays a round that does not count.
    """

    rounds: int
    starts: int
    requests: int
    newcomers: int
    seconds: float
    reads: int
    writes: int
    people: int
    queries: int | None = None
    warm_up: bool = True


FULL = Effort(rounds=13, starts=9, requests=700, newcomers=100, seconds=0.8, reads=1_500, writes=150, people=10_000)
TINY = Effort(
    rounds=1, starts=1, requests=5, newcomers=2, seconds=0.05, reads=5, writes=3, people=20, queries=12, warm_up=False
)
