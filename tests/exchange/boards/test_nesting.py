import pytest

from designer.drawing.geometry import Rect
from designer.errors import DesignerError
from designer.exchange.boards.board import Form, Shape
from designer.exchange.boards.nesting import believed, members


def chain(steps: int) -> tuple[Shape, ...]:
    size = float(steps)
    return tuple(
        Shape(f"g{n}", form=Form.GROUP, box=Rect(n, n, 2 * (size - n), 2 * (size - n)), inside=f"g{n - 1}" if n else "")
        for n in range(steps)
    )


def ids(found: dict[str, list[Shape]]) -> dict[str, list[str]]:
    return {group: [shape.id for shape in shapes] for group, shapes in found.items()}


def test_what_is_in_no_group_or_in_itself_stands_outside() -> None:
    loop = (Shape("a", form=Form.GROUP, inside="b"), Shape("b", form=Form.GROUP, inside="a"), Shape("c", inside="a"))
    assert ids(members((*loop, Shape("d", inside="c"), Shape("e", inside="?")), 9)) == {
        "": ["a", "b", "c", "d", "e"],
        "a": [],
        "b": [],
    }


def test_what_is_too_deep_is_in_the_last_group_that_is_not() -> None:
    found = ids(members((*chain(4), Shape("x", inside="g3")), 2))
    assert found == {"": ["g0"], "g0": ["g1", "g2", "g3"], "g1": ["x"], "g2": [], "g3": []}


def test_places_may_belie_what_is_said_and_nesting_has_an_end() -> None:
    outside = Shape("x", box=Rect(900, 0, 1, 1), inside="g0")
    assert [shape.inside for shape in believed((*chain(3), outside), "x")] == ["", "g0", "g1", ""]
    believed(chain(100), "x")
    with pytest.raises(DesignerError, match="x: groups are nested more than 100 deep"):
        believed(chain(101), "x")
