"""Fetches training shards from object storage."""

import threading
from concurrent.futures import ThreadPoolExecutor


def download_all(store, keys, progress, save, workers=8):
    """At most two keys per worker are under way; the loop that hands them out waits for a place."""
    failed, lock, places = {}, threading.Lock(), threading.BoundedSemaphore(2 * workers)

    def one(key):
        try:
            data = store.get(key)
            save(key, data)
            with threading.Lock():
                progress.add(len(data))
        except Exception as error:
            with lock:
                failed[key] = error
        finally:
            places.release()

    with ThreadPoolExecutor(workers) as pool:
        for key in keys:
            places.acquire()
            pool.submit(one, key)
    return failed
