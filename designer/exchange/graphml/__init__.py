"""GraphML files (.graphml), plain and as yEd draws them, as shapes and lines, and back."""

from designer.exchange.graphml.reading import read
from designer.exchange.graphml.writing import write

__all__ = ["read", "write"]
