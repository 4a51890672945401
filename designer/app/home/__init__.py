"""The home page: what this is, and the drills to choose from."""
