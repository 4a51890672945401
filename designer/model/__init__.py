"""The values that everything speaks of: drawings, edits, kinds, scenarios, rules and critiques."""
