"""Slack's Web API as the app calls it, one module per family of methods."""
