"""What happens when something goes wrong: a part fails, data changes, a bad version comes; played on the graph."""
