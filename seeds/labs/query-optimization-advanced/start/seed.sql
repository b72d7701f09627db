-- Twenty-one nights of features for 25 tenants; the last import came after the last statistics.
-- python pg.py psql -q -f seed.sql                       20,000 entities, 420,000 rows per table
-- python pg.py psql -q -v entities=100000 -f seed.sql    as in production, 2.1 million
\if :{?entities}
\else
\set entities 20000
\endif
SET client_min_messages = warning;
DROP TABLE IF EXISTS feature_values, labels;
DROP FUNCTION IF EXISTS import_night;
CREATE TABLE feature_values (
    entity_id integer NOT NULL,
    tenant_id integer NOT NULL,     -- tenant 1 has half of all entities
    model_id  integer NOT NULL,     -- belongs to one tenant
    day       date    NOT NULL,
    value     real    NOT NULL
) WITH (autovacuum_enabled = false);  -- "only for the back-fill", 14 September
CREATE TABLE labels (
    entity_id integer NOT NULL,
    day       date    NOT NULL,
    churned   boolean NOT NULL
);
CREATE FUNCTION import_night(night date, entities integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO feature_values
    SELECT e, t, t * 10 + CASE WHEN abs(hashint4(e)) % 10 < 8 THEN 0 ELSE 1 + abs(hashint4(e * 3)) % 5 END,
           night, (abs(hashint4(e + (night - date '2026-01-01'))) % 1000) / 1000.0
    FROM generate_series(1, entities) AS e,
         LATERAL (SELECT CASE WHEN e % 2 = 0 THEN 1 ELSE 2 + e / 2 % 24 END AS t) AS tenant;
$$;
SELECT count(import_night(date '2026-10-31' + night, :entities)) AS nights FROM generate_series(1, 20) AS night \gset
INSERT INTO labels
SELECT e, date '2026-10-31' + night, abs(hashint4(e * 7 + night)) % 20 = 0
FROM generate_series(1, :entities) AS e, generate_series(1, 22) AS night;
CREATE INDEX feature_values_day ON feature_values (day, tenant_id, model_id);
CREATE INDEX labels_entity ON labels (entity_id);
VACUUM ANALYZE feature_values, labels;
SELECT count(import_night('2026-11-21', :entities)) AS nights \gset
