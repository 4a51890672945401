"""What stands on the board: components, connections, labels, boundaries, and the handles over them."""
