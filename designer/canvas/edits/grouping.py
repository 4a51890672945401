"""Which boundary a dragged component belongs to: it joins where it is dropped, and leaves where it is pulled out."""

from collections.abc import Iterable, Mapping

from designer.drawing.boundary import boundary_rects
from designer.drawing.geometry import Rect
from designer.model.design import Boundary


class Grouping:
    """The boundaries as they stood when a drag began. Only a drag decides this way; nudging and typing never do."""

    def __init__(self, boundaries: Iterable[Boundary], rects: Mapping[str, Rect], moved: Iterable[str]) -> None:
        """Take the boxes as they are before the drag, and the ids of those that will move."""
        self._boundaries = tuple(boundaries)
        self._moved = [id_ for id_ in moved if id_ in rects]
        self._outlines = boundary_rects(self._boundaries, rects)

    def after(self, rects: Mapping[str, Rect]) -> tuple[Boundary, ...]:
        """Give every boundary as it would be with the boxes where they are now."""
        return tuple(self._after(boundary, rects) for boundary in self._boundaries)

    def changed(self, rects: Mapping[str, Rect]) -> tuple[Boundary, ...]:
        """Give those that gain or lose a component."""
        return tuple(now for now, before in zip(self.after(rects), self._boundaries, strict=True) if now != before)

    def _after(self, boundary: Boundary, rects: Mapping[str, Rect]) -> Boundary:
        outline = self._outlines.get(boundary.id)
        if outline is None or set(boundary.components) <= set(self._moved):
            return boundary  # it moves along with all that it holds
        left = {id_ for id_ in self._moved if not rects[id_].overlaps(outline)}
        joined = [id_ for id_ in self._moved if id_ not in boundary.components and _holds(outline, rects[id_].centre)]
        if not joined and not left.intersection(boundary.components):
            return boundary
        kept = tuple(id_ for id_ in boundary.components if id_ not in left)
        return boundary.model_copy(update={"components": (*kept, *joined)})


def _holds(outline: Rect, point: tuple[float, float]) -> bool:
    return outline.x <= point[0] <= outline.right and outline.y <= point[1] <= outline.bottom
