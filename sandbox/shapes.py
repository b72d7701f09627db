"""The one loose type of the sandbox: JSON objects in Slack's own shapes."""

from typing import Any

Json = dict[str, Any]
"""A JSON object as Slack sends or takes it; its fields are Slack's, so they are not modelled again here."""
