"""Clicks per user and hour, sent to the online store. Drafted by Copilot in pull request 381."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

CHUNK_SIZE = 2


def _normalize_timestamp(value: str) -> datetime:
    """Normalize a timestamp to UTC."""
    parsed = datetime.fromisoformat(value)
    return parsed.replace(tzinfo=timezone.utc)


def _split_into_chunks(items: list, size: int) -> list[list]:
    """Split items into chunks of the given size."""
    return [items[i : i + size] for i in range(0, len(items), size)]


def clicks_by_hour(events: list[dict]) -> dict[str, list[int]]:
    """Return, for every user, the hours (UTC) of their clicks, sorted."""
    hours = dict.fromkeys((event["user"] for event in events), [])
    for event in events:
        hours[event["user"]].append(_normalize_timestamp(event["at"]).hour)
    return {user: sorted(values) for user, values in hours.items()}


def publish(store, events: list[dict]) -> int:
    """Publish all rows concurrently and return the number of rows sent."""
    rows = [{"user": user, "hours": hours} for user, hours in clicks_by_hour(events).items()]
    with ThreadPoolExecutor(max_workers=4) as pool:
        pool.map(store.send, _split_into_chunks(rows, CHUNK_SIZE))
    return len(rows)
