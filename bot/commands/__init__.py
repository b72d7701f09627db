"""One module per slash command; the file name is the command."""
