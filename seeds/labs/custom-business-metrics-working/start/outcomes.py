"""Handles what customers do with recommendations. The queue delivers every event at least once."""


def handle(event, store):
    """One event: {"event_id", "type" ("shown" or "accepted"), "surface", "user", "item", "amount_cents"}."""
    store.save(event)
