"""At ten times today's load nobody waits, and the model has enough to do: python test_overload.py"""

import clock
from load import TODAY, offer
from service import Service
from world import World

SECONDS = 10


async def main():
    told = await offer(Service(World()), TODAY * 10, SECONDS)
    times = sorted(took for _, took in told)
    p99 = times[int(len(times) * 0.99)]
    scored = sum(answer == "model" for answer, _ in told) / SECONDS
    assert p99 <= 0.2, f"p99 is {p99 * 1000:.0f} ms"
    assert scored >= 150, f"the model answers only {scored:.0f} requests a second"


clock.run(main())
print("ten times the load: fine")
