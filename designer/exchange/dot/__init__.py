"""Graphviz's DOT files (.dot, .gv) as shapes and lines, and back."""

from designer.exchange.dot.reading import read
from designer.exchange.dot.writing import write

__all__ = ["read", "write"]
