"""Fetches training shards from object storage."""

import threading
from concurrent.futures import ThreadPoolExecutor


def download_all(store, keys, progress, save, workers=8):
    """At most two keys per worker are under way; the loop that hands them out waits for a place."""
    failed, lock = {}, threading.Lock()

    def one(key):
        try:
            data = store.get(key)
            save(key, data)
            with lock:
                progress.add(len(data))
        except Exception as error:
            with lock:
                failed[key] = error


    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, keys))
    return failed
