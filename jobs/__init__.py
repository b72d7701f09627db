"""When we talk first, or tidy up: the clock, and one module per job."""
