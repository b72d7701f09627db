"""How we talk: commands, messages, words, and one folder per platform."""
