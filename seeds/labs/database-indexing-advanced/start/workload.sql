-- What the retrieval service asks of items, with how often it asks.
\echo === worker: next items to embed (every second)
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF)
SELECT id, sku FROM items WHERE state = 'queued' ORDER BY id LIMIT 20;

\echo === console: the newest items of a tenant (200 an hour)
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF)
SELECT id, sku, created_at FROM items WHERE tenant_id = 17 ORDER BY created_at DESC LIMIT 20;

\echo === console: how many items has a tenant (20 an hour)
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF)
SELECT count(*) FROM items WHERE tenant_id = 17;

\echo === search filter: items of a topic (900 an hour)
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF)
SELECT id, sku FROM items WHERE labels @> '{"topic": "topic-17"}';

\echo === search: the ten nearest by cosine distance (4,000 an hour)
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF)
SELECT id, sku FROM items ORDER BY embedding <=> (SELECT embedding FROM items WHERE sku = 'sku-4242') LIMIT 10;

\echo === invoice: what came in on the last day of a month (once a month, a customer waits for it)
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF)
SELECT tenant_id, count(*) FROM items
WHERE created_at >= '2026-03-31 00:00+00' AND created_at < '2026-04-01 00:00+00' GROUP BY tenant_id;
