"""Decides which calls to the model may run. A call costs the tokens it asks for; a tenant may own several keys."""

import threading


class Limiter:
    """`plans` maps a tenant to (tokens per second, burst); `keys` maps an API key to its tenant."""

    def __init__(self, plans, keys):
        self.plans, self.keys = plans, keys
        self.buckets = {}  # key: (tokens in the bucket, second they were counted)
        self.lock = threading.Lock()

    def allow(self, key, cost, now):
        """(True, 0.0) when the call may run at the second `now`, else (False, seconds to wait), or None for never."""
        tenant = self.keys[key]
        rate, burst = self.plans[tenant]
        with self.lock:
            tokens, counted = self.buckets.get(key, (burst, now))
            tokens = min(burst, tokens + (now - counted) * rate)
            if cost <= tokens:
                self.buckets[key] = (tokens - cost, now)
                return True, 0.0
            self.buckets[key] = (tokens, now)
        return False, (None if cost > burst else (cost - tokens) / rate)
