"""Mermaid flowcharts, alone or in a Markdown file."""

from designer.exchange.mermaid.reader import read
from designer.exchange.mermaid.writer import write

__all__ = ["read", "write"]
