-- 300,000 predictions of 40 models in 30 days; one in a hundred failed.
DROP TABLE IF EXISTS predictions;
CREATE TABLE predictions (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model      text        NOT NULL,
    status     text        NOT NULL,
    created_at timestamptz NOT NULL,
    latency_ms integer     NOT NULL,
    trace      text        NOT NULL
);
INSERT INTO predictions (model, status, created_at, latency_ms, trace)
SELECT 'ranker-' || lpad((abs(hashint4(i)) % 40)::text, 2, '0'),
       CASE WHEN abs(hashint4(i * 3)) % 100 = 0 THEN 'failed' ELSE 'ok' END,
       timestamptz '2026-10-21 00:00+00' + i * interval '8.64 seconds',
       20 + abs(hashint4(i * 7)) % 400,
       repeat(md5(i::text), 2)
FROM generate_series(1, 300000) AS i;
VACUUM ANALYZE predictions;
