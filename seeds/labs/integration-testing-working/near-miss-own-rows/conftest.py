import os

import psycopg
import pytest
import redis
from writer import Writer


@pytest.fixture(scope="session")
def database():
    with psycopg.connect(os.environ["PG_URL"], autocommit=True) as connection:
        Writer(connection, None).prepare()
        yield connection


@pytest.fixture(scope="session")
def cache():
    with redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True) as client:
        yield client


@pytest.fixture
def writer(database, cache):
    def sweep():
        database.execute("delete from features where customer = %s", ("c-1",))
        cache.delete("features:c-1")

    sweep()
    yield Writer(database, cache)
    sweep()
