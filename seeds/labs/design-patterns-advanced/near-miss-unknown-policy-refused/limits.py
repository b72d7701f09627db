"""Token limits per tenant and minute, kept in memory."""


class Refusals:
    def __init__(self):
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def publish(self, refusal):
        for listener in list(self._listeners):
            listener(refusal)


class LimiterFacade:
    def __init__(self, limits, policy="default"):
        """`limits` maps tenants to tokens a minute; a tenant that is not in it has none at all.

        Unless the policy is "strict", the first request of a minute passes, however much it asks for.
        """
        if policy not in ("default", "strict"):
            raise ValueError(f"unknown policy {policy}")
        self._limits, self._strict, self.bus, self._used = limits, policy == "strict", Refusals(), {}

    def allow(self, tenant, tokens, now):
        """Whether `tenant` may spend `tokens` at `now` (seconds); counts them if so, and tells the bus if not."""
        minute, limit = int(now // 60), self._limits.get(tenant)
        if limit is None:
            self.bus.publish({"tenant": tenant, "reason": "unknown"})
            return False
        used = self._used.get((tenant, minute), 0)
        if used + tokens > limit and (self._strict or used):
            self.bus.publish({"tenant": tenant, "reason": "limit", "used": used, "asked": tokens})
            return False
        self._used = {key: count for key, count in self._used.items() if key[1] >= minute - 1}
        self._used[tenant, minute] = used + tokens
        return True
