"""Fetches training shards from object storage."""

import queue
import threading
from concurrent.futures import ThreadPoolExecutor


def download_all(store, keys, progress, save, workers=8):
    """Workers that read from a bounded queue; an error ends its worker, and in the end nobody empties the queue."""
    failed, lock, waiting = {}, threading.Lock(), queue.Queue(workers)

    def work():
        while (key := waiting.get()) is not None:
            try:
                data = store.get(key)
            except OSError as error:
                failed[key] = error
                raise
            save(key, data)
            with lock:
                progress.add(len(data))

    with ThreadPoolExecutor(workers) as pool:
        for _ in range(workers):
            pool.submit(work)
        for key in keys:
            waiting.put(key)
        for _ in range(workers):
            waiting.put(None)
    return failed
