"""Rules as pages: what each asks and why, with the flaw and its mending side by side."""
