# Empty since the split: see base/ and serving/.
