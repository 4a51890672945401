"""What every panel is made of: the style, small parts, sheets, strips and pictures."""
