"""Uploads checkpoints; the store answers 503 a few times every night while it compacts."""

import time

ATTEMPTS = 5


def upload(send, name, wait=0.2):
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return send(name)
        except ConnectionError:
            if attempt == ATTEMPTS:
                raise
            time.sleep(wait * attempt)
