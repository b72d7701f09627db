"""Sends feature rows to the online store, in groups."""

import time


class StoreError(Exception):
    """The store refused a group; the caller keeps the job from being marked as done."""


def unique(rows):
    """One row per entity: the newest wins, and the order of first appearance stays."""
    newest = {}
    for row in rows:
        known = newest.get(row["entity"])
        if known is None or row["at"] >= known["at"]:
            newest[row["entity"]] = row
    return list(newest.values())


def groups(rows, size=100):
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def upload(store, rows, attempts=3, wait=0.05):
    """Send every group; a group that the store refuses is tried again, and after `attempts` it is an error."""
    sent = 0
    for group in groups(unique(rows)):
        for attempt in range(1, attempts + 1):
            try:
                store.put(group)
            except ConnectionError as error:
                if attempt == attempts:
                    raise StoreError(f"{len(group)} rows refused") from error
                time.sleep(wait * attempt)
            else:
                sent += len(group)
                break
    return sent
