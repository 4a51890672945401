"""What every PDF is made of: pages, styles, paragraphs, pictures, tags, and letters that can be read."""
