import asyncio

"""The scoring service: features, model, audit, one after the other."""


class Busy(Exception):
    """Told to the caller as 503 with Retry-After: not now."""


class Service:
    def __init__(self, world):
        self.world, self.allowed, self.at = world, 12.0, 0.0

    async def score(self, customer):
        """("model", score), or ("yesterday", score) when the model was not asked; raises Busy when neither is possible."""
        now = asyncio.get_running_loop().time()
        self.allowed, self.at = min(12.0, self.allowed + (now - self.at) * 80), now
        if self.allowed < 1:
            if (score := self.world.yesterday(customer)) is None:
                raise Busy
            return "yesterday", score
        self.allowed -= 1
        await self.world.store.call()
        await self.world.model.call()
        await self.world.audit.call()
        return "model", 0.7
