"""The board on which a person draws, in Qt."""
