"""Groups in groups: who is round a shape, and who is in a group."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from designer.errors import DesignerError
from designer.exchange.boards.board import Form, Shape
from designer.exchange.boards.limits import DEEPEST


def around(id_: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield the groups round a shape, from the innermost outwards, each once, given what each shape is inside.

    >>> list(around("a", {"a": "b", "b": "c", "c": "b"}))
    ['b', 'c']
    """
    seen = {id_, ""}
    while (id_ := parents.get(id_, "")) not in seen:
        yield id_
        seen.add(id_)


def members(shapes: Iterable[Shape], deepest: int) -> dict[str, list[Shape]]:
    """Give the shapes in each group, by the group's id, and under "" those in none.

    In none is also what is in a shape that is no group of these, or in itself by way of others; what is in a group
    deeper than `deepest` is in the last one round it that is not.
    """
    all_ = tuple(shapes)
    groups = {shape.id: shape.inside for shape in all_ if shape.form is Form.GROUP}
    chains = {id_: _chain(id_, groups) for id_ in groups}
    found: dict[str, list[Shape]] = {"": [], **{id_: [] for id_ in groups}}
    for shape in all_:
        chain = chains.get(shape.inside, [])
        is_looped = not chain or (shape.form is Form.GROUP and not chains[shape.id])
        deep = min(len(chain), deepest - (shape.form is Form.GROUP))
        found["" if is_looped or not deep else chain[deep - 1]].append(shape)
    return found


def _chain(id_: str, groups: Mapping[str, str]) -> list[str]:
    """Give the ids of the groups from the outermost to this one; none if they stand in a circle."""
    chain = [id_, *(group for group in around(id_, groups) if group in groups)]
    return [] if groups[chain[-1]] in groups else chain[::-1]


def believed(shapes: Iterable[Shape], name: str) -> tuple[Shape, ...]:
    """Drop each `inside` that the places belie: the group must be there, be larger, and hold the shape's middle.

    Raises DesignerError for nesting of more than a hundred steps.
    """
    all_ = tuple(shapes)
    groups = {shape.id: shape for shape in all_ if shape.form is Form.GROUP}
    checked = tuple(shape if _holds(groups.get(shape.inside), shape) else replace(shape, inside="") for shape in all_)
    parents = {shape.id: shape.inside for shape in checked}
    if any(len(list(islice(around(id_, parents), DEEPEST))) == DEEPEST for id_ in groups):
        raise too_deep(name)
    return checked


def too_deep(where: str) -> DesignerError:
    """Make the error that says that groups are nested too deep."""
    return DesignerError(f"groups are nested more than {DEEPEST} deep", where=where, remedy="is it the right file?")


def _holds(group: Shape | None, shape: Shape) -> bool:
    if group is None or group.box is None or shape.box is None:
        return False
    return group.box.area > shape.box.area and group.box.has(shape.box.centre)
