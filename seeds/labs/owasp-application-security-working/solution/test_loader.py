import pytest
from fetch import Answer
from loader import Refused, load_model


def network(**redirects):
    asked = []

    def get(url):
        asked.append(url)
        name = url.rpartition("/")[2]
        return Answer(302, {"location": redirects[name]}, b"") if name in redirects else Answer(200, {}, b"weights")

    return get, asked


@pytest.mark.parametrize("url", [
    "http://169.254.169.254/latest/meta-data/",
    "https://models.example.com.evil.test/published/a.bin",
    "https://models.example.com@10.0.0.7/published/a.bin",
    "https://models.example.com/published/../admin",
])  # fmt: skip
def test_other_addresses_are_refused_before_any_request(url):
    get, asked = network()
    with pytest.raises(Refused):
        load_model(url, get)
    assert asked == []


def test_a_redirect_does_not_lead_out():
    get, asked = network(moved="http://127.0.0.1:9200/_cat/indices")
    with pytest.raises(Refused):
        load_model("https://hub.example.org/acme/moved", get)
    assert len(asked) == 1


def test_our_models_load():
    get, _ = network(old="/acme/new")
    assert load_model("https://hub.example.org/acme/old", get) == b"weights"
