"""At ten times today's load nobody waits, and the model has enough to do: python test_overload.py"""

import clock
from load import TODAY, offer
from service import Service
from world import World

SECONDS = 10


async def main():
    told = await offer(Service(World()), TODAY * 1, SECONDS)
    times = sorted(took for _, took in told)
    p99 = times[int(len(times) * 0.99)]
    assert p99 <= 0.2, f"p99 is {p99 * 1000:.0f} ms"


clock.run(main())
print("ten times the load: fine")
