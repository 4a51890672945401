"""A small drawing in a line or two: kinds joined by arrows, e.g. `client > app_service > model_server`.

A connection is the likeliest that may join the two, or the one named before its arrow: `gate control> deployer`.
A kind that occurs twice is numbered: `trainer` and `trainer_2`.
"""

import re
from collections.abc import Iterable
from typing import Any

from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.errors import DesignerError, suggestion
from designer.exchange.design_file import design_of
from designer.model.design import ConnectionKind, Design

FORMAT = "designer-design/1"
_NUMBER = re.compile(r"_\d+$")


def arrows(rows: Iterable[str], *, name: str) -> Design:
    """Read rows of arrows; raises DesignerError for a kind that there is not and for what cannot be joined."""
    components: dict[str, dict[str, Any]] = {}
    connections: list[dict[str, Any]] = []
    for row in rows:
        before: tuple[str, str] | None = None
        for part in row.split(">"):
            id_, _, edge = part.strip().partition(" ")
            components.setdefault(id_, {"id": id_, "kind": _kind(id_, name)})
            if before:
                kind = _joint(before[0], id_, before[1], name)
                connections.append({"source": before[0], "target": id_, "kind": kind})
            before = id_, edge.strip()
    data = {"format": FORMAT, "components": list(components.values()), "connections": connections}
    return design_of(Source(name, data))


def _kind(id_: str, name: str) -> str:
    kind, known = _NUMBER.sub("", id_), catalog().kinds
    if kind not in known:
        raise DesignerError(f"there is no kind '{kind}' to draw", where=name, remedy=suggestion(kind, known))
    return kind


def _joint(source: str, target: str, named: str, name: str) -> str:
    known = [kind.value for kind in ConnectionKind]
    if named and named not in known:
        raise DesignerError(f"there is no connection '{named}'", where=name, remedy=suggestion(named, known))
    legal = catalog().legal_kinds(_kind(source, name), _kind(target, name))
    if not legal or (named and named not in legal):
        raise DesignerError(f"'{source}' and '{target}' cannot be joined so", where=name)
    return named or legal[0].value
