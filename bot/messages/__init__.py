"""What we say, before anybody draws it: one module per message."""
