"""The online path: what serving computes from the events it has seen. The same features, the same promise."""

import math
from datetime import datetime, timedelta, timezone


class Store:
    def __init__(self):
        self.seen = {}

    def add(self, event):
        self.seen.setdefault(event["customer"], []).append(event)

    def features(self, customer, now):
        now = datetime.fromisoformat(now)
        events = [each for each in self.seen.get(customer, []) if datetime.fromisoformat(each["at"]) < now]
        if not events:
            return None
        week = now - timedelta(days=7)
        recent = [each["amount"] or 0 for each in events if datetime.fromisoformat(each["at"]) >= week]
        amounts = [each["amount"] for each in events if each["amount"] is not None]
        mean = sum(amounts) / len(amounts) if amounts else None
        nights = sum(datetime.fromisoformat(each["at"]).astimezone(timezone.utc).hour < 6 for each in events)
        return {
            "spend_7d": sum(recent),
            "mean_amount": mean,
            "amount_bucket": None if mean is None else math.floor(mean + 0.5),
            "night_share": nights / len(events),
            "last_country": max(events, key=lambda each: (datetime.fromisoformat(each["at"]), each["id"]))["country"],
        }


def features(events, now):
    """Every customer's features after the events came in, in this order."""
    store = Store()
    for each in events:
        store.add(each)
    found = {customer: store.features(customer, now) for customer in store.seen}
    return {customer: values for customer, values in found.items() if values is not None}
