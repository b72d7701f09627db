from datetime import datetime, timedelta, timezone

NOON = datetime(2026, 11, 2, 12, tzinfo=timezone.utc)


def test_what_was_written_is_read(writer, cache):
    writer.write("c-1", {"income": 52000.5, "age": 41}, NOON)
    assert writer.read("c-1") == {"income": 52000.5, "age": 41.0}
    assert cache.ttl("features:c-1") > 0


def test_the_newer_value_stays(writer):
    writer.write("c-1", {"income": 1}, NOON)
    writer.write("c-1", {"income": 2}, NOON + timedelta(minutes=1))
    writer.write("c-1", {"income": 3}, NOON - timedelta(minutes=1))
    assert writer.read("c-1") == {"income": 2}


def test_a_failed_write_is_not_served(writer, cache):
    try:
        writer.write("c-1", {"income": 1, "age": None}, NOON)
    except Exception:
        pass
    assert cache.keys("*") == []


def test_a_lost_copy_comes_back(writer, cache):
    writer.write("c-1", {"income": 1}, NOON)
    cache.flushdb()
    assert writer.read("c-1") == {"income": 1}
