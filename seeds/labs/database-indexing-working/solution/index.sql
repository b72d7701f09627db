CREATE INDEX CONCURRENTLY predictions_model_status_created ON predictions (model, status, created_at);
