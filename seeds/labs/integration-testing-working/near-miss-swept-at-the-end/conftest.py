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
def sweep(database, cache):
    def swept():
        database.execute("truncate features")
        cache.flushdb()

    return swept


@pytest.fixture
def writer(database, cache, sweep):
    sweep()
    return Writer(database, cache)
