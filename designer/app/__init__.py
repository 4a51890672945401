"""The window: home, board, inspector, clock and critique."""
