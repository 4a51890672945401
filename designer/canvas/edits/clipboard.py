"""Drawings on the clipboard: a fragment as JSON, under its own type and as plain text, between windows."""

from collections import Counter

from pydantic import ValidationError
from PySide6.QtCore import QMimeData

from designer.catalog.library import Catalog
from designer.errors import DesignerError, suggestion
from designer.model.design import Design

KIND_TYPE = "application/x-designer-kind"
"""A drag from the palette: the id of a component kind, UTF-8."""
FRAGMENT_TYPE = "application/x-designer-fragment"
"""A piece of a drawing: a design as JSON, UTF-8."""
LARGEST_CHARACTERS = 20_000_000


def written(piece: Design) -> QMimeData:
    """Put a fragment into what a clipboard holds."""
    text = piece.model_dump_json(indent=1, exclude_defaults=True)
    data = QMimeData()
    data.setData(FRAGMENT_TYPE, text.encode())
    data.setText(text)
    return data


def read(data: QMimeData | None, catalog: Catalog) -> Design:
    """Read a fragment back; raises DesignerError with one sentence when there is none that could be pasted."""
    if data is None:  # some platforms have no clipboard to read
        raise DesignerError("There is nothing on the clipboard to paste", remedy="copy some components first")
    own = data.hasFormat(FRAGMENT_TYPE)
    raw = bytes(data.data(FRAGMENT_TYPE).data()).decode(errors="replace") if own else data.text()
    if not raw.strip():
        raise DesignerError("There is nothing on the clipboard to paste", remedy="copy some components first")
    if not raw.lstrip().startswith("{") or len(raw) > LARGEST_CHARACTERS:
        raise DesignerError("The clipboard holds no piece of a drawing", remedy="copy some components first")
    try:
        piece = Design.model_validate_json(raw)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        at = f" (at '{where}')" if where else ""
        remedy = "copy some components first"
        raise DesignerError(f"The text on the clipboard is not a drawing{at}", remedy=remedy) from None
    _check(piece, catalog)
    return piece


def _check(piece: Design, catalog: Catalog) -> None:
    ids = Counter(item.id for item in piece.components)
    ids.update(item.id for item in piece.connections)
    ids.update(item.id for item in piece.notes)
    ids.update(item.id for item in piece.boundaries)
    ids.update(item.id for item in piece.ink)
    twice = next((id_ for id_, count in ids.items() if count > 1), None)
    if twice is not None:
        what = f"The drawing on the clipboard has two things called '{twice}'"
        raise DesignerError(what, remedy="rename one of them")
    for component in piece.components:
        if component.kind not in catalog.kinds:
            remedy = suggestion(component.kind, catalog.kinds)
            what = f"The clipboard holds a component of the unknown kind '{component.kind}'"
            raise DesignerError(what, remedy=remedy)
    known = {component.id for component in piece.components}
    for boundary in piece.boundaries:
        if not known.issuperset(boundary.components):
            what = f"On the clipboard, boundary '{boundary.id}' holds a component that is not there"
            raise DesignerError(what, remedy="copy its components too")
    for edge in piece.connections:
        if edge.source not in known or edge.target not in known:
            what = f"On the clipboard, connection '{edge.id}' has a loose end"
            raise DesignerError(what, remedy="copy both ends too")
