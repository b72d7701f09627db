CREATE INDEX CONCURRENTLY predictions_model ON predictions (model);
CREATE INDEX CONCURRENTLY predictions_status ON predictions (status);
CREATE INDEX CONCURRENTLY predictions_created ON predictions (created_at);
