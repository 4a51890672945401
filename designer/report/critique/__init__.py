"""The critique on paper and in the terminal: put in order once, written out as PDF, text, Markdown and JSON."""
