"""What is selected, as forms."""
