"""Counts clicks and spend per customer from the topic clicks into features.db; ends when nothing comes any more."""

import json
import os
import sqlite3
import time
from pathlib import Path

from confluent_kafka import Consumer
from enrich import enrich

FIRST, QUIET = 15, 3  # seconds to wait for the first message, and for one more

db = sqlite3.connect("features.db")
db.execute("CREATE TABLE IF NOT EXISTS features (customer TEXT PRIMARY KEY, clicks INTEGER, spend REAL)")
db.execute("CREATE TABLE IF NOT EXISTS seen (event_id TEXT PRIMARY KEY)")
consumer = Consumer(
    {
        "bootstrap.servers": os.environ.get("KAFKA") or Path("kafka.address").read_text(encoding="utf-8"),
        "group.id": "features",
        "auto.offset.reset": "earliest",
        "session.timeout.ms": 6000,
        "enable.auto.commit": False,
        "log_level": 2,
    }
)
consumer.subscribe(["clicks"])


def count(event):
    with db:  # one transaction: all of it or nothing
        if not db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (event["event_id"],)).rowcount:
            return
        db.execute(
            "INSERT INTO features VALUES (?, 1, ?) "
            "ON CONFLICT (customer) DO UPDATE SET clicks = clicks + 1, spend = spend + excluded.spend",
            (event["customer"], event["amount"]),
        )


stop_at = time.monotonic() + FIRST
while time.monotonic() < stop_at:
    message = consumer.poll(0.2)
    if message is None or message.error():
        continue
    consumer.commit(message=message, asynchronous=False)
    event = enrich(json.loads(message.value()))
    count(event)
    stop_at = time.monotonic() + QUIET
consumer.close()
