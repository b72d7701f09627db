"""Training jobs of the ranking team."""
