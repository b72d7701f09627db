"""Keeps events in SQLite; `save` says whether an event was new and raises sqlite3.Error when the disk will not have it."""

import json
import sqlite3


class Store:
    def __init__(self, path):
        self._rows = sqlite3.connect(path)
        self._rows.execute("CREATE TABLE IF NOT EXISTS events (event_id TEXT PRIMARY KEY, body TEXT)")

    def save(self, event):
        with self._rows:
            added = self._rows.execute(
                "INSERT OR IGNORE INTO events VALUES (?, ?)", (event["event_id"], json.dumps(event))
            )
        return added.rowcount == 1
