"""The tests: a mirror of the project, and journeys."""
