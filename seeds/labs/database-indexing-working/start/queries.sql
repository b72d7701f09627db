\echo === the 50 newest failures of one model since the release
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF)
SELECT id, created_at, latency_ms
FROM predictions
WHERE model = 'ranker-07' AND status = 'failed' AND created_at >= '2026-10-25 00:00+00'
ORDER BY created_at DESC
LIMIT 50;

\echo === how many failures had that model in one week
EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF)
SELECT count(*)
FROM predictions
WHERE model = 'ranker-07' AND status = 'failed'
  AND created_at >= '2026-11-01 00:00+00' AND created_at < '2026-11-08 00:00+00';
