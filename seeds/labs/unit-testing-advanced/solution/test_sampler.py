import random
from collections import Counter

import pytest
from sampler import probabilities, sample

LOGITS = {"the": 2.0, "a": 1.5, "model": 1.0, "GPU": -1.0}
EVEN = {"a": 0.0, "b": 0.0, "c": 0.0, "d": 0.0}


class Fixed:
    """A generator whose every draw is known."""

    def __init__(self, point):
        self.point = point

    def random(self):
        return self.point


def test_shares_are_those_of_a_softmax():
    assert probabilities({"a": 1.0, "b": 0.0}) == pytest.approx({"a": 0.731, "b": 0.269}, abs=0.001)


def test_heat_flattens():
    assert probabilities({"a": 1.0, "b": 0.0}, temperature=2.0) == pytest.approx({"a": 0.622, "b": 0.378}, abs=0.001)


def test_large_logits_do_not_overflow():
    assert probabilities({"a": 5000.0, "b": 0.0}) == {"a": 1.0}


def test_cold_is_greedy():
    assert probabilities({"x": 0.0, "b": 1.0}, temperature=0) == {"b": 1.0}


def test_barely_warm_is_not_greedy():
    assert len(probabilities(LOGITS, temperature=0.5)) == 4


@pytest.mark.parametrize(("top_k", "kept"), [(0, "abcd"), (1, "a"), (2, "ab"), (9, "abcd")])
def test_top_k(top_k, kept):
    found = probabilities(EVEN, top_k=top_k)
    assert "".join(found) == kept
    assert sum(found.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(("top_p", "kept"), [(0.25, "a"), (0.26, "ab"), (0.5, "ab"), (1.0, "abcd")])
def test_top_p_stops_as_soon_as_it_is_reached(top_p, kept):
    found = probabilities(EVEN, top_p=top_p)
    assert "".join(found) == kept
    assert sum(found.values()) == pytest.approx(1.0)


def test_the_likeliest_comes_first():
    assert list(probabilities({"x": 0.0, "b": 1.0, "a": 2.0})) == ["a", "b", "x"]
    assert list(probabilities({"b": 0.0, "a": 0.0})) == ["a", "b"]


@pytest.mark.parametrize(("point", "token"), [(0.0, "a"), (0.24, "a"), (0.25, "b"), (0.6, "c"), (0.99, "d"), (1.0, "d")])
def test_a_point_falls_on_its_token(point, token):
    assert sample(EVEN, rng=Fixed(point)) == token


def test_settings_reach_the_shares():
    assert sample(LOGITS, temperature=0, rng=Fixed(0.99)) == "the"
    assert sample(EVEN, top_k=1, rng=Fixed(0.99)) == "a"
    assert sample(EVEN, top_p=0.5, rng=Fixed(0.99)) == "b"


def test_defaults_change_nothing():
    assert [sample(LOGITS, rng=Fixed(point)) for point in (0.45, 0.60, 0.98)] == ["the", "a", "GPU"]


def test_frequencies_follow_the_shares():
    rng = random.Random(7)
    drawn = Counter(sample(LOGITS, rng=rng) for _ in range(2000))
    for token, share in probabilities(LOGITS).items():
        assert drawn[token] / 2000 == pytest.approx(share, abs=0.04)
