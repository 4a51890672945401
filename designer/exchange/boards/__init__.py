"""Drawings of other programs as boards of shapes, lines and words, and what all their formats share."""
