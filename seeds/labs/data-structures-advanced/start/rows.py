"""Made-up feature rows, as the nightly export writes them."""

import random

SEGMENTS = ["new", "returning", "loyal", "asleep", "staff"]


def made(count, seed=1):
    pick = random.Random(seed)
    for _ in range(count):
        yield {
            "user": pick.randrange(2**62),
            "clicks": pick.choice([0, 1, 2, 7, 40, 2**33 + pick.randrange(1000)]),
            "price": None if pick.random() < 0.2 else round(pick.uniform(0, 5000), 2),
            "segment": "".join(pick.choice(SEGMENTS)),
            "active": pick.random() < 0.7,
        }
