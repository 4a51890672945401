"""Drawings of Excalidraw: its files, what it puts on the clipboard, and its PNG and SVG that hold a drawing."""

from designer.exchange.excalidraw.reading import read
from designer.exchange.excalidraw.writing import write

__all__ = ["read", "write"]
