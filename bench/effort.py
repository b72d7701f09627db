"""How much work a measurement does: enough to trust, or just enough to see that it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """Rounds and counts for every subject; `seconds` is how long each crowd of clients keeps asking in one round."""

    rounds: int
    requests: int
    newcomers: int
    seconds: float
    queries: int | None
    reads: int
    writes: int
    starts: int


FULL = Effort(
    rounds=9, requests=800, newcomers=100, seconds=1.0, queries=None, reads=1_500, writes=150, starts=7
)  # fmt: skip
TINY = Effort(rounds=1, requests=5, newcomers=2, seconds=0.05, queries=12, reads=5, writes=3, starts=1)
