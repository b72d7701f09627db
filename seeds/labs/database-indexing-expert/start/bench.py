"""Recall against latency of pgvector's indexes on 40,000 clustered vectors of 96 numbers.

python bench.py load      fill the table (some seconds)
python bench.py exact     the truth: the ten nearest without an index, and how long that takes
python bench.py hnsw M    build an HNSW index with m = M and try several ef_search
python bench.py half M    the same index on numbers of two bytes
python bench.py ivf L     build an IVFFlat index with L lists and try several probes
python bench.py filter    the same search for one tenant of a hundred, on the HNSW index that is there
"""

import json
import random
import statistics
import sys
import time
from pathlib import Path

import psycopg

import pg

ROWS, NUMBERS, CLUSTERS, QUERIES = 40_000, 96, 400, 60
TRUTH = Path("truth.json")
NEAREST = "SELECT id FROM items {where} ORDER BY embedding <-> %s LIMIT 10"


def vectors(chance, count):
    centres = [[chance.gauss(0, 0.6) for _ in range(NUMBERS)] for _ in range(CLUSTERS)]
    for _ in range(count):
        yield "[" + ",".join(f"{c + chance.gauss(0, 1):.4f}" for c in chance.choice(centres)) + "]"


def load(connection):
    every = vectors(random.Random(7), ROWS + QUERIES)
    connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    connection.execute("DROP TABLE IF EXISTS items")
    connection.execute(f"CREATE TABLE items (id integer PRIMARY KEY, tenant integer NOT NULL, embedding vector({NUMBERS}) NOT NULL)")
    with connection.cursor() as cursor, cursor.copy("COPY items FROM STDIN") as copy:
        for id_ in range(ROWS):
            copy.write_row((id_, id_ % 100, next(every)))
    connection.execute("VACUUM ANALYZE items")
    TRUTH.write_text(json.dumps({"queries": list(every), "all": [], "tenant": []}))


def search(connection, where="", settings=(), query=NEAREST):
    """The answers to every query and the time of each in milliseconds."""
    for setting in settings:
        connection.execute(setting)
    found, times = [], []
    for vector in json.loads(TRUTH.read_text())["queries"]:
        began = time.perf_counter()
        rows = connection.execute(query.format(where=where), [vector]).fetchall()
        times.append((time.perf_counter() - began) * 1000)
        found.append([row[0] for row in rows])
    return found, times


def exact(connection):
    connection.execute("SET enable_indexscan = off")
    told = json.loads(TRUTH.read_text())
    told["all"], times = search(connection)
    told["tenant"], of_tenant = search(connection, "WHERE tenant = 42")
    TRUTH.write_text(json.dumps(told))
    print(f"exact: p50 {statistics.median(times):.1f} ms for all, {statistics.median(of_tenant):.1f} ms for one tenant")


def line(name, found, times, truth):
    right = sum(len(set(one) & set(other)) for one, other in zip(found, truth))
    rows = statistics.mean(len(one) for one in found)
    print(f"{name:<32} recall {right / sum(map(len, truth)):.3f}   p50 {statistics.median(times):6.2f} ms   "
          f"p95 {sorted(times)[int(len(times) * 0.95)]:6.2f} ms   {rows:4.1f} rows")  # fmt: skip


def build(connection, statement):
    connection.execute("DROP INDEX IF EXISTS items_embedding")
    connection.execute("SET maintenance_work_mem = '256MB'")
    began = time.perf_counter()
    connection.execute(statement)
    took = time.perf_counter() - began
    size = connection.execute("SELECT pg_relation_size('items_embedding') / 1e6, pg_table_size('items') / 1e6").fetchone()
    print(f"built in {took:.1f} s, index {size[0]:.1f} MB beside a table of {size[1]:.1f} MB")


def hnsw(connection, m):
    build(connection, f"CREATE INDEX items_embedding ON items USING hnsw (embedding vector_l2_ops) WITH (m = {m}, ef_construction = 64)")
    for ef in (10, 40, 100, 200):
        found, times = search(connection, settings=[f"SET hnsw.ef_search = {ef}"])
        line(f"hnsw m={m} ef_search={ef}", found, times, json.loads(TRUTH.read_text())["all"])


def half(connection, m):
    short = f"embedding::halfvec({NUMBERS})"
    build(connection, f"CREATE INDEX items_embedding ON items USING hnsw (({short}) halfvec_l2_ops) WITH (m = {m}, ef_construction = 64)")
    query = NEAREST.replace("embedding <-> %s", f"{short} <-> %s::halfvec({NUMBERS})")
    for ef in (40, 100, 200):
        found, times = search(connection, settings=[f"SET hnsw.ef_search = {ef}"], query=query)
        line(f"half m={m} ef_search={ef}", found, times, json.loads(TRUTH.read_text())["all"])


def ivf(connection, lists):
    build(connection, f"CREATE INDEX items_embedding ON items USING ivfflat (embedding vector_l2_ops) WITH (lists = {lists})")
    for probes in (1, 4, 16):
        found, times = search(connection, settings=[f"SET ivfflat.probes = {probes}"])
        line(f"ivfflat lists={lists} probes={probes}", found, times, json.loads(TRUTH.read_text())["all"])


def filtered(connection):
    truth = json.loads(TRUTH.read_text())["tenant"]
    connection.execute("SET enable_seqscan = off")
    connection.execute("SET enable_sort = off")
    for name, settings in (
        ("ef_search=40", ["SET hnsw.ef_search = 40", "SET hnsw.iterative_scan = off"]),
        ("ef_search=200", ["SET hnsw.ef_search = 200", "SET hnsw.iterative_scan = off"]),
        ("ef_search=40, iterative", ["SET hnsw.ef_search = 40", "SET hnsw.iterative_scan = strict_order"]),
    ):
        found, times = search(connection, "WHERE tenant = 42", settings)
        line(f"one tenant, {name}", found, times, truth)
    connection.execute("CREATE INDEX IF NOT EXISTS items_tenant ON items (tenant)")
    for setting in ("RESET enable_seqscan", "RESET enable_sort", "SET enable_indexscan = off"):
        connection.execute(setting)
    found, times = search(connection, "WHERE tenant = 42")
    line("one tenant, B-tree and sort", found, times, truth)
    connection.execute("DROP INDEX items_tenant")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with psycopg.connect(pg.url_of(pg.HERE / "pgdata"), autocommit=True) as connection:
        {"load": load, "exact": exact, "hnsw": hnsw, "half": half, "ivf": ivf, "filter": filtered}[sys.argv[1]](connection, *sys.argv[2:])
