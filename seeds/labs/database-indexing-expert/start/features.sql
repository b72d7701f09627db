-- Two million feature values in the order they came in, and three ways to find one day of them.
SET client_min_messages = warning;
DROP TABLE IF EXISTS feature_values;
CREATE TABLE feature_values AS
SELECT abs(hashint4(i)) % 50000 AS entity_id, i % 40 AS feature_id,
       timestamptz '2026-08-01' + i * interval '4 seconds' AS at, (i % 1000)::real AS value
FROM generate_series(1, 2000000) AS i;
CREATE INDEX by_time_btree ON feature_values (at);
CREATE INDEX by_time_brin ON feature_values USING brin (at);
CREATE INDEX by_entity ON feature_values (entity_id, feature_id, at);
VACUUM ANALYZE feature_values;
SELECT indexrelid::regclass AS index, pg_size_pretty(pg_relation_size(indexrelid)) AS size FROM pg_stat_user_indexes
WHERE relname = 'feature_values';
SELECT pg_size_pretty(pg_table_size('feature_values')) AS table_size;
\echo === one day by B-tree, then by BRIN
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) SELECT avg(value) FROM feature_values WHERE at >= '2026-10-01' AND at < '2026-10-02';
DROP INDEX by_time_btree;
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) SELECT avg(value) FROM feature_values WHERE at >= '2026-10-01' AND at < '2026-10-02';
