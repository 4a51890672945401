"""Reading and writing drawings, one file a format."""
