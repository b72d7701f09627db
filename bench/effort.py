"""How much work a measurement does: enough to trust, or just enough to see that it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """Rounds of each subject, and how much each contestant does in one of them.

    `seconds` is how long the crowd keeps asking, `people` the size of a company; `planned` people get a row in each
    round and `planned_once` in only a few, `drained` get a message, the `few` of slow contestants too; `remembered`
    are two sizes whose memory is compared, `channel` the people counted in one. `queries` thins the look-up's
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
    planned: int
    planned_once: int
    drained: int
    few: int
    remembered: tuple[int, int]
    channel: int
    queries: int | None = None
    warm_up: bool = True


FULL = Effort(
    rounds=13, starts=9, requests=700, newcomers=100, seconds=0.8, reads=1_500, writes=150, people=10_000,
    planned=10_000, planned_once=100_000, drained=2_000, few=300, remembered=(10_000, 100_000), channel=5_000,
)  # fmt: skip
TINY = Effort(
    rounds=1, starts=1, requests=5, newcomers=2, seconds=0.05, reads=5, writes=3, people=20,
    planned=30, planned_once=60, drained=30, few=10, remembered=(10, 20), channel=20, queries=12, warm_up=False,
)  # fmt: skip
