"""The critique on paper: as a PDF, as plain text, and the drawing as a picture; without Qt."""
