"""Sends feature rows to the online store, in groups."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger(__name__)


class StoreError(Exception):
    """The store refused a group; the caller keeps the job from being marked as done."""


def unique(rows):
    """One row per entity: the newest wins, and the order of first appearance stays."""
    return list({row["entity"]: row for row in rows}.values())


def groups(rows, size=100):
    grps = []
    for i in range(0, len(rows), size):
        grps.append(rows[i:i+size])
    return grps


def _send(store, group, attempts, wait, failed=[]):
    for attempt in range(1, attempts):
        try:
            store.put(group)
            return len(group)
        except ConnectionError:
            time.sleep(wait * attempt)
    failed.append(group)
    log.error("group refused, rows=%d, refused so far=%d" % (len(group), len(failed)))
    return 0


def upload(store, rows, attempts=3, wait=0.05):
    """Send every group, eight at a time."""
    grps = groups(unique(rows))
    with ThreadPoolExecutor(max_workers=8) as pool:
        return sum(pool.map(lambda g: _send(store, g, attempts, wait), grps))
