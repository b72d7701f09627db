"""Measures what consumers get done: python race.py plain|salted one-by-one|batch

20,000 click events, 43 percent of them of one customer, in the four partitions of a mock broker (librdkafka's own,
which speaks the real protocol), read by one consumer thread each and written to SQLite.
"""

import json
import random
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

from confluent_kafka import Consumer, Producer, TopicPartition

how, write = sys.argv[1], sys.argv[2]
server = Producer({"bootstrap.servers": "none", "test.mock.num.brokers": 1, "log_level": 0})
broker = next(iter(server.list_topics(timeout=10).brokers.values()))
address = f"{broker.host}:{broker.port}"
producer, dice, counts = Producer({"bootstrap.servers": address, "log_level": 0}), random.Random(5), [0] * 4


def delivered(_error, message):
    counts[message.partition()] += 1


for number in range(20_000):
    customer = 0 if dice.random() < 0.43 else dice.randrange(1, 5_000)
    key = f"{customer}" if how == "plain" else f"{customer}:{number % 16}"
    producer.produce("clicks", key=key, value=json.dumps({"customer": customer, "n": number}), on_delivery=delivered)
    if number % 1_000 == 0:
        producer.poll(0)
producer.flush(30)


def consume(partition, folder):
    db = sqlite3.connect(Path(folder) / f"{partition}.db")
    db.execute("CREATE TABLE clicks (customer INTEGER, n INTEGER)")
    consumer = Consumer({"bootstrap.servers": address, "group.id": "race", "enable.auto.commit": False, "log_level": 0})
    consumer.assign([TopicPartition("clicks", partition, 0)])
    left, began = counts[partition], time.perf_counter()
    while left:
        messages = consumer.consume(1 if write == "one-by-one" else 500, timeout=0.5)
        rows = [(event["customer"], event["n"]) for event in (json.loads(each.value()) for each in messages)]
        with db:
            db.executemany("INSERT INTO clicks VALUES (?, ?)", rows)
        left -= len(rows)
    took[partition] = time.perf_counter() - began
    consumer.close()
    db.close()


took = {}
with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
    threads = [threading.Thread(target=consume, args=(partition, folder)) for partition in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
for partition in range(4):
    print(f"partition {partition}: {counts[partition]:>6} messages, done after {took[partition]:5.1f} s")
print(f"{how}, {write}: {20_000 / max(took.values()):,.0f} messages a second until the last one is done")
