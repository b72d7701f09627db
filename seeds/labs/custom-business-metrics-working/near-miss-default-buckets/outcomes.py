"""Handles what customers do with recommendations. The queue delivers every event at least once."""

from prometheus_client import Counter, Histogram

ACCEPTED = Counter("recommendations_accepted", "Recommendations that a customer took.", ["surface"])
VALUE = Histogram("recommendation_order_value_euros", "Value of the order a recommendation led to.", ["surface"])


def handle(event, store):
    """One event: {"event_id", "type" ("shown" or "accepted"), "surface", "user", "item", "amount_cents"}."""
    if store.save(event) and event["type"] == "accepted":
        ACCEPTED.labels(event["surface"]).inc()
        VALUE.labels(event["surface"]).observe(event["amount_cents"] / 100)
