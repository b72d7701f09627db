-- python pg.py psql -v tenant=1 -v model=10 -v day=2026-11-21 -f training_set.sql
EXPLAIN (ANALYZE, BUFFERS, TIMING OFF)
SELECT count(*), avg(v.value) FILTER (WHERE l.churned) AS of_churned, avg(v.value) AS of_all
FROM feature_values v
JOIN labels l ON l.entity_id = v.entity_id AND l.day = v.day
WHERE v.tenant_id = :tenant AND v.model_id = :model AND v.day = :'day';
