"""The file dialog: the desktop's own where there is one, else Qt's in our clothes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QToolButton, QWidget

from designer.app.files import AskPath, PathRequest
from designer.app.widgets.style import look

_BUTTONS = {
    "backButton": ("arrow-left", "Back"),
    "forwardButton": ("arrow-right", "Forward"),
    "toParentButton": ("arrow-up", "To the folder above"),
    "newFolderButton": ("folder-plus", "New folder"),
    "listModeButton": ("list", "Names"),
    "detailModeButton": ("rows", "Details"),
}
"""Of Qt's buttons: our glyph and name."""
_ICON_PX = 18


class _Icons(QFileIconProvider):
    """Folders and files in our glyphs."""

    def icon(self, of: QFileIconProvider.IconType | QFileInfo) -> QIcon:
        folder = of.isDir() if isinstance(of, QFileInfo) else of is not QFileIconProvider.IconType.File
        return look().icon("folder" if folder else "file", _ICON_PX)


def ask_with_dialog(parent: QWidget, remember: Callable[[str], object]) -> AskPath:
    """Ask with a dialog; None when the person thinks better of it. `remember` is told the folder that was chosen."""

    def ask(request: PathRequest) -> Path | None:
        dialog = QFileDialog(parent, request.title, str(request.start.parent), ";;".join(request.filters))
        if request.writing:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(request.start.name.partition(".")[2])
            dialog.selectFile(request.start.name)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        icons = _Icons()
        dialog.setIconProvider(icons)
        _dress(dialog)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        if not chosen:
            return None
        remember(str(Path(chosen[0]).parent))
        return Path(chosen[0])

    return ask


def _dress(dialog: QFileDialog) -> None:
    """Put our glyphs on the buttons of Qt's own dialog; the desktop's has none of them."""
    for made in dialog.findChildren(QToolButton):
        glyph, name = _BUTTONS.get(made.objectName(), ("", ""))
        if glyph:
            made.setIcon(look().icon(glyph, _ICON_PX))
            made.setAccessibleName(name)
            made.setToolTip(name)
