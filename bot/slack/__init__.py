"""Rung in Slack: Bolt hands lines to the reception, messages become Block Kit."""
