"""Looking up what people type: our index against one dictionary access, and against the usual fuzzy search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from time import perf_counter_ns

from rapidfuzz import fuzz, process, utils

from bench.effort import Effort
from bench.queries import Query, read_queries
from bench.rounds import Figures, Round, compared, percentile, take_turns
from bench.tables import Aim, Row, Table
from skills.library import Library, open_library
from skills.lookup import spellings_of

LIMIT, FOLDED, OURS = "dict.get, key folded before", "fold, then dict.get (limit)", "Rung, Lookup.find"
USUAL = "rapidfuzz extractOne(WRatio)"
QUICK = 20  # how often a dictionary is asked for one reading: it answers faster than the clock ticks
SURE = 80  # the score from which a WRatio hit is usually believed
ABOUT = "against fold and dict.get, by the kind of our answer; right is what queries.yml expects first"


def measure(effort: Effort) -> Table:
    """Microseconds a query, over all queries and by the kind of our answer."""
    library = open_library()
    queries = read_queries(library, effort.queries)
    names = _names(library)
    contestants = _contestants(library, list(names))
    rounds = {name: _asking(ask, queries, QUICK if name in (LIMIT, FOLDED) else 1) for name, ask in contestants.items()}
    measured = take_turns(rounds, max(1, effort.rounds // 2), effort.warm_up)
    subject = f"Look-up: {len(queries)} queries over {len(library.lookup.keys):,} spellings"
    return Table(subject, ABOUT, (*_rows(measured, queries), *_right(library, queries, names)))


def _contestants(library: Library, names: Sequence[str]) -> dict[str, Callable[[Query], object]]:
    lookup, keys, fold = library.lookup, library.lookup.keys, library.lookup.table.fold
    return {
        LIMIT: lambda query: keys.get(query.key),
        FOLDED: lambda query: keys.get(fold(query.text)),
        OURS: lambda query: lookup.find(query.text),
        USUAL: lambda query: _usual(names, query.text),
    }


def _names(library: Library) -> dict[str, str]:
    """Every spelling we know, prepared as rapidfuzz advises, and the entry it stands for first."""
    entries = sorted(library.catalogue.entries.values(), key=lambda entry: not entry.is_concept)
    pairs = [(spelling, entry.id) for entry in entries for spelling in spellings_of(entry)]
    pairs += [(alias, meant[0]) for alias, meant in library.catalogue.shared_aliases.items()]
    return {utils.default_process(spelling): entry for spelling, entry in reversed(pairs)}


def _usual(names: Sequence[str], text: str) -> str | None:
    found = process.extractOne(utils.default_process(text), names, scorer=fuzz.WRatio, score_cutoff=SURE)
    return None if found is None else found[0]


def _asking(ask: Callable[[Query], object], queries: Sequence[Query], again: int) -> Round:
    def one_round() -> Figures:
        took: dict[str, list[float]] = {}
        for query in queries:
            took.setdefault(query.kind, []).append(_microseconds(ask, query, again))
        took["all"] = [each for times in took.values() for each in times]
        return {f"{kind} p{each}": percentile(times, each) for kind, times in took.items() for each in (50, 99)}

    return one_round


def _microseconds(ask: Callable[[Query], object], query: Query, again: int) -> float:
    began = perf_counter_ns()
    for _ in range(again):
        ask(query)
    return (perf_counter_ns() - began) / again / 1000


def _rows(measured: Mapping[str, list[Figures]], queries: Sequence[Query]) -> Iterator[Row]:
    for each in ("p50", "p99"):
        yield from compared(
            f"all {len(queries)} queries, {each}", "µs", f"all {each}", measured, FOLDED, {OURS: Aim(15)}
        )
    for kind in sorted({query.kind for query in queries}):
        count = sum(query.kind == kind for query in queries)
        for each in ("p50", "p99"):
            yield from compared(f"{kind} ({count}), {each}", "µs", f"{kind} {each}", measured, FOLDED, only=OURS)
    for each in ("p50", "p99"):
        title = f"all by the usual way, {each}"
        yield from compared(title, "µs", f"all {each}", measured, USUAL, {OURS: Aim(1)}, only=OURS)


def _right(library: Library, queries: Sequence[Query], names: Mapping[str, str]) -> Iterator[Row]:
    """How often each finds what is meant: speed alone would flatter whoever answers anything."""
    spellings = list(names)
    ours = sum(query.is_right(_found(library, query.text)) for query in queries)
    usual = sum(query.is_right(names.get(_usual(spellings, query.text) or "")) for query in queries)
    for name, count in ((OURS, ours), (USUAL, usual)):
        yield Row("right", name, 100 * count / len(queries), "%")


def _found(library: Library, text: str) -> str | None:
    """The entry Rung answers with; a mere "did you mean" is no answer."""
    answer = library.lookup.find(text)
    return answer.entries[0] if answer.found else None
