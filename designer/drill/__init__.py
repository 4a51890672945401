"""A timed attempt at a scenario."""
