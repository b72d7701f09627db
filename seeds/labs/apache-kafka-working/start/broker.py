"""A small Kafka for this lab: librdkafka's own mock broker, which speaks the real protocol on a port of 127.0.0.1.

Leave it running; it sends 42 messages (40 events, two of them twice) to the topic clicks and keeps them in memory.
"""

import json
import time

from confluent_kafka import Producer

server = Producer({"bootstrap.servers": "none", "test.mock.num.brokers": 1, "log_level": 2})
broker = next(iter(server.list_topics(timeout=10).brokers.values()))
address = f"{broker.host}:{broker.port}"
with open("kafka.address", "w", encoding="utf-8") as file:
    file.write(address)

producer = Producer({"bootstrap.servers": address, "log_level": 2})
numbers = [*range(1, 21), 9, *range(21, 41), 33]  # the producer retried twice, and both tries had arrived
for number in numbers:
    event = {"event_id": f"e-{number:03}", "customer": f"c-{number % 5}", "amount": number}
    producer.produce("clicks", key=event["customer"], value=json.dumps(event))
producer.flush(10)
print(f"Kafka at {address}, {len(numbers)} messages in the topic clicks. Ctrl+C stops it.", flush=True)
while True:
    time.sleep(1)
