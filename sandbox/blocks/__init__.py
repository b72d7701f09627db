"""Block Kit's documented limits, and small helpers for walking blocks."""
