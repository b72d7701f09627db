"""A stand-in for a GPU: one call at a time, dear to start and cheap for each further row. Leave it as it is."""

import threading
import time

FIXED, EACH = 0.008, 0.0004  # seconds: launch and copy, and each row
LARGEST = 32  # rows that fit into memory
_lock = threading.Lock()


def infer(rows):
    """The scores of up to 32 rows; a row below zero makes the whole call fail, as a bad tensor does."""
    if len(rows) > LARGEST:
        raise MemoryError(f"{len(rows)} rows do not fit, {LARGEST} do")
    with _lock:
        time.sleep(FIXED + EACH * len(rows))
    for row in rows:
        if row < 0:
            raise ValueError(f"row {row} is below zero")
    return [row * 2 + 1 for row in rows]
