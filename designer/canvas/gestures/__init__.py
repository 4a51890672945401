"""The mouse on the board: what a press begins, and how each gesture follows the pointer."""
