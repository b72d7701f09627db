-- What 2,000 new items cost: the time and the write-ahead log. Rolled back, so run it as often as you like.
BEGIN;
CREATE TEMP TABLE fresh ON COMMIT DROP AS
SELECT 'new-' || i AS sku, i % 2000 AS tenant_id, 'queued' AS state, jsonb_build_object('topic', 'topic-' || i % 1000) AS labels,
       (SELECT array_agg((hashint4(i * 32 + d) % 1000) / 1000.0) FROM generate_series(1, 32) AS d)::vector AS embedding
FROM generate_series(1, 2000) AS i;
SELECT pg_current_wal_insert_lsn() AS before \gset
\timing on
INSERT INTO items (sku, tenant_id, state, labels, embedding, created_at, updated_at)
SELECT sku, tenant_id, state, labels, embedding, now(), now() FROM fresh;
\timing off
SELECT pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_insert_lsn(), :'before')) AS wal_of_2000_items;
ROLLBACK;
VACUUM items;  -- so that the rows taken back do not stand in the way of the next plan
