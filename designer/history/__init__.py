"""What stays on disk of the attempts: the journals that a crash cannot take."""
