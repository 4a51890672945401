"""Drawings of other programs, told by how their text begins, or by what a picture carries along."""

import re

_XML = r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
_BEGINS = {
    "a draw.io drawing": rf"{_XML}<(?:mxfile|mxGraphModel)\b",
    "a GraphML drawing": rf"{_XML}<(?:\w{{1,20}}:)?graphml\b",
    "a Mermaid diagram": r"(?:```mermaid\s*)?(?:---\n.*?\n---\s*)?(?:%%[^\n]*\n\s*)*"
    r"(?:flowchart|graph\s+(?:TB|TD|BT|LR|RL)|sequenceDiagram|classDiagram|stateDiagram(?:-v2)?|erDiagram|C4[A-Z]\w*|architecture-beta|block-beta|mindmap)\b",
    "a DOT graph": r"(?:(?://|\#)[^\n]*\n\s*|/\*(?:(?!\*/).)*\*/\s*)*(?:strict\s+)?(?:di)?graph\b[^{;:]*\{",
    "an Excalidraw drawing": r'\{\s*"type"\s*:\s*"excalidraw',
    "a JSON Canvas drawing": r'\{\s*"(?:nodes|edges)"\s*:\s*\[',
    "a PlantUML diagram": r"(?:'[^\n]*\n\s*)*@start",
    "a Python script": r'(?:\#[^\n]*\n\s*|"""(?:(?!""").)*"""\s*)*(?:from\s+[\w.]+\s+import|import)\s',
}
"""How files of each format begin, after comments; no two ways match one text, so that none takes long."""
_PATTERNS = {name: re.compile(pattern, re.DOTALL) for name, pattern in _BEGINS.items()}
_BEGINNING = 10_000
"""Letters of a file that tell which format it is."""


_PICTURES = (b"\x89PNG", b"<svg", b"<?xml", b"<!DOCTYPE svg")
"""How pictures begin that may carry the drawing that they show."""
_CARRIED = {
    b"application/vnd.excalidraw+json": "an Excalidraw drawing",
    b"mxfile": "a draw.io drawing",
    b"mxGraphModel": "a draw.io drawing",
}


def foreign(raw: bytes) -> str:
    """Name the other format that a file plainly is in; empty where it is in none that is known.

    >>> foreign(b"digraph { a -> b }"), foreign(b"format: designer-design/1")
    ('a DOT graph', '')
    """
    text = raw[:_BEGINNING].decode("utf-8-sig", errors="replace").lstrip()
    named = next((name for name, pattern in _PATTERNS.items() if pattern.match(text)), "")
    if named or not raw.lstrip().startswith(_PICTURES):
        return named
    return next((name for mark, name in _CARRIED.items() if mark in raw), "")
