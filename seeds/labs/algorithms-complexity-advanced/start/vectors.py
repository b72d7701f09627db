"""Made-up product embeddings: 60,000 vectors of 64 numbers in 300 groups, a few large and many small."""

import numpy as np

COUNT, WIDTH, GROUPS, QUERIES = 60_000, 64, 300, 400


def made(seed=4):
    """Vectors, queries, and for each query whether its product group is a rare one (under 60 products)."""
    random = np.random.default_rng(seed)
    share = 1 / np.arange(1, GROUPS + 1) ** 1.1
    centres = random.normal(size=(GROUPS, WIDTH))
    spread = random.uniform(0.35, 1.4, size=GROUPS)

    def around(groups):
        return centres[groups] + spread[groups, None] * random.normal(size=(len(groups), WIDTH))

    groups = random.choice(GROUPS, size=COUNT, p=share / share.sum())
    sizes = np.bincount(groups, minlength=GROUPS)
    small = np.flatnonzero(sizes < 60)
    asked = np.concatenate([random.choice(groups, QUERIES * 9 // 10), random.choice(small, QUERIES // 10)])
    vectors, queries = around(groups).astype("float32"), around(asked).astype("float32")
    return vectors, queries, sizes[asked] < 60
