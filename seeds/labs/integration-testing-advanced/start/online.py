"""The online path: what serving computes from the events it has seen. The same features, the same promise."""

from datetime import datetime, timedelta


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
        recent = [each["amount"] or 0 for each in events if datetime.fromisoformat(each["at"]) > week]
        mean = sum(each["amount"] or 0 for each in events) / len(events)
        nights = sum(datetime.fromisoformat(each["at"]).hour < 6 for each in events)
        return {
            "spend_7d": sum(recent),
            "mean_amount": mean,
            "amount_bucket": round(mean),
            "night_share": nights / len(events),
            "last_country": events[-1]["country"],
        }


def features(events, now):
    """Every customer's features after the events came in, in this order."""
    store = Store()
    for each in events:
        store.add(each)
    found = {customer: store.features(customer, now) for customer in store.seen}
    return {customer: values for customer, values in found.items() if values is not None}
