"""The numbers of the open drawing while it is drawn, and what is left of it when something is broken on purpose."""
