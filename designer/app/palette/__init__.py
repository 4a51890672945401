"""The components to draw with, and how they are found."""
