"""Counts and times for /metrics; labels name commands and outcomes, never people."""

from __future__ import annotations

import functools

from prometheus_client import Counter, Histogram, generate_latest

_REQUESTS = Counter("rung_requests", "Lines answered.", ["verb", "outcome"])
_SECONDS = Histogram(
    "rung_request_seconds",
    "Our own time from a line to its answer, in seconds.",
    ["verb"],
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5),
)
_EVENTS = Counter("rung_events", "Events delivered by the platform.", ["outcome"])
_POSTS = Counter("rung_posts", "Answers sent after the acknowledgement.", ["outcome"])

_NUDGES = Counter(
    "rung_nudges", "Weekly messages: planned, sent, later, ambiguous, resolved, dead.", ["step"]
)  # fmt: skip
_NUDGE_LAG = Histogram(
    "rung_nudge_lag_seconds",
    "From the moment a weekly message was due to the one it was sent, in seconds.",
    buckets=(1, 5, 15, 60, 120, 300, 900, 3_600, 14_400, 86_400),
)


@functools.cache  # verbs and outcomes are few, and finding a label's counter costs more than counting
def _request_labels(verb: str, outcome: str) -> tuple[Counter, Histogram]:
    return _REQUESTS.labels(verb, outcome), _SECONDS.labels(verb)


def request(verb: str, outcome: str, seconds: float) -> None:
    """One line was answered."""
    counted, timed = _request_labels(verb, outcome)
    counted.inc()
    timed.observe(seconds)


def event(outcome: str) -> None:
    """One event arrived: "new" or "repeated"."""
    _EVENTS.labels(outcome).inc()


def post(outcome: str) -> None:
    """One later answer went out: "sent" or "failed"."""
    _POSTS.labels(outcome).inc()


def nudges(step: str, count: int = 1) -> None:
    """Some weekly messages came this far."""
    _NUDGES.labels(step).inc(count)


def nudge_lag(seconds: float) -> None:
    """A weekly message went out this long after it was due."""
    _NUDGE_LAG.observe(seconds)


def exposition() -> bytes:
    """Everything in Prometheus' text format."""
    return generate_latest()
