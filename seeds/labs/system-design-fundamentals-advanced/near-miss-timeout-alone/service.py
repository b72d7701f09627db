import asyncio

"""The scoring service: features, model, audit, one after the other."""


class Busy(Exception):
    """Told to the caller as 503 with Retry-After: not now."""


class Service:
    def __init__(self, world):
        self.world = world

    async def score(self, customer):
        """("model", score), or ("yesterday", score) when the model was not asked; raises Busy when neither is possible."""
        try:
            await asyncio.wait_for(self.asked(), 0.25)
        except asyncio.TimeoutError:
            if (score := self.world.yesterday(customer)) is None:
                raise Busy from None
            return "yesterday", score
        return "model", 0.7

    async def asked(self):
        await self.world.store.call()
        await self.world.model.call()
        await self.world.audit.call()
