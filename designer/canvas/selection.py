"""What is selected on a board: ids in the order in which they were chosen."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """An ordered set of ids; the order matters when the first is to be joined to the second."""

    changed = Signal(object, object)
    """The ids that were added and those that were taken away, as sets."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing selected."""
        super().__init__(parent)
        self._ids: dict[str, None] = {}

    def __contains__(self, id_: object) -> bool:
        """Say whether an id is selected."""
        return id_ in self._ids

    def __len__(self) -> int:
        """Count what is selected."""
        return len(self._ids)

    @property
    def ids(self) -> list[str]:
        """The selected ids, the one chosen first at the head."""
        return list(self._ids)

    def replace(self, ids: Iterable[str]) -> None:
        """Select these and nothing else; tell only what differs."""
        before, self._ids = self._ids, dict.fromkeys(ids)
        added, removed = self._ids.keys() - before.keys(), before.keys() - self._ids.keys()
        if added or removed or list(before) != list(self._ids):
            self.changed.emit(added, removed)

    def toggle(self, id_: str) -> None:
        """Add an id, or take it away where it was selected."""
        ids = self.ids
        self.replace([other for other in ids if other != id_] if id_ in ids else [*ids, id_])

    def keep(self, known: Iterable[str]) -> None:
        """Drop the ids that are no longer there."""
        there = set(known)
        self.replace(id_ for id_ in self._ids if id_ in there)
