from collections import Counter

from sampler import sample

LOGITS = {"the": 2.0, "a": 1.5, "model": 1.0, "GPU": -1.0}


def test_the_likelier_token_is_drawn_more_often():
    drawn = Counter(sample(LOGITS) for _ in range(40))
    assert drawn["the"] > drawn["a"]


def test_even_a_rare_token_is_drawn_sometime():
    assert "GPU" in {sample(LOGITS) for _ in range(120)}


def test_top_k_leaves_the_tail_out():
    assert "GPU" not in {sample(LOGITS, top_k=3) for _ in range(50)}


def test_cold_is_greedy():
    assert sample(LOGITS, temperature=0) == "the"
