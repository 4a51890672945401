"""The page with the board: components to its left, the question or what is selected to its right, then the critique."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from designer.app.board_strip import ConnectionStrip, Corner, ViewStrip
from designer.app.brief.banner import Banner
from designer.app.brief.framing import FramingPanel
from designer.app.brief.panel import BriefPanel
from designer.app.brief.top_bar import TopBar
from designer.app.inspector.panel import Inspector, SharedAction
from designer.app.numbers.board_numbers import BoardNumbers
from designer.app.palette.panel import PalettePanel
from designer.app.review.card import Card
from designer.app.review.panel import ReviewPanel, states
from designer.app.review.questions import Ask
from designer.app.widgets.notice import Notice
from designer.app.widgets.parts import column, redress, row
from designer.app.widgets.segments import Segments
from designer.app.widgets.style import look
from designer.canvas.document import Document
from designer.canvas.items.detail import detail_at
from designer.canvas.view import BoardView
from designer.catalog.library import Catalog
from designer.model.critique import Critique
from designer.model.design import BoundaryKind, ConnectionKind
from designer.report.critique.outline import part_names

_LEFT, _BOARD, _RIGHT, _REVIEW = 248, 380, 364, 460
_REVIEW_SHARE = 0.3
"""Of the window's width, what the critique takes at most beside a board that is still drawn on."""
_TABS = (("brief", "Brief"), ("framing", "Framing"), ("details", "Details"), ("numbers", "Numbers"),
         ("critique", "Critique"))  # fmt: skip
_HINT = (
    "Drag a component onto the board, or press / and type its name",
    "Drag from the edge of one box to another to connect them",
    "Press ? for all keys",
)


