"""What hands and keys make of the drawing, without a mouse: new things and places, connections, groups, copies."""
