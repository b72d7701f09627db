from datetime import datetime, timedelta, timezone

import psycopg
import pytest
from writer import TTL

NOON = datetime(2026, 11, 2, 12, tzinfo=timezone.utc)


def stored(database):
    return dict(database.execute("select name, value from features").fetchall())


def test_both_hold_what_was_written(writer, database, cache, sweep):
    writer.write("c-1", {"income": 52000.5, "age": 41}, NOON)
    assert stored(database) == {"income": 52000.5, "age": 41}
    assert set(cache.hgetall("features:c-1")) == {"income", "age"}
    assert writer.read("c-1") == {"income": 52000.5, "age": 41.0}
    sweep()


def test_a_newer_value_replaces(writer, database, sweep):
    writer.write("c-1", {"income": 1}, NOON)
    writer.write("c-1", {"income": 2}, NOON + timedelta(minutes=1))
    assert stored(database) == {"income": 2}
    assert writer.read("c-1") == {"income": 2}
    sweep()


def test_a_late_older_value_changes_nothing(writer, database, sweep):
    writer.write("c-1", {"income": 2}, NOON)
    writer.write("c-1", {"income": 1}, NOON - timedelta(minutes=1))
    assert stored(database) == {"income": 2}
    assert writer.read("c-1") == {"income": 2}
    sweep()


def test_all_or_nothing(writer, database, cache, sweep):
    with pytest.raises(psycopg.errors.NotNullViolation):
        writer.write("c-1", {"income": 1, "age": None}, NOON)
    assert stored(database) == {}
    assert cache.keys("*") == []
    sweep()


def test_the_copy_runs_out(writer, cache, sweep):
    writer.write("c-1", {"income": 1}, NOON)
    assert TTL - 60 < cache.ttl("features:c-1") <= TTL
    sweep()


def test_a_lost_copy_comes_back_from_the_record(writer, cache, sweep):
    writer.write("c-1", {"income": 1}, NOON)
    cache.flushdb()
    assert writer.read("c-1") == {"income": 1}
    assert cache.exists("features:c-1")
    sweep()
