"""Builds the table anew, runs change.sql, asks every query of the workload and looks at what each index is good for."""

import time
from functools import cache

import pg
from rung_check import Miss, check, main, read

DAYS = "created_at >= '{0} 00:00+00' AND created_at < timestamptz '{0} 00:00+00' + interval '1 day'"
WORKLOAD = {
    "worker": "SELECT id, sku FROM items WHERE state = 'queued' ORDER BY id LIMIT 20",
    "newest": "SELECT id, sku, created_at FROM items WHERE tenant_id = 31 ORDER BY created_at DESC LIMIT 20",
    "tenant": "SELECT count(*) FROM items WHERE tenant_id = 31",
    "topic": 'SELECT id, sku FROM items WHERE labels @> \'{"topic": "topic-404"}\'',
    "nearest": "SELECT id FROM items ORDER BY embedding <=> (SELECT embedding FROM items WHERE sku = 'sku-7') LIMIT 10",
    "invoice": f"SELECT tenant_id, count(*) FROM items WHERE {DAYS.format('2026-03-31')} GROUP BY tenant_id",
    "by-sku": "SELECT id FROM items WHERE sku = 'sku-555'",
    "by-id": "SELECT sku FROM items WHERE id = 555",
}
NEAREST = (
    "SELECT id FROM items WHERE id <> {0} ORDER BY embedding <=> (SELECT embedding FROM items WHERE id = {0}) LIMIT 10"
)
INDEXES = """
SELECT indexrelid::regclass::text AS name, indisunique, indisvalid, indkey::text AS columns,
       indpred IS NULL AND indexprs IS NULL AS plain, am.amname AS method,
       coalesce(s.idx_scan, 0) AS scans
FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_stat_user_indexes s USING (indexrelid)
WHERE pg_index.indrelid = to_regclass('items')
"""


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


@cache
def after():
    """What the database is like once change.sql has run; everything is fetched at once and judged later."""
    import psycopg  # noqa: PLC0415  # the kit says first when it is not installed
    from psycopg.rows import dict_row  # noqa: PLC0415

    read("change.sql")
    with pg.scratch() as address:
        if (said := pg.psql(address, "-f", "seed.sql")).returncode != 0:
            raise RuntimeError(said.stderr)
        if (said := pg.psql(address, "-f", "change.sql")).returncode != 0:
            return {"error": (said.stderr.strip().splitlines() or ["psql ended with an error"])[0]}
        with psycopg.connect(address, autocommit=True, row_factory=dict_row) as connection:
            connection.execute("VACUUM ANALYZE items")
            found = {"error": "", "plans": {}, "doubled": True}
            connection.execute("SELECT pg_stat_reset()")
            for name, query in WORKLOAD.items():
                told = connection.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query).fetchone()
                found["plans"][name] = told["QUERY PLAN"][0]["Plan"]
            connection.execute("SELECT pg_stat_force_next_flush()")
            time.sleep(0.5)
            found["indexes"] = connection.execute(INDEXES).fetchall()
            try:
                connection.execute(
                    "INSERT INTO items (sku, tenant_id, state, labels, embedding, created_at, updated_at) "
                    "SELECT sku, tenant_id, state, labels, embedding, now(), now() FROM items WHERE id = 7"
                )
            except psycopg.errors.UniqueViolation:
                found["doubled"] = False
            found["recall"] = recall(connection)
    return found


def recall(connection):
    hits = 0
    for item in range(100, 2100, 100):
        near = {row["id"] for row in connection.execute(NEAREST.format(item)).fetchall()}
        connection.execute("SET enable_indexscan = off")
        exact = {row["id"] for row in connection.execute(NEAREST.format(item)).fetchall()}
        connection.execute("RESET enable_indexscan")
        hits += len(near & exact)
    return hits / 200


def all_well():
    if after()["error"]:
        raise Miss("sql-failed", error=after()["error"])
    return after()


def touched(name):
    plan = all_well()["plans"][name]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def reads_all(name):
    return any(node["Node Type"] == "Seq Scan" for node in nodes(all_well()["plans"][name]))


@check("nothing-idle")
def nothing_idle():
    for index in all_well()["indexes"]:
        for other in all_well()["indexes"]:
            plain = index["plain"] and other["plain"] and index["method"] == other["method"] == "btree"
            opens = (other["columns"] + " ").startswith(index["columns"] + " ")
            if plain and opens and index is not other and not index["indisunique"]:
                raise Miss("prefix", index=index["name"], other=other["name"])
    for index in all_well()["indexes"]:
        if index["scans"] == 0 and not index["indisunique"]:
            raise Miss("idle", index=index["name"])


@check("still-served")
def still_served():
    if all_well()["doubled"]:
        raise Miss("doubled")
    for name in ("newest", "tenant", "invoice", "by-sku", "by-id"):
        if reads_all(name) or touched(name) > 60:
            raise Miss("query-lost", query=name, pages=touched(name))


@check("queue-small")
def queue_small():
    if reads_all("worker") or touched("worker") > 60:
        raise Miss("queue-slow", pages=touched("worker"))


@check("topic-found")
def topic_found():
    if reads_all("topic") or touched("topic") > 150:
        raise Miss("query-lost", query="topic", pages=touched("topic"))


@check("nearest-found")
def nearest_found():
    if reads_all("nearest"):
        raise Miss("vector-unused")
    if all_well()["recall"] < 0.8:
        raise Miss("low-recall", recall=f"{all_well()['recall']:.2f}")


main()
