"""Attempts, progress and what is due, as text and as plain data."""
