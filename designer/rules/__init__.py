"""The rubric language and its engine: rules as data, compiled, run, and explained."""
