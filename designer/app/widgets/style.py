"""How the window looks: the theme as a palette, a style sheet and glyphs in the colour of their role."""

from functools import cached_property

from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from designer.app.widgets.glyph import glyph_icon, glyph_pixmap
from designer.canvas.paint import load_fonts, text_font
from designer.drawing.theme import DARK, LIGHT, Theme

_RULES = """
QWidget { color: $ink; font-size: $body_px; }
QMainWindow, QWidget[role="page"] { background: $canvas; }
QFrame[role="panel"], QWidget[role="panel"] { background: $surface; }
QFrame[role="bar"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[role="left"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[role="right"] { background: $surface; border: none; border-left: 1px solid $border; }
QFrame[role="hairline"] { background: $border; border: none; }
QFrame[role="sheet"] { background: $raised; border: 1px solid $border; border-radius: 14px; }
QFrame[role="strip"] { background: $raised; border: 1px solid $border; border-radius: 12px; }
QFrame[role="notice"] { background: $ink; border-radius: 10px; }
QFrame[role="notice"] QToolButton:hover { background: $ink_soft; }
QFrame[role="banner"] { background: $warning_soft; border: 1px solid $warning; border-radius: 10px; }
QFrame[role="well"] { background: $sunken; border: none; border-radius: 10px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }

QLabel { background: transparent; }
QLabel[role="display"] { font-size: $display_px; font-weight: 600; }
QLabel[role="heading"] { font-size: $heading_px; font-weight: 600; }
QLabel[role="title"] { font-size: $title_px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="lead"] { font-size: $title_px; color: $ink_soft; }
QLabel[role="soft"] { color: $ink_soft; }
QLabel[role="muted"] { color: $ink_faint; }
QLabel[role="caption"] { font-size: $caption_px; color: $ink_soft; }
QLabel[role="section"] { font-size: $caption_px; font-weight: 600; color: $ink_faint; }
QLabel[role="label"] { font-size: $small_px; font-weight: 500; color: $ink_soft; }
QLabel[role="error"] { font-size: $small_px; color: $danger; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="success"] { color: $success; }
QLabel[role="notice"] { color: $canvas; }
QLabel[role="clock"] { font-size: 24px; font-weight: 600; }
QLabel[role="clock-warning"] { font-size: 24px; font-weight: 600; color: $warning; }
QLabel[role="clock-danger"] { font-size: 24px; font-weight: 600; color: $danger; }
QLabel[role="score"] { font-size: 44px; font-weight: 600; }
QLabel[role="key"] { background: $sunken; border: 1px solid $border; border-radius: 5px; padding: 1px 6px;
    font-size: $caption_px; color: $ink_soft; }
QLabel[role="chip"] { background: $accent_soft; color: $accent; border-radius: 9px; padding: 2px 8px;
    font-size: $caption_px; font-weight: 500; }
QLabel[role="chip-plain"] { background: $sunken; color: $ink_soft; border-radius: 9px; padding: 2px 8px;
    font-size: $caption_px; }
QLabel[role="chip-danger"] { background: $danger_soft; color: $danger; border-radius: 9px; padding: 2px 8px;
    font-size: $caption_px; font-weight: 500; }

QPushButton, QToolButton, QCheckBox { outline: none; }
QPushButton { background: $surface; border: 1px solid $border; border-radius: 8px; padding: 7px 14px;
    font-weight: 500; min-height: 18px; }
QPushButton:hover { background: $hover; border-color: $border_strong; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border: 2px solid $focus; padding: 6px 13px; }
QPushButton:disabled { color: $ink_faint; background: $sunken; border-color: $border; }
QPushButton[role="accent"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[role="accent"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="accent"]:focus { border: 2px solid $ink; }
QPushButton[role="danger"] { background: $danger; color: $surface; border: 1px solid $danger; }
QPushButton[role="danger"]:focus { border: 2px solid $ink; }
QPushButton[role="card"] { background: $surface; border: 1px solid $border; border-radius: 14px; padding: 0;
    text-align: left; font-weight: 400; }
QPushButton[role="card"]:hover { border: 1px solid $accent; background: $surface; }
QPushButton[role="card"]:focus { border: 2px solid $focus; }
QPushButton[role="card"]:pressed { background: $hover; }
QFrame[role="finding"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[role="finding"]:hover { border-color: $border_strong; }
QFrame[role="finding-open"] { background: $surface; border: 1px solid $accent; border-radius: 10px; }
QFrame[role="finding"]:focus, QFrame[role="finding-open"]:focus { border: 2px solid $focus; }
QFrame[role="resume"] { background: $accent_soft; border: 1px solid $accent; border-radius: 14px; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; color: $ink_soft;
    padding: 6px 10px; }
QPushButton[role="quiet"]:hover { background: $hover; color: $ink; }
QPushButton[role="quiet"]:focus { border: 2px solid $focus; padding: 5px 9px; }
QPushButton[role="link"] { background: transparent; border: 2px solid transparent; color: $accent; padding: 2px 4px;
    text-align: left; min-height: 16px; margin-left: -6px; }
QPushButton[role="link"]:hover { color: $accent_hover; background: $accent_soft; }
QPushButton[role="link"]:focus { border: 2px solid $focus; border-radius: 6px; }
QPushButton[role="fold"] { background: transparent; border: 2px solid transparent; padding: 4px 0; text-align: left;
    font-weight: 600; color: $ink_soft; }
QPushButton[role="fold-small"] { background: transparent; border: 2px solid transparent; padding: 1px 0;
    text-align: left; font-size: $caption_px; font-weight: 500; color: $ink_soft; min-height: 16px; }
QPushButton[role="fold"]:hover, QPushButton[role="fold-small"]:hover { color: $ink; }
QPushButton[role="fold"]:focus, QPushButton[role="fold-small"]:focus { border: 2px solid $focus; border-radius: 6px; }
QPushButton[role="segment"], QPushButton[role="segment-tight"] { background: transparent;
    border: 2px solid transparent; border-radius: 7px;
    padding: 4px 12px; color: $ink_soft; }
QPushButton[role="segment"]:hover, QPushButton[role="segment-tight"]:hover { color: $ink; }
QPushButton[role="segment"]:checked, QPushButton[role="segment-tight"]:checked { background: $raised;
    color: $ink; border: 2px solid $raised; }
QPushButton[role="segment"]:focus, QPushButton[role="segment-tight"]:focus { border: 2px solid $focus; }
QPushButton[role="segment-tight"] { padding: 5px 7px; }
QPushButton[role="breakable"] { padding: 4px 12px; }
QPushButton[role="breakable"]:checked { background: $danger_soft; color: $danger; border: 1px solid $danger; }
QPushButton[role="breakable"]:focus { border: 2px solid $focus; padding: 3px 11px; }
QFrame[role="meter"] { border: 2px solid transparent; border-radius: 6px; margin: 0 -6px; padding: 1px 4px; }
QFrame[role="meter"]:focus { border: 2px solid $focus; }
QFrame[role="segments"] { background: $sunken; border: 1px solid $border; border-radius: 9px; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: 8px; padding: 5px;
    color: $ink_soft; font-weight: 500; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border: 2px solid $focus; }
QToolButton:disabled { color: $ink_faint; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox { background: $field; border: 1px solid $border;
    border-radius: 8px; padding: 6px 9px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QSpinBox:hover { border-color: $border_strong; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $focus; padding: 5px 8px; }
QLineEdit[wrong="true"] { border: 1px solid $danger; background: $danger_soft; }
QLineEdit[wrong="true"]:focus { border: 2px solid $danger; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $ink_soft; background: $sunken; }
QLineEdit[role="large"] { font-size: $title_px; padding: 9px 12px; }
QLineEdit[role="large"]:focus { padding: 8px 11px; }
QComboBox { combobox-popup: 0; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; background: transparent; padding: 0; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; outline: none; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $ink; }
QComboBox QAbstractItemView::item { padding: 6px 8px; min-height: 18px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QDialog, QFileDialog { background: $surface; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $ink_faint; border: none; border-bottom: 1px solid $border;
    padding: 5px 6px; font-size: $caption_px; font-weight: 600; }
QFileDialog QTreeView, QFileDialog QListView { border: 1px solid $border; border-radius: 8px; }
QSpinBox QLineEdit, QSpinBox QLineEdit:focus { border: none; background: transparent; padding: 0; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QCheckBox { spacing: 10px; padding: 3px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus { border: 2px solid $focus; }

QListView, QListWidget, QTreeView, QTableView { background: transparent; border: none; outline: none; }
QListWidget::item { border-radius: 8px; }
QListWidget::item:selected { background: $accent_soft; }
QListWidget::item:hover:!selected { background: $hover; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: 3px; min-height: 36px; min-width: 36px; }
QScrollBar::handle:hover { background: $border_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }

QMenuBar { background: $surface; color: $ink_soft; padding: 2px 8px; border: none; }
QMenuBar::item { padding: 5px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; color: $ink; }
QMenu { background: $raised; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $ink_faint; }
QMenu::separator { height: 1px; background: $border; margin: 6px 8px; }
QMenu::icon { padding-left: 10px; }
QToolTip { background: $ink; color: $canvas; border: none; padding: 6px 9px; font-size: $small_px; }
"""


