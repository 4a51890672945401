"""Every command: the table of them, the menus and shortcuts made from it, and how one is found by its name."""
