"""Questions to the graph of a drawing: who reaches whom, how available, how slow, how loaded, what it costs."""
