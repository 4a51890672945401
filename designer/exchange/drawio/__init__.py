"""draw.io's files (.drawio, .xml, .drawio.png, .drawio.svg) as shapes and lines, and back."""

from designer.exchange.drawio.reading import read
from designer.exchange.drawio.writing import write

__all__ = ["read", "write"]
