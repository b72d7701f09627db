"""Fetches training shards from object storage."""


def download_all(store, keys, progress, save, workers=8):
    """Get every key and give it to save(key, data), which any thread may call; add its length to the progress.

    `keys` is an iterator, maybe of millions. Returns {key: exception} for the keys that could not be fetched.
    """
    failed = {}
    for key in keys:
        data = store.get(key)
        save(key, data)
        progress.add(len(data))
    return failed
