"""The connections on the board together: their lines, heads and labels, routed anew only where something moved."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from designer.canvas.items.detail import Detail, detail_at
from designer.canvas.items.edge import EdgeItem
from designer.canvas.items.picture import LABEL_LAYER, PictureItem
from designer.canvas.items.router import Router
from designer.canvas.paint import measure
from designer.drawing.connection import ConnectionShape
from designer.drawing.geometry import Rect
from designer.drawing.sketch import label_marks
from designer.drawing.theme import Theme
from designer.model.design import Connection


class LabelItem(PictureItem):
    """The label of a connection. It lies over the boxes, so that a short line does not hide its words."""


class Lines:
    """Every connection's items, by id."""

    def __init__(self, scene: QGraphicsScene, theme: Theme) -> None:
        """Begin with no connections."""
        self._scene, self._theme = scene, theme
        self._router = Router()
        self._detail: Detail = "full"
        self.edges: dict[str, EdgeItem] = {}
        self.labels: dict[str, LabelItem] = {}

    def put(self, connection: Connection) -> None:
        """Show a connection, new or with a new value; `route` gives it its line."""
        self._router.put(connection)
        edge = self.edges.get(connection.id)
        if edge is None:
            edge = self.edges[connection.id] = EdgeItem(connection, self._theme, self._detail)
            self._scene.addItem(edge)
        else:
            edge.show_connection(connection)
        self._put_label(connection)

    def _put_label(self, connection: Connection) -> None:
        if not connection.label.strip():
            self._take_out(self.labels.pop(connection.id, None))
            return
        label = self.labels.get(connection.id)
        if label is None:
            label = self.labels[connection.id] = LabelItem(connection.id, LABEL_LAYER)
            label.setVisible(self._detail == "full")
            self._scene.addItem(label)
        patch, marks = label_marks(connection.label, measure)
        label.show_marks(marks, patch, self._theme)

    def drop(self, id_: str) -> frozenset[str]:
        """Forget the route of a connection; give the components at its ends."""
        return self._router.drop(id_)

    def take_out(self, id_: str) -> None:
        """Remove a connection from the board."""
        self._take_out(self.edges.pop(id_, None))
        self._take_out(self.labels.pop(id_, None))

    def clear(self) -> None:
        """Remove every connection."""
        for id_ in list(self.edges):
            self.take_out(id_)
        self._router = Router()

    def _take_out(self, item: QGraphicsItem | None) -> None:
        if item is not None:
            self._scene.removeItem(item)

    def route(self, boxes: Iterable[str], rects: Mapping[str, Rect]) -> None:
        """Draw the lines of these components anew, and of those that have to make room for them."""
        for id_, shape in self._router.reroute((id_ for id_ in boxes if id_ in rects), rects):
            self._shape(id_, shape)

    def carry(self, moved: set[str], by: QPointF, rects: Mapping[str, Rect]) -> None:
        """Shift the lines among many moved components as they are, and draw only those that lead elsewhere anew."""
        crossing = set()
        for id_ in self._router.attached(moved):
            edge = self.edges[id_]
            if not moved.issuperset(edge.ends):
                crossing |= moved.intersection(edge.ends)
                continue
            edge.setPos(by)
            if id_ in self.labels:
                self.labels[id_].setPos(edge.middle + by)
        for id_, shape in self._router.reroute(crossing, rects):
            if not moved.issuperset(self.edges[id_].ends):
                self._shape(id_, shape)

    def _shape(self, id_: str, shape: ConnectionShape) -> None:
        edge = self.edges[id_]
        edge.route(shape)
        if id_ in self.labels:
            self.labels[id_].setPos(edge.middle)

    def show_detail(self, scale: float) -> None:
        """Show what can be made out at a scale: labels only from near, from afar hairlines."""
        detail = detail_at(scale)
        if detail != self._detail:
            self._detail = detail
            for edge in self.edges.values():
                edge.set_detail(detail)
            for label in self.labels.values():
                label.setVisible(detail == "full")

    def refresh(self, theme: Theme) -> None:
        """Paint anew, in this theme."""
        self._theme = theme
        for edge in self.edges.values():
            edge.refresh(theme)
        for label in self.labels.values():
            label.refresh(theme)
