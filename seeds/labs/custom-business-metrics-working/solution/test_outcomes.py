import sqlite3

import pytest
from outcomes import handle
from prometheus_client import REGISTRY
from store import Store

EVENT = {"event_id": "e-1", "type": "accepted", "surface": "home", "user": "u-1", "item": "i-1", "amount_cents": 2450}


def counted():
    return REGISTRY.get_sample_value("recommendations_accepted_total", {"surface": "home"}) or 0


def euros():
    return REGISTRY.get_sample_value("recommendation_order_value_euros_sum", {"surface": "home"}) or 0


def test_a_redelivered_event_counts_once():
    store, before = Store(":memory:"), counted()
    for _ in range(3):
        handle(EVENT, store)
    assert counted() - before == 1


def test_an_event_that_could_not_be_saved_is_not_counted():
    class Down:
        def save(self, event):
            raise sqlite3.OperationalError("disk full")

    before = counted()
    with pytest.raises(sqlite3.OperationalError):
        handle(EVENT, Down())
    assert counted() == before


def test_the_value_is_in_euros():
    before = euros()
    handle(EVENT, Store(":memory:"))
    assert euros() - before == pytest.approx(24.5)


def test_what_is_only_shown_does_not_count():
    before = counted()
    handle(dict(EVENT, type="shown"), Store(":memory:"))
    assert counted() == before
