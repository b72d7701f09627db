-- 1. The table takes part in autovacuum again, and one night (5 % of the rows) is enough for new statistics.
ALTER TABLE feature_values RESET (autovacuum_enabled);
ALTER TABLE feature_values SET (autovacuum_analyze_scale_factor = 0.02);
-- 2. A model belongs to one tenant; the planner does not know unless somebody tells it.
CREATE STATISTICS feature_values_tenant_model (dependencies, mcv) ON tenant_id, model_id FROM feature_values;
-- 3. And now.
ANALYZE feature_values;
