"""The online store. `send` raises StoreError when the store refuses a chunk; whoever calls decides what then."""


class StoreError(Exception):
    pass


class Store:
    def __init__(self, refuse=()):
        self.rows, self.refuse = [], set(refuse)

    def send(self, chunk):
        if self.refuse & {row["user"] for row in chunk}:
            raise StoreError(f"{len(chunk)} rows refused")
        self.rows += chunk
        return len(chunk)
