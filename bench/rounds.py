"""Interleaved rounds: the contestants take turns, so that a noisy minute of the machine hits all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from statistics import median, quantiles

from bench.tables import Aim, Row

Figures = Mapping[str, float]  # what one contestant measured in one round, by the name of the measure
Round = Callable[[], Figures]


def take_turns(contestants: Mapping[str, Round], rounds: int, warm_up: bool) -> dict[str, list[Figures]]:
    """What each contestant measured, one entry a round."""
    measured: dict[str, list[Figures]] = {name: [] for name in contestants}
    if warm_up:
        for contestant in contestants.values():
            contestant()
    for name in turns(tuple(contestants), rounds):
        measured[name].append(contestants[name]())
    return measured


async def take_turns_async(
    contestants: Mapping[str, Callable[[], Awaitable[Figures]]], rounds: int, warm_up: bool
) -> dict[str, list[Figures]]:
    """`take_turns` for contestants that live in an event loop."""
    measured: dict[str, list[Figures]] = {name: [] for name in contestants}
    if warm_up:
        for contestant in contestants.values():
            await contestant()
    for name in turns(tuple(contestants), rounds):
        measured[name].append(await contestants[name]())
    return measured


def turns(contestants: Sequence[str], rounds: int) -> Iterator[str]:
    """Who is next: everybody once a round, each round beginning with somebody else."""
    for number in range(rounds):
        first = number % len(contestants)
        yield from (*contestants[first:], *contestants[:first])


def compared(
    title: str,
    unit: str,
    measure: str,
    measured: Mapping[str, Sequence[Figures]],
    against: str,
    aims: Mapping[str, Aim] | None = None,
    only: str | None = None,
) -> Iterator[Row]:
    """A row for each contestant (or one): the median over the rounds, the ratio to `against`, and the aim for it."""
    theirs = [figures[measure] for figures in measured[against]]
    for name in (only,) if only else measured:
        ours = [figures[measure] for figures in measured[name]]
        yield Row(title, name, median(ours), unit, ratio(ours, theirs), (aims or {}).get(name))


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios within a round, which a slow minute cannot move."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which `percent` of the values lie."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]
