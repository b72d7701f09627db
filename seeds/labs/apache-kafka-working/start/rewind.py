"""Moves the group features back by three messages in each partition, as a rebalance in a bad moment does."""

import time
from pathlib import Path

from confluent_kafka import Consumer, TopicPartition

settings = {"group.id": "features", "enable.auto.commit": False, "session.timeout.ms": 6000, "log_level": 2}
consumer = Consumer({"bootstrap.servers": Path("kafka.address").read_text(encoding="utf-8"), **settings})
consumer.subscribe(["clicks"])
stop_at = time.monotonic() + 20
while not consumer.assignment() and time.monotonic() < stop_at:
    consumer.poll(0.2)
held = consumer.committed(consumer.assignment(), timeout=10)
back = [TopicPartition("clicks", each.partition, max(0, each.offset - 3)) for each in held if each.offset > 0]
if back:
    consumer.commit(offsets=back, asynchronous=False)
for each in back:
    print(f"partition {each.partition}: the group goes on at offset {each.offset}")
consumer.close()