class Look:
    """A theme in Qt's terms; there is one at a time, `look()`."""

    def __init__(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.theme = theme
        self.colours = theme.colors

    @cached_property
    def scrim(self) -> QColor:
        """What dims the window under a sheet."""
        colour = QColor("#000000" if self.theme.dark else self.colours["ink"])
        colour.setAlphaF(0.55 if self.theme.dark else 0.32)
        return colour

    @property
    def notice_ink(self) -> str:
        """The colour of words on a notice, which is dark by day and light by night."""
        return self.colours["canvas"]

    @property
    def notice_warning(self) -> str:
        """The colour of a refusal's mark on a notice: the other theme's warning."""
        return (LIGHT if self.theme.dark else DARK).colors["warning"]

    def glyph(self, name: str, size: int, colour: str) -> QPixmap:
        """Give a glyph in a hex colour or in a role's."""
        return glyph_pixmap(name, size, self.colours.get(colour, colour))

    def icon(self, name: str, size: int, role: str = "") -> QIcon:
        """Give a button's glyph, in the colour of the words on such a button."""
        colours = {"accent": "on_accent", "danger": "surface", "link": "accent", "notice": "canvas"}
        return glyph_icon(name, size, self.colours[colours.get(role, "ink_soft")], self.colours["border_strong"])

    @cached_property
    def sheet(self) -> str:
        """The style sheet of the whole window."""
        sizes = self.theme.sizes
        values = {
            **self.colours,
            "field": self.colours["sunken" if self.theme.dark else "surface"],
            "caption_px": f"{sizes.caption:g}px",
            "small_px": f"{sizes.caption + 1:g}px",
            "body_px": f"{sizes.body:g}px",
            "title_px": f"{sizes.title:g}px",
            "heading_px": f"{sizes.heading:g}px",
            "display_px": f"{sizes.display:g}px",
        }
        text = _RULES
        for name in sorted(values, key=len, reverse=True):
            text = text.replace(f"${name}", values[name])
        return text

    @cached_property
    def palette(self) -> QPalette:
        """The palette, for what a style sheet does not reach; a plain X11 ignores the request for a dark scheme."""
        made = QPalette()
        for role, name in (
            (QPalette.ColorRole.Window, "canvas"),
            (QPalette.ColorRole.WindowText, "ink"),
            (QPalette.ColorRole.Base, "surface"),
            (QPalette.ColorRole.AlternateBase, "sunken"),
            (QPalette.ColorRole.Text, "ink"),
            (QPalette.ColorRole.Button, "surface"),
            (QPalette.ColorRole.ButtonText, "ink"),
            (QPalette.ColorRole.ToolTipBase, "ink"),
            (QPalette.ColorRole.ToolTipText, "canvas"),
            (QPalette.ColorRole.PlaceholderText, "ink_faint"),
            (QPalette.ColorRole.Highlight, "accent"),
            (QPalette.ColorRole.HighlightedText, "on_accent"),
            (QPalette.ColorRole.Link, "accent"),
            (QPalette.ColorRole.Mid, "border"),
            (QPalette.ColorRole.Dark, "border_strong"),
            (QPalette.ColorRole.Light, "raised"),
        ):
            made.setColor(role, QColor(self.colours[name]))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            made.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.colours["ink_faint"]))
        return made


_now: list[Look] = [Look(LIGHT)]


def look() -> Look:
    """Give the look that the window has now."""
    return _now[0]


def wear(app: QApplication, theme: Theme) -> Look:
    """Dress the whole app in a theme."""
    load_fonts()
    _now[0] = Look(theme)
    app.setStyle("Fusion")
    app.setPalette(look().palette)
    app.setFont(text_font(theme.sizes.body))
    app.setStyleSheet(look().sheet)
    return look()
