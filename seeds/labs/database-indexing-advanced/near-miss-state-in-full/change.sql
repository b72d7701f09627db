DROP INDEX CONCURRENTLY items_updated;
DROP INDEX CONCURRENTLY items_labels_text;
DROP INDEX CONCURRENTLY items_tenant;
CREATE INDEX CONCURRENTLY items_labels ON items USING gin (labels jsonb_path_ops);
CREATE INDEX CONCURRENTLY items_embedding ON items USING hnsw (embedding vector_cosine_ops);
