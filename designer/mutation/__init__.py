"""Testing the tests: a changed rule must be noticed by its examples, a gap in a good drawing by a rule."""
