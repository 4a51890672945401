"""Scripts of the Python package `diagrams`, which are read and never run."""

from designer.exchange.mingrammer.reader import read
from designer.exchange.mingrammer.writer import write

__all__ = ["read", "write"]
