import random
from collections import Counter

from sampler import sample

LOGITS = {"the": 2.0, "a": 1.5, "model": 1.0, "GPU": -1.0}


def draws(count, **settings):
    rng = random.Random(7)
    return [sample(LOGITS, rng=rng, **settings) for _ in range(count)]


def test_the_likelier_token_is_drawn_more_often():
    drawn = Counter(draws(500))
    assert drawn["the"] > drawn["a"] > drawn["model"] > drawn["GPU"] > 0


def test_top_k_leaves_the_tail_out():
    assert "GPU" not in draws(500, top_k=3)


def test_top_p_leaves_the_tail_out():
    assert "GPU" not in draws(500, top_p=0.9)


def test_cold_is_greedy():
    assert set(draws(50, temperature=0)) == {"the"}
