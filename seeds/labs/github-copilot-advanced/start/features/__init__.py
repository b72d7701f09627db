"""Features for ranking."""