class Workspace(QWidget):
    """Board and panels; it knows nothing of files or clocks."""

    state_changed = Signal()
    """What can be done may have changed: the selection, the history, the critique."""

    def __init__(self, catalog: Catalog, titles: Mapping[str, str], actions: Mapping[str, QAction]) -> None:
        """Make the page; `actions` are the window's, for the strips."""
        super().__init__()
        self.document = Document()
        self.board = BoardView(self.document, catalog, look().theme)
        self.board.set_empty_hint("An empty board", _HINT)
        self.top = TopBar()
        self.palette_panel = PalettePanel(catalog)
        self.brief = BriefPanel(titles)
        self.framing = FramingPanel(self.document)
        self.inspector = Inspector(self.document, catalog, self._shared())
        self.numbers = BoardNumbers(self.document, self.board)
        self.review = ReviewPanel()
        self.critique: Critique | None = None
        self.over = False
        self.tabs = Segments("Panel", _TABS, tight=True)
        for tab in ("numbers", "critique"):
            self.tabs.offer(tab, on=False)
        self._resting = "brief"
        self._palette_returns = False
        self._build(catalog, actions)
        self._connect()

    def _shared(self) -> list[SharedAction]:
        return [
            ("Connect in the order chosen", "flow-arrow", lambda: self.board.hands.connect_selected()),
            ("Duplicate", "copy-simple", lambda: self.board.hands.duplicate()),
            ("Delete", "trash", lambda: self.board.hands.delete_selection()),
        ]

    def _build(self, catalog: Catalog, actions: Mapping[str, QAction]) -> None:
        self._side = QStackedWidget()
        for panel in (self.brief, self.framing, self.inspector, self.numbers.panel, self.review):
            self._side.addWidget(panel)
        self.right = QFrame()
        self.right.setProperty("role", "right")
        layout = column(spacing=0)
        layout.addLayout(row(self.tabs, None, margins=(12, 12, 12, 8)))
        layout.addWidget(self._side, 1)
        self.right.setLayout(layout)
        self.right.setMinimumWidth(_RIGHT)
        self.board.setMinimumWidth(_BOARD)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in (self.palette_panel, self.board, self.right):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_LEFT, 1000, _RIGHT])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top)
        outer.addWidget(self.splitter, 1)
        self.strip = ConnectionStrip(catalog)
        self.view_strip = ViewStrip(actions, self.zoom_100)
        self._corners = [
            Corner(self.strip, self.board, top=True, side="centre"),
            Corner(self.numbers.faults.strip, self.board, top=True, side="centre"),
            Corner(self.view_strip, self.board, top=False, side="left"),
            Corner(self.numbers.strip, self.board, top=False, side="right", avoid=self.view_strip),
        ]
        self.banner = Banner(self.board)
        self.notice = Notice(self)

    def _connect(self) -> None:
        self.palette_panel.added.connect(self._place)
        self.palette_panel.left.connect(self._focus_board)
        self.board.selection_changed.connect(self._follow_selection)
        self.board.refused.connect(lambda sentence: self.notice.say(sentence, refused=True))
        self.board.connecting_changed.connect(self._tell_connecting)
        self.board.zoom_changed.connect(self.view_strip.show_zoom)
        self.document.changed.connect(lambda _edit: self._follow_drawing())
        self.numbers.offered.connect(lambda on: self.tabs.offer("numbers", on=on))
        self.numbers.faults.changed.connect(self._follow_faults)
        self.inspector.wanted.connect(lambda id_: self.board.select([id_]))
        self.review.selected.connect(self._light)
        self.tabs.chosen.connect(self._show_tab)
        self.strip.chosen.connect(self._choose_connections)

    def _place(self, kind: str) -> None:
        if self.board.hands.place(kind):
            self._focus_board()

    def _focus_board(self) -> None:
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_selection(self, ids: list[str]) -> None:
        if self.numbers.faults.on:
            return  # a click breaks things then
        self.inspector.show_selection(ids)
        if self.over:
            if ids and self.review.isVisible():
                self.review.show_about(ids[-1])
        else:
            self.tabs.choose("details" if ids else self._resting)
        self.state_changed.emit()

    def _tell_connecting(self, on: bool) -> None:
        if on:
            self.notice.say("Press on a component and drag to another to connect them; Escape ends this.")
        elif self.notice.text.startswith("Press on a component"):
            self.notice.hide()

    def _show_tab(self, tab: str) -> None:
        self._side.setCurrentIndex(list(self.tabs.buttons).index(tab))
        if tab != "details":
            self._resting = tab
        self._light(self.review.current if tab == "critique" else None)  # nothing is dim while it is not spoken of

    def _follow_drawing(self) -> None:
        if self.critique is not None:
            self.review.say_stale()
        self.state_changed.emit()

    def _light(self, card: Card | None) -> None:
        if card is not None and not self.board.read_only:
            self.board.select(())
        self.board.highlight(card.lights if card is not None else ())

    # what the commands do

    def undo(self) -> None:
        """Take the last edit back."""
        self.document.undo()

    def redo(self) -> None:
        """Do it again."""
        self.document.redo()

    def zoom_100(self) -> None:
        """Show the board at its actual size."""
        self.board.zoom_to(1.0)

    def draw_connections(self, kind: str) -> None:
        """Draw connections of this kind from now on, of the kind that fits best when it is empty, and say so."""
        self._choose_connections(kind)
        said = f"{kind.title()} connections from now on; press 0 for the best fit." if kind else "The best fit again."
        self.notice.say(said)

    def _choose_connections(self, kind: str) -> None:
        self.strip.choose(kind)
        self.board.hands.connect_kind(ConnectionKind(kind) if kind else None)

    def enclose(self, kind: str) -> None:
        """Draw a boundary of this kind round the selected components."""
        self.board.hands.enclose(BoundaryKind(kind))

    def find_component(self) -> None:
        """Go to the palette's search field."""
        self.palette_panel.show()
        self.palette_panel.focus()

    def show_brief(self) -> None:
        """Show the question."""
        self.right.show()
        self.tabs.choose("brief")

    def toggle_left(self) -> None:
        """Show or hide the components."""
        self.palette_panel.setVisible(self.palette_panel.isHidden())

    def toggle_right(self) -> None:
        """Show or hide the right panel."""
        self.right.setVisible(self.right.isHidden())

    def next_finding(self) -> None:
        """Choose the next finding."""
        self.tabs.choose("critique")
        self.review.step(1)

    def previous_finding(self) -> None:
        """Choose the finding before."""
        self.tabs.choose("critique")
        self.review.step(-1)

    def break_something(self) -> None:
        """Let clicks break things, to see what is still served."""
        if self.document.design.components:
            self.numbers.faults.begin()
        else:
            self.notice.say("There is nothing to break yet: draw something first.", refused=True)

    def toggle_gauges(self) -> None:
        """Show the numbers at each component, or not; say so where they are too small to be seen."""
        if self.numbers.toggle_gauges() and detail_at(self.board.scale_factor) != "full":
            self.notice.say("Zoom in to read the numbers at the components.")

    def _follow_faults(self) -> None:
        on = self.numbers.faults.on
        self.strip.setVisible(not on and not self.board.read_only)
        self.numbers.faults.strip.setVisible(on)
        self.palette_panel.setEnabled(not on)
        self._focus_board()
        if not on and self.critique is not None:
            self.board.show_findings(states(self.critique.findings))
        self.inspector.set_editable(not self.board.read_only)
        self.state_changed.emit()

    # what the window tells it

    def show_critique(self, critique: Critique, *, final: bool, ask: Ask | None = None) -> None:
        """Show the critique beside the board, with the questions that `ask` works out, once they are wanted.

        When it is final the board can only be read.
        """
        self.numbers.faults.end()
        again = self.critique is not None
        self.over = final
        self.critique = critique
        self.board.set_read_only(final)
        self.inspector.set_editable(not final)
        self.framing.show_answers(on=final)
        if final:
            self._palette_returns = self._palette_returns or not self.palette_panel.isHidden()
            self.palette_panel.hide()
            self.banner.put_away()
        self.right.show()
        self.board.select(())
        self.tabs.offer("critique", on=True)
        self.tabs.choose("critique")
        self._widen(_REVIEW if final else min(_REVIEW, max(_RIGHT, round(self.width() * _REVIEW_SHARE))))
        self.review.show_critique(critique, part_names(self.document.design, self.board.catalog.kinds), ask)
        self.board.show_findings(states(critique.findings))
        self.strip.setVisible(not final)
        if final or not again:
            QTimer.singleShot(0, self.board.zoom_to_fit)  # once the panels have their new widths
        self.state_changed.emit()

    def hide_critique(self) -> None:
        """Go back to drawing."""
        self.numbers.faults.end()
        self.critique = None
        self.over = False
        self.review.questions.offer(None)
        self.board.set_read_only(False)
        self.inspector.set_editable(True)
        self.framing.show_answers(on=False)
        self.board.highlight(())
        self.board.show_findings({})
        self.strip.show()
        if self._palette_returns:
            self.palette_panel.show()
        self._palette_returns = False
        self.tabs.offer("critique", on=False)
        self.tabs.choose("details" if self.board.selected_ids() else "brief")
        self._widen(_RIGHT)
        self.state_changed.emit()

    def _widen(self, width: int) -> None:
        total = sum(self.splitter.sizes()) or self.width()
        left = 0 if self.palette_panel.isHidden() else _LEFT
        self.splitter.setSizes([left, max(_BOARD, total - left - width), width])

    def redress(self) -> None:
        """Follow a new theme."""
        self.board.set_theme(look().theme)
        redress(self)
        self.strip.redress()
        self.inspector.rebuild()
        self.brief.rebuild()
        self.numbers.panel.rebuild()
        self.framing.rebuild()
        self.review.rebuild()
        self.palette_panel.list.viewport().update()
