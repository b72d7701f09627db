"""Token limits per tenant, in four layers, so that other stores, policies and clocks could be plugged in one day."""

import abc


class LimitStore(abc.ABC):
    @abc.abstractmethod
    def used(self, tenant, minute): ...

    @abc.abstractmethod
    def add(self, tenant, minute, tokens): ...


class MemoryLimitStore(LimitStore):
    def __init__(self):
        self._used = {}

    def used(self, tenant, minute):
        return self._used.get((tenant, minute), 0)

    def add(self, tenant, minute, tokens):
        for key in [key for key in self._used if key[1] < minute - 1]:
            del self._used[key]
        self._used[tenant, minute] = self.used(tenant, minute) + tokens


class LimitPolicy(abc.ABC):
    @abc.abstractmethod
    def allows(self, used, asked, limit): ...


class StrictPolicy(LimitPolicy):
    def allows(self, used, asked, limit):
        return used + asked <= limit


class GracePolicy(LimitPolicy):
    """Lets a tenant that has used nothing this minute through, however much is asked."""

    def __init__(self, inner):
        self._inner = inner

    def allows(self, used, asked, limit):
        return used == 0 or self._inner.allows(used, asked, limit)


class LimitStrategyFactory:
    _registry = {}

    @classmethod
    def register(cls, name, build):
        cls._registry[name] = build

    @classmethod
    def create(cls, name):
        return cls._registry.get(name, cls._registry["default"])()


LimitStrategyFactory.register("default", lambda: GracePolicy(StrictPolicy()))
LimitStrategyFactory.register("strict", StrictPolicy)


class LimitEventBus:
    def __init__(self):
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def publish(self, event):
        for listener in list(self._listeners):
            listener(event)


class LimiterFacade:
    def __init__(self, limits, policy="default", store=None, bus=None):
        """`limits` maps tenants to tokens a minute; a tenant that is not in it has none at all."""
        self._limits, self._store = limits, store or MemoryLimitStore()
        self._policy, self._bus = LimitStrategyFactory.create(policy), bus or LimitEventBus()

    @property
    def bus(self):
        return self._bus

    def allow(self, tenant, tokens, now):
        """Whether `tenant` may spend `tokens` at `now` (seconds); counts them if so, and tells the bus if not."""
        minute = int(now // 60)
        limit = self._limits.get(tenant)
        if limit is None:
            self._bus.publish({"tenant": tenant, "reason": "unknown"})
            return False
        used = self._store.used(tenant, minute)
        if not self._policy.allows(used, tokens, limit):
            self._bus.publish({"tenant": tenant, "reason": "limit", "used": used, "asked": tokens})
            return False
        self._store.add(tenant, minute, tokens)
        return True
