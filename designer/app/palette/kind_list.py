"""The list of components: in sections, or what was found, to be dragged onto the board."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QDrag, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from designer.app.palette.search import Match, find
from designer.app.widgets.style import look
from designer.app.widgets.tile import drag_picture, paint_tile
from designer.canvas.edits.clipboard import KIND_TYPE
from designer.canvas.paint import text_font
from designer.catalog.library import Catalog

ROW, HEADER, ROW_FOUND = 38, 34, 50
_TILE = 28.0
FOUND = Qt.ItemDataRole.UserRole

Line = str | Match
"""A line of the list: a section's title or a kind."""
Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractListModel):
    """What the list shows: in sections when nothing is typed, best first when something is."""

    def __init__(self, catalog: Catalog) -> None:
        """Show everything at first."""
        super().__init__()
        self._catalog = catalog
        self.lines: list[Line] = []
        self.search("")

    def search(self, query: str) -> None:
        """Show what fits."""
        self.beginResetModel()
        found = find(query, self._catalog.kinds.values())
        self.lines = list(found) if query.strip() else self._sections(found)
        self.endResetModel()

    def _sections(self, found: Sequence[Match]) -> list[Line]:
        lines: list[Line] = []
        for group in self._catalog.groups:
            inside = [fit for fit in found if fit.kind.group == group.id]
            lines += [group.title, *inside] if inside else []
        return lines

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a line's words, its kind and its tooltip."""
        line = self.lines[index.row()]
        if role == FOUND:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line if isinstance(line, str) else line.kind.title
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and isinstance(line, Match):
            return line.kind.about
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, Match):
            products = f"\n\nFor example {', '.join(line.kind.examples)}" if line.kind.examples else ""
            return f"{line.kind.title}\n{line.kind.about}{products}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let kinds be chosen and dragged, titles of sections not."""
        if not index.isValid() or isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Name what is dragged."""
        return [KIND_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Give the id of the kind that is dragged."""
        data = QMimeData()
        line = self.lines[indexes[0].row()]
        if isinstance(line, Match):
            data.setData(KIND_TYPE, QByteArray(line.kind.id.encode()))
        return data


class LinePainter(QStyledItemDelegate):
    """Paints a section's title, or a kind's glyph on its tile with its title beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a line's height."""
        line = index.data(FOUND)
        if isinstance(line, str):
            return QSize(100, HEADER)
        return QSize(100, ROW_FOUND if line.because else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        area = QRectF(option.rect)
        line = index.data(FOUND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, str):
            self._title(painter, area, line)
        else:
            state = option.state
            self._ground(painter, area, state)
            self._kind(painter, area, line)
        painter.restore()

    def _title(self, painter: QPainter, area: QRectF, title: str) -> None:
        painter.setFont(text_font(look().theme.sizes.caption, "semibold"))
        painter.setPen(QColor(look().colours["ink_faint"]))
        painter.drawText(area.adjusted(16, 0, -8, -6), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, title)

    def _ground(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look().colours["accent_soft" if chosen else "hover"]))
            painter.drawRoundedRect(area.adjusted(8, 1, -8, -1), 8, 8)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(look().colours["focus"]), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(9, 2, -9, -2), 7, 7)

    def _kind(self, painter: QPainter, area: QRectF, line: Match) -> None:
        tile = QRectF(area.left() + 14, area.center().y() - _TILE / 2, _TILE, _TILE)
        paint_tile(painter, tile, line.kind)
        left = area.adjusted(14 + _TILE + 10, 0, -14, 0)
        painter.setFont(text_font(look().theme.sizes.body, "medium"))
        painter.setPen(QColor(look().colours["ink"]))
        title = painter.fontMetrics().elidedText(line.kind.title, Qt.TextElideMode.ElideRight, int(left.width()))
        if not line.because:
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
            return
        painter.drawText(left.adjusted(0, 7, 0, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(text_font(look().theme.sizes.caption))
        painter.setPen(QColor(look().colours["ink_soft"]))
        because = painter.fontMetrics().elidedText(line.because, Qt.TextElideMode.ElideRight, int(left.width()))
        painter.drawText(left.adjusted(0, 0, 0, -8), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, because)


class KindList(QListView):
    """The list itself; a kind is dragged as its card."""

    def __init__(self, lines: Lines) -> None:
        """Show the lines."""
        super().__init__()
        self.setModel(lines)
        self.setItemDelegate(LinePainter(self))
        self.setAccessibleName("Components")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.verticalScrollBar().setSingleStep(16)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first kind, so that one who comes by the keyboard sees where."""
        super().focusInEvent(event)
        if not self.selectedIndexes() and event.reason() != Qt.FocusReason.MouseFocusReason:
            model = self.model()
            rows = (model.index(row, 0) for row in range(model.rowCount()))
            first = next((index for index in rows if model.flags(index) & Qt.ItemFlag.ItemIsSelectable), None)
            if first is not None:
                self.setCurrentIndex(first)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N803 (Qt's signature)
        """Take the card of the kind under the pointer along."""
        line = self.currentIndex().data(FOUND)
        if not isinstance(line, Match):
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([self.currentIndex()]))
        drag.setPixmap(drag_picture(line.kind, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(88, 28))
        drag.exec(Qt.DropAction.CopyAction)
