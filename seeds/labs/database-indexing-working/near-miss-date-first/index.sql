CREATE INDEX CONCURRENTLY predictions_created_model_status ON predictions (created_at, model, status);
