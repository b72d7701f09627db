"""Stands for the slow library every consumer has. With CRASH_ON it takes the process down once. Leave it as it is."""

import os
import time
from pathlib import Path


def enrich(event):
    time.sleep(0.02)
    marker = Path("crashed-once")
    if event["event_id"] == os.environ.get("CRASH_ON") and not marker.exists():
        marker.touch()
        time.sleep(1.5)
        os._exit(137)  # what a container out of memory looks like
    return {**event, "amount": round(event["amount"] * 1.0, 2)}
