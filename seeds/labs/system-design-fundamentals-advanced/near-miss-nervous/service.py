"""The scoring service: features, model, audit, one after the other, and never more than fit into the time."""

MOST = 2


class Busy(Exception):
    """Told to the caller as 503 with Retry-After: not now."""


class Service:
    def __init__(self, world):
        self.world, self.inside = world, 0

    async def score(self, customer):
        """("model", score), or ("yesterday", score) when the model was not asked; raises Busy when neither is possible."""
        if self.inside >= MOST:
            if (score := self.world.yesterday(customer)) is None:
                raise Busy
            return "yesterday", score
        self.inside += 1
        try:
            await self.world.store.call()
            await self.world.model.call()
            await self.world.audit.call()
        finally:
            self.inside -= 1
        return "model", 0.7
