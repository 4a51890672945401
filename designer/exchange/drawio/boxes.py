"""Where shapes are written that have no place of their own, and in which group each is."""

from collections.abc import Iterable, Mapping
from itertools import count

from designer.drawing.geometry import Rect, union
from designer.exchange.boards.board import Form, Shape
from designer.exchange.boards.nesting import around

_SIZE_PX, _STEP_PX, _IN_A_ROW = (140, 60), (220, 140), 6
_MARGIN_PX = 30


def groups(shapes: Iterable[Shape]) -> dict[str, str]:
    """Give the group that each shape is in; "" for one that is in none of these, or in itself by way of others."""
    inside = {shape.id: shape.inside for shape in shapes}
    inside = {id_: group if group in inside else "" for id_, group in inside.items()}
    return {id_: "" if _is_in_itself(id_, inside) else group for id_, group in inside.items()}


def _is_in_itself(id_: str, inside: Mapping[str, str]) -> bool:
    *_, outermost = (id_, *around(id_, inside))
    return inside[outermost] == id_


def boxes(shapes: Iterable[Shape], inside: Mapping[str, str]) -> dict[str, Rect]:
    """Give each shape's box: its own, else round its members, else a place of a grid under all that have one."""
    found = {shape.id: shape.box for shape in shapes if shape.box}
    left, top = min((box.x for box in found.values()), default=0), union(found.values()).bottom
    top = top + _STEP_PX[1] if found else 0
    places = count()
    members: dict[str, list[str]] = {}
    for id_, group in inside.items():
        members.setdefault(group, []).append(id_)
    for shape in sorted(
        (shape for shape in shapes if not shape.box), key=lambda shape: -len([*around(shape.id, inside)])
    ):
        if shape.id in members and shape.form is Form.GROUP:
            found[shape.id] = union(found[member] for member in members[shape.id]).grown(_MARGIN_PX)
            continue
        row, column = divmod(next(places), _IN_A_ROW)
        found[shape.id] = Rect(left + column * _STEP_PX[0], top + row * _STEP_PX[1], *_SIZE_PX)
    return found
