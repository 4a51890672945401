"""Rectangles on the board, quick to ask who is near: kept by the squares of a coarse grid that they touch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from designer.drawing.geometry import Rect

_SQUARE = 256.0
_MOST_SQUARES = 4096


class Crowd:
    """A growing collection of rectangles."""

    def __init__(self, rects: Iterable[Rect] = ()) -> None:
        """Start with these."""
        self._squares: dict[tuple[int, int], list[tuple[int, Rect]]] = defaultdict(list)
        self._large: list[tuple[int, Rect]] = []
        self._count = 0
        for rect in rects:
            self.add(rect)

    def add(self, rect: Rect) -> None:
        """Add a rectangle."""
        entry = (self._count, rect)
        self._count += 1
        squares = _squares(rect)
        if squares is None:
            self._large.append(entry)
        else:
            for square in squares:
                self._squares[square].append(entry)

    def near(self, rect: Rect) -> Iterator[Rect]:
        """Yield each rectangle that overlaps this one, once."""
        squares = _squares(rect)
        lists = self._squares.values() if squares is None else (self._squares.get(square, []) for square in squares)
        seen: set[int] = set()
        for entries in (*lists, self._large):
            for number, other in entries:
                if number not in seen and other.overlaps(rect):
                    seen.add(number)
                    yield other

    def shared(self, rect: Rect) -> float:
        """Give the area that a rectangle shares with all of them, in square px."""
        return sum(rect.shared(other) for other in self.near(rect))

    def is_free(self, rect: Rect) -> bool:
        """Say whether nothing overlaps a rectangle."""
        return next(self.near(rect), None) is None


def _squares(rect: Rect) -> list[tuple[int, int]] | None:
    """Give the squares that a rectangle touches; None where they are too many to count."""
    left, right = int(rect.x // _SQUARE), int(rect.right // _SQUARE)
    top, bottom = int(rect.y // _SQUARE), int(rect.bottom // _SQUARE)
    if (right - left + 1) * (bottom - top + 1) > _MOST_SQUARES:
        return None
    return [(column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)]
