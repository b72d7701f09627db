"""What a command is about, one module per subject: each takes a request and the rest of its line, and answers."""
