-- 40,000 items of a retrieval service, with labels (jsonb), a state and an embedding of 32 numbers.
CREATE EXTENSION IF NOT EXISTS vector;
DROP TABLE IF EXISTS items;
CREATE TABLE items (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku        text        NOT NULL,
    tenant_id  integer     NOT NULL,
    state      text        NOT NULL,
    labels     jsonb       NOT NULL,
    embedding  vector(32)  NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
INSERT INTO items (sku, tenant_id, state, labels, embedding, created_at, updated_at)
SELECT 'sku-' || i,
       abs(hashint4(i)) % 2000,
       CASE abs(hashint4(i * 3)) % 200 WHEN 0 THEN 'queued' WHEN 1 THEN 'failed' ELSE 'done' END,
       jsonb_build_object('lang', (ARRAY['en', 'zh', 'ja', 'de'])[1 + abs(hashint4(i * 5)) % 4],
                          'topic', 'topic-' || abs(hashint4(i * 7)) % 1000),
       (SELECT array_agg((hashint4(i % 500 * 64 + d) % 1000) / 1000.0 + (hashint4(i * 32 + d) % 100) / 500.0)
        FROM generate_series(1, 32) AS d)::vector,
       timestamptz '2026-01-01 00:00+00' + i * interval '4 minutes',
       timestamptz '2026-01-01 00:00+00' + i * interval '4 minutes' + interval '1 hour'
FROM generate_series(1, 40000) AS i;
CREATE UNIQUE INDEX items_sku ON items (sku);
CREATE INDEX items_tenant ON items (tenant_id);
CREATE INDEX items_tenant_created ON items (tenant_id, created_at);
CREATE INDEX items_state ON items (state);
CREATE INDEX items_labels_text ON items ((labels::text));
CREATE INDEX items_created ON items (created_at);
CREATE INDEX items_updated ON items (updated_at);
VACUUM ANALYZE items;
