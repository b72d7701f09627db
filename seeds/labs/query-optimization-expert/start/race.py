"""One dashboard query, three homes: python race.py load, then python race.py"""

import statistics
import sys
import time

import duckdb
import psycopg

import pg

ROWS = 1_500_000
LOAD = f"""
DROP TABLE IF EXISTS orders, orders_per_hour;
CREATE TABLE orders AS
SELECT i AS id, abs(hashint4(i)) % 300 AS tenant, timestamptz '2026-10-24 00:00+00' + i * interval '1.6 seconds' AS placed_at,
       (abs(hashint4(i * 3)) % 20000) / 100.0::numeric(10, 2) AS amount, md5(i::text) AS reference, repeat('x', 120) AS details
FROM generate_series(1, {ROWS}) AS i;
CREATE INDEX orders_tenant_placed ON orders (tenant, placed_at);
CREATE TABLE orders_per_hour (tenant integer, hour timestamptz, orders bigint, amount numeric, PRIMARY KEY (tenant, hour));
INSERT INTO orders_per_hour SELECT tenant, date_trunc('hour', placed_at), count(*), sum(amount) FROM orders GROUP BY 1, 2;
"""
ALL = "SELECT tenant, date_trunc('day', {at}) AS day, {orders}, sum(amount) FROM {table} GROUP BY 1, 2"
ONE = "SELECT date_trunc('day', {at}) AS day, {orders}, sum(amount) FROM {table} WHERE tenant = 42 GROUP BY 1"
ADD = """INSERT INTO orders_per_hour SELECT tenant, date_trunc('hour', placed_at), count(*), sum(amount) FROM orders
WHERE placed_at >= '2026-11-20 13:00+00' GROUP BY 1, 2
ON CONFLICT (tenant, hour) DO UPDATE SET orders = excluded.orders, amount = excluded.amount"""


def load(connection):
    connection.execute("SET client_min_messages = warning")
    for statement in LOAD.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute("VACUUM ANALYZE")
    with open("orders.csv", "wb") as file, connection.cursor() as cursor:
        with cursor.copy("COPY (SELECT * FROM orders ORDER BY id) TO STDOUT (FORMAT csv, HEADER)") as copy:
            for piece in copy:
                file.write(piece)
    duckdb.sql("COPY (SELECT * REPLACE (placed_at AT TIME ZONE 'UTC' AS placed_at) FROM 'orders.csv') TO 'orders.parquet'")


def timed(name, run):
    times = []
    for _ in range(5):
        began = time.perf_counter()
        run()
        times.append((time.perf_counter() - began) * 1000)
    print(f"{name:<44} p50 {statistics.median(times):>8.1f} ms")


def race(connection):
    duck = duckdb.connect()
    duck.execute("SET threads = 1")  # core seconds are compared, so one core for everybody
    for what, query in (("all tenants, 28 days", ALL), ("one tenant, 28 days", ONE)):
        raw = query.format(at="placed_at", orders="count(*)", table="orders")
        summed = query.format(at="hour", orders="sum(orders)", table="orders_per_hour")
        parquet = query.format(at="placed_at", orders="count(*)", table="'orders.parquet'")
        timed(f"{what}: rows in PostgreSQL", lambda q=raw: connection.execute(q).fetchall())
        timed(f"{what}: columns in Parquet", lambda q=parquet: duck.execute(q).fetchall())
        timed(f"{what}: precomputed by hour", lambda q=summed: connection.execute(q).fetchall())
    timed("refresh of the precomputed table, 6 hours", lambda: connection.execute(ADD))


if __name__ == "__main__":
    utc = "-c timezone=UTC"  # days and hours are those of the figures, wherever this runs
    with psycopg.connect(pg.url_of(pg.HERE / "pgdata"), autocommit=True, options=utc) as connection:
        (load if sys.argv[1:] == ["load"] else race)(connection)
