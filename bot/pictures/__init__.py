"""Pictures of what a message says, drawn as PNG."""
