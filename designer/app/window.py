"""The main window: its two pages, the sheets over them, the theme, and what it says in its title."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from designer.app.commands.action import State
from designer.app.commands.command_palette import show_commands
from designer.app.commands.menus import Commands, shown_keys
from designer.app.commands.shortcut_sheet import show_shortcuts
from designer.app.drill.attempt import Attempt
from designer.app.drill.drill import Drill
from designer.app.file_dialog import ask_with_dialog
from designer.app.files import Files
from designer.app.home.page import NAME, HomePage
from designer.app.settings import SettingsFile
from designer.app.widgets.notice import Notice
from designer.app.widgets.parts import redress
from designer.app.widgets.sheet import Sheet, tell
from designer.app.widgets.style import look, wear
from designer.catalog.library import catalog, scenarios
from designer.drawing.theme import DARK, LIGHT, Theme

if TYPE_CHECKING:
    from designer.app.workspace import Workspace
    from designer.canvas.view import BoardView

SMALLEST = (960, 600)
USUAL = (1440, 900)
FRAME = (16, 40)
"""What a window manager puts round a window, about: it is not known before the window is shown."""
BUSY = "One moment…"


def theme_of(appearance: str) -> Theme:
    """Give the theme that a setting asks for; "auto" follows the system."""
    scheme = QGuiApplication.styleHints().colorScheme()
    dark = appearance == "dark" or (appearance == "auto" and scheme == Qt.ColorScheme.Dark)
    return DARK if dark else LIGHT


class Window(QMainWindow):
    """Home and board; `drill` is what is done with the drawing, `files` where it lies."""

    def __init__(self, settings: SettingsFile, folder: Path) -> None:
        """Show the home page; attempts are kept in this folder."""
        super().__init__()
        self.settings = settings
        self.sheet: Sheet | None = None
        self._leaving = False
        self.setMinimumSize(*SMALLEST)
        self.resize(QSize(*USUAL).boundedTo(self.screen().availableSize() - QSize(*FRAME)))
        if settings.now.geometry:
            self.restoreGeometry(QByteArray.fromHex(settings.now.geometry.encode()))
        self.setAcceptDrops(True)
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.home = HomePage(tuple(scenarios().values()))
        self.pages.addWidget(self.home)
        self.notice = Notice(self)
        self.attempt = Attempt(folder)
        ask_path = ask_with_dialog(self, lambda folder: settings.change(last_folder=folder))
        self.files = Files(lambda: self.workspace.document, ask_path, lambda: settings.now.last_folder)
        self.drill = Drill(self)
        self.commands = Commands(self, self.states)
        self._connect()
        self.show_home()

    def _connect(self) -> None:
        self.home.started.connect(self.drill.start)
        self.home.wanted.connect(self._home_wants)
        self.home.resumed.connect(self.drill.resume)
        self.home.discarded.connect(self.drill.discard)
        self.files.failed.connect(self.tell)
        self.files.done.connect(self.notice.say)
        self.files.opened.connect(self.drill.open_file)
        self.files.overtaken.connect(self.drill.ask_overwrite)
        self.files.changed.connect(self.follow)
        self.drill.job.busy_changed.connect(self._show_busy)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self.dress())

    @cached_property
    def workspace(self) -> Workspace:
        """The page with the board, made when it is first needed."""
        from designer.app.drill.twists import Twists  # half of the code, and the home page needs none of it
        from designer.app.workspace import Workspace

        titles = {id_: found.title for id_, found in scenarios().items()}
        made = Workspace(catalog(), titles, self.commands.actions)
        made.state_changed.connect(self.follow)
        self.twists = Twists(self.attempt, made)
        made.top.wanted.connect(self.commands.run_id)
        made.brief.chosen.connect(self.drill.answer)
        made.document.edited.connect(self.attempt.note)
        made.numbers.faults.still = self.settings.now.still
        made.palette_panel.setVisible(self.settings.now.left_panel)
        made.right.setVisible(self.settings.now.right_panel)
        self.pages.addWidget(made)
        return made

    @property
    def board(self) -> BoardView:
        """The board."""
        return self.workspace.board

    @property
    def drawing(self) -> bool:
        """Whether the board is in sight."""
        return self.pages.currentWidget() is not self.home

    def states(self) -> frozenset[str]:
        """Name what holds now; while a sheet is open nothing can be done but answer it."""
        if self.sheet is not None:
            return frozenset()
        if not self.drawing:
            return frozenset({State.FREE, State.SEARCHABLE})
        work = self.workspace
        holding = {
            State.FREE: True,
            State.BOARD: True,
            State.EDITABLE: not work.board.read_only,
            State.SEARCHABLE: not work.board.read_only,
            State.SELECTION: bool(work.board.selected_ids()),
            State.CAN_UNDO: work.document.can_undo,
            State.CAN_REDO: work.document.can_redo,
            State.SCENARIO: self.drill.scenario is not None,
            State.RUNNING: self.attempt.running,
            State.CHECKABLE: not self.attempt.silent and not work.board.read_only,
            State.CRITIQUE: work.critique is not None,
            State.NUMBERS: not self.attempt.silent,
            State.OVER: work.over,
        }
        return frozenset(name for name, holds in holding.items() if holds)

    # pages

    def show_home(self) -> None:
        """Show the home page, and what can be resumed."""
        self.pages.setCurrentWidget(self.home)
        self.home.focus()
        self.follow()
        QTimer.singleShot(0, self._remember)  # the page first: journals take time to read

    def _remember(self) -> None:
        """Show on the home page what is known of earlier attempts."""
        self.home.show_records(self.attempt.finished())
        if not self.drawing:
            self.home.offer_resume(self.attempt.unfinished())

    def search(self) -> None:
        """Put the cursor in the search field: for a component on the board, for a drill on the home page."""
        if self.drawing:
            self.workspace.find_component()
        else:
            self.home.shelf.search()

    def show_board(self) -> None:
        """Show the board, with the keyboard on it."""
        self.pages.setCurrentWidget(self.workspace)
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)
        self.follow()

    def _home_wants(self, what: str) -> None:
        wishes: dict[str, Callable[[], object]] = {
            "open": self.files.open,
            "blank": self.drill.open_blank,
        }
        wishes[what]()

    def follow(self) -> None:
        """Bring title, buttons and menus up to what holds now."""
        self.commands.refresh()
        if not self.drawing:
            self.setWindowTitle(NAME)
            self.setWindowModified(False)
            return
        work, design = self.workspace, self.workspace.document.design
        work.numbers.follow(self.drill.scenario, on=not self.attempt.silent)
        self.twists.follow()
        self.commands.name_undo(work.document.undo_label, work.document.redo_label)
        named = design.title or (self.files.path.name if self.files.path else "Untitled")
        self.setWindowTitle(f"{named.replace('[*]', '[*][*]')}[*] — {NAME}")  # Qt reads [*] as "modified"
        self.setWindowModified(self.files.modified)
        work.top.show_drawing(named, self._about())
        if self.sheet is None:
            shown = {"check", "stop"} | (
                {"references", "keep-drawing", "save", "export-pdf"} if work.critique is not None else set()
            )
            work.top.show_buttons({name for name in shown if self.commands.actions[name].isEnabled()})

    def _about(self) -> str:
        parts = [self.drill.about()]
        if self.attempt.running:
            parts.append("every change is kept" if self.attempt.kept else "changes are not kept: save the drawing")
        elif self.files.path is None:
            parts.append("not saved in a file" if self.files.modified else "")
        else:
            parts.append(f"{self.files.path.name}{': not saved' if self.files.modified else ', saved'}")
        return " · ".join(part for part in parts if part)

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self.notice.say(BUSY, stays=True)
        elif self.notice.text == BUSY:
            self.notice.hide()

    # sheets

    def show_sheet(self, make: Callable[[], Sheet]) -> Sheet:
        """Show a sheet; until it goes, no command can be given."""
        if self.sheet is not None:
            self.sheet.finish()
        self.sheet = sheet = make()
        sheet.gone.connect(lambda: self._sheet_gone(sheet))
        self.follow()
        return sheet

    def _sheet_gone(self, sheet: Sheet) -> None:
        if self.sheet is sheet:
            self.sheet = None
            self.follow()

    def tell(self, title: str, text: str) -> None:
        """Say something that has to be read."""
        self.show_sheet(lambda: tell(self, title, text))

    def show_commands(self) -> None:
        """Open the command palette."""
        offered = self.commands.offered()
        self.show_sheet(lambda: show_commands(self, offered, shown_keys, self.commands.run))

    def show_shortcuts(self) -> None:
        """Open the page of keys."""
        self.show_sheet(lambda: show_shortcuts(self, shown_keys))

    # looks

    def toggle_theme(self) -> None:
        """Change between light and dark, and remember it."""
        self.settings.change(appearance="light" if look().theme.dark else "dark")
        self.dress()

    def dress(self) -> None:
        """Follow the settings' theme."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wear(app, theme_of(self.settings.now.appearance))
        self.commands.redress()
        redress(self)
        self.home.redress()
        if "workspace" in self.__dict__:
            self.workspace.redress()

    def toggle_still(self) -> None:
        """Let things on the board move, or stand, and remember it."""
        self.settings.change(still=not self.settings.now.still)
        self.workspace.numbers.faults.still = self.settings.now.still
        self.notice.say("Nothing moves on the board." if self.settings.now.still else "Requests move again.")

    def toggle_full_screen(self) -> None:
        """Fill the screen, or not."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what would be lost, then remember the window's place."""
        if not self._leaving:
            self._leaving = True
            asked: list[bool] = []
            self.drill.let_go(lambda: self._leave(asked))
            asked.append(True)
            if self.sheet is not None:
                self._leaving = False
                event.ignore()
                return
        self.attempt.leave()
        self.settings.change(geometry=bytes(self.saveGeometry().toHex().data()).decode())
        work: Workspace | None = self.__dict__.get("workspace")
        if work is not None and work.critique is None:
            shown = {"left_panel": not work.palette_panel.isHidden(), "right_panel": not work.right.isHidden()}
            self.settings.change(**shown)
        event.accept()

    def _leave(self, asked: list[bool]) -> None:
        if asked:  # answered later, on the sheet
            self._leaving = True
            self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()) and self.sheet is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        local: list[QUrl] = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.files.read(Path(local[0].toLocalFile()))
