"""What to do next: fixes priced in points, and questions about the drawing at hand."""
