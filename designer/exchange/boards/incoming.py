"""The shapes and lines of another program as a drawing of ours: what they stand for is read from their words."""

from collections.abc import Mapping
from typing import Any

from designer.catalog.source import Source
from designer.exchange.boards.board import Board
from designer.exchange.boards.connections import connections
from designer.exchange.boards.inferred import Inferred
from designer.exchange.boards.parts import Parts
from designer.exchange.boards.placed import settled
from designer.exchange.boards.since import words_now
from designer.exchange.design_file import design_of
from designer.exchange.reading import Reading
from designer.model.design import FORMAT

_KEYS = frozenset({"title", "scenario", "framing", "waivers", "assumptions", "ink"})


def design_from(board: Board, name: str) -> Reading:
    """Make a drawing of ours; raises Problems where what we once wrote into the file has been spoilt.

    What the file holds of ours is kept, with the words and places that it has now; all else is inferred, and told.
    """
    inferred = Inferred()
    stated = {shape.id: shape.inside for shape in board.shapes}
    data = {**_whole(board), **_collections(settled(board), stated, inferred)}
    return Reading(design_of(Source(name, data)), (*board.remarks, *inferred.remarks()), ours=False)


def _whole(board: Board) -> dict[str, Any]:
    """Give what is ours of the drawing as a whole."""
    rest = {key: value for key, value in (board.own or {}).items() if key in _KEYS}
    return {"format": FORMAT, **rest, "title": words_now(rest.get("title"), board.title)}


def _collections(board: Board, stated: Mapping[str, str], inferred: Inferred) -> dict[str, Any]:
    ended = {end for line in board.lines for end in (line.source, line.target)}
    parts = Parts(board.shapes, ended, stated, inferred)
    found = {
        "components": list(parts.components.values()),
        "connections": connections(board.lines, board.shapes, parts, inferred),
        "boundaries": parts.boundaries,
        "notes": parts.notes,
    }
    return {key: value for key, value in found.items() if value}
