"""What ships: component kinds, the words people use, scenarios; every mistake in a file with its line."""
