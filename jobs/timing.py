"""How long everything around a delivery may take, in one place, because the figures depend on each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds. `lease` outlasts `timeout` (the longest a post takes) and `lag` (how long the platform's history may
    not show what was posted) together; `per_second` is what a workspace takes, None for no limit.

    A run goes on while something comes due within `patience`; a platform in trouble is left alone `longest_rest`.
    """

    lease: float = 60.0
    timeout: float = 10.0
    lag: float = 10.0
    per_second: float | None = 5.0
    patience: float = 50.0
    longest_rest: float = 300.0

    def __post_init__(self) -> None:
        if self.lease <= self.timeout + self.lag:
            raise ValueError("a lease that ends before the history shows what was posted sends twice")
