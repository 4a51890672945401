"""The components to draw with: a search field over a list in sections, to drag onto the board or to add with Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDrag, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from designer.app.glyph import paint_glyph
from designer.app.parts import column, words
from designer.app.search import Match, find
from designer.app.style import look
from designer.canvas.paint import text_font
from designer.catalog.library import Catalog
from designer.model.kind import Kind

MIME = "application/x-designer-kind"
ROW, HEADER, ROW_FOUND = 38, 34, 50
_TILE = 28.0
_FOUND = Qt.ItemDataRole.UserRole

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

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 (Qt's name)
        """Count the lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a line's words, its kind and its tooltip."""
        line = self.lines[index.row()]
        if role == _FOUND:
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

    def mimeTypes(self) -> list[str]:  # noqa: N802 (Qt's name)
        """Name what is dragged."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 (Qt's name)
        """Give the id of the kind that is dragged."""
        data = QMimeData()
        line = self.lines[indexes[0].row()]
        if isinstance(line, Match):
            data.setData(MIME, QByteArray(line.kind.id.encode()))
        return data


class LinePainter(QStyledItemDelegate):
    """Paints a section's title, or a kind's glyph on its tile with its title beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002 (Qt's signature)
        """Give a line's height."""
        line = index.data(_FOUND)
        if isinstance(line, str):
            return QSize(100, HEADER)
        return QSize(100, ROW_FOUND if line.because else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        line = index.data(_FOUND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, str):
            self._title(painter, area, line)
        else:
            state = option.state  # type: ignore[attr-defined]
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


def paint_tile(painter: QPainter, tile: QRectF, kind: Kind) -> None:
    """Paint the glyph of a kind on the tinted tile of its group."""
    theme = look().theme
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.color(f"tint_{kind.group}")))
    painter.drawRoundedRect(tile, tile.width() / 4, tile.width() / 4)
    paint_glyph(painter, tile, kind.glyph, tile.width() * 0.62, theme.color(f"glyph_{kind.group}"))


def tile_pixmap(kind: Kind, size: int, scale: float) -> QPixmap:
    """Give a kind's tile as a picture."""
    picture = QPixmap(QSize(size, size) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_tile(painter, QRectF(0, 0, size, size), kind)
    painter.end()
    return picture


def drag_picture(kind: Kind, scale: float) -> QPixmap:
    """Give what hangs on the pointer while a kind is dragged: its card."""
    theme = look().theme
    width, height = 176, 56
    picture = QPixmap(QSize(width, height) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.92)
    painter.setPen(QPen(QColor(theme.color("accent")), 1.5))
    painter.setBrush(QColor(theme.color("raised")))
    painter.drawRoundedRect(QRectF(1, 1, width - 2, height - 2), 12, 12)
    paint_tile(painter, QRectF(12, 11, 34, 34), kind)
    painter.setFont(text_font(theme.sizes.body, "semibold"))
    painter.setPen(QColor(theme.color("ink")))
    area = QRectF(56, 4, width - 64, height - 8)
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, kind.title)
    painter.end()
    return picture


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

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N802, N803, ARG002 (Qt's signature)
        """Take the card of the kind under the pointer along."""
        line = self.currentIndex().data(_FOUND)
        if not isinstance(line, Match):
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([self.currentIndex()]))
        drag.setPixmap(drag_picture(line.kind, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(88, 28))
        drag.exec(Qt.DropAction.CopyAction)


class PalettePanel(QFrame):
    """The left panel: search field and list."""

    added = Signal(str)
    """A kind that was chosen with Enter or a double click, by its id."""

    def __init__(self, catalog: Catalog) -> None:
        """Offer the catalog's kinds."""
        super().__init__()
        self.setProperty("role", "left")
        self.setAccessibleName("Components")
        self.field = QLineEdit(placeholderText="Find a component  /")
        self.field.setAccessibleName("Find a component")
        self.field.setClearButtonEnabled(True)
        self.lines = Lines(catalog)
        self.list = KindList(self.lines)
        self.nothing = words("", "muted")
        self.nothing.setContentsMargins(16, 8, 16, 0)
        self.nothing.hide()
        top = column(self.field, margins=(12, 12, 12, 6))
        layout = column(spacing=0)
        layout.addLayout(top)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        self.setLayout(layout)
        self.setMinimumWidth(200)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._add_current)
        self.list.activated.connect(lambda index: self._add(index))
        self.field.installEventFilter(self)

    def focus(self) -> None:
        """Put the cursor in the search field, ready to type over what stands there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _search(self, query: str) -> None:
        self.lines.search(query)
        found = bool(self.lines.lines)
        self.nothing.setText(f"No component is called “{query.strip()}”. Try what it does: “queue”, “cache”, “drift”.")
        self.nothing.setVisible(not found)
        if found and query.strip():
            self.list.setCurrentIndex(self.lines.index(0))
        self.list.scrollToTop()

    def _add_current(self) -> None:
        if self.field.text().strip():
            self._add(self.list.currentIndex() if self.list.currentIndex().isValid() else self.lines.index(0))
            self.field.clear()

    def _add(self, index: QModelIndex) -> None:
        line = index.data(_FOUND)
        if isinstance(line, Match):
            self.added.emit(line.kind.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let the arrow keys choose in the list while the cursor stays in the field; Escape empties it."""
        if watched is not self.field or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        steps: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_Up: lambda: self._step(-1),
        }
        if event.key() in steps:
            steps[event.key()]()
            return True
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            return True
        return False

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        while 0 <= row < self.lines.rowCount() and isinstance(self.lines.lines[row], str):
            row += by
        if 0 <= row < self.lines.rowCount():
            self.list.setCurrentIndex(self.lines.index(row))
