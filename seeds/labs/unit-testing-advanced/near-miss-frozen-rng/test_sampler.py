import random

from sampler import sample

LOGITS = {"the": 2.0, "a": 1.5, "model": 1.0, "GPU": -1.0}


def test_the_same_seed_gives_the_same_token():
    assert sample(LOGITS, rng=random.Random(7)) == sample(LOGITS, rng=random.Random(7))


def test_cold_is_greedy():
    assert sample(LOGITS, temperature=0) == "the"
