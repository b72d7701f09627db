"""Decides which calls to the model may run. A call costs the tokens it asks for; a tenant may own several keys."""


class Limiter:
    """`plans` maps a tenant to (tokens per second, burst); `keys` maps an API key to its tenant."""

    WINDOW = 60  # seconds

    def __init__(self, plans, keys):
        self.plans, self.keys = plans, keys
        self.limit = sum(rate for rate, _ in plans.values()) * self.WINDOW
        self.window, self.spent = None, 0

    def allow(self, key, cost, now):
        """(True, 0.0) when the call may run at the second `now`, else (False, seconds to wait)."""
        window = now // self.WINDOW
        if window != self.window:
            self.window, self.spent = window, 0
        if self.spent + cost > self.limit:
            return False, 60.0
        self.spent += cost
        return True, 0.0
