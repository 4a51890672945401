"""One editor for each type of property: a title, the editor, and below it what is wrong with what was typed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from designer.app.widgets.flow import Flow
from designer.app.widgets.parts import breakable, clear, words
from designer.app.widgets.switch import Choice, Switch
from designer.catalog.quantity import SHOWN, format_value, parse_value
from designer.catalog.words import words as dictionary
from designer.errors import DesignerError
from designer.model.design import PropertyValue
from designer.model.kind import Property, PropertyType

NOT_STATED = "Not stated"
Parse = Callable[[str], PropertyValue]
Write = Callable[[PropertyValue], str]


class Field(QWidget):
    """An editor that commits a value when it is left or Enter is pressed, and never one that cannot be meant."""

    committed = Signal(object)

    def __init__(self, title: str, hint: str = "") -> None:
        """Set the title above where the editor will be."""
        super().__init__()
        self.title = title
        self.setToolTip(hint)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.error = words("", "error")
        self.error.hide()

    def show_value(self, value: PropertyValue) -> None:
        """Show the value as it is kept; the drawing may have changed by undo."""
        raise NotImplementedError

    def head(self) -> None:
        """Put the title on top."""
        self.column.addWidget(words(self.title, "label"))

    def foot(self) -> None:
        """Put the place for what is wrong at the bottom."""
        self.column.addWidget(self.error)


class LineField(Field):
    """A line of words that `parse` reads; what it refuses stays there in red, and the old value stays in force."""

    def __init__(self, title: str, parse: Parse, write: Write, *, placeholder: str = "", hint: str = "") -> None:
        """Read and write values with these two."""
        super().__init__(title, hint)
        self._parse, self._write = parse, write
        self._value: PropertyValue = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(title)
        self.line.setAccessibleDescription(hint)
        self.head()
        self.column.addWidget(self.line)
        self.foot()
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._commit)
        self.line.textEdited.connect(lambda _text: self._complain(""))
        self.line.installEventFilter(self)

    def show_value(self, value: PropertyValue) -> None:
        """Write the value into the line, unless it is what stands there; what was refused stays until it is mended."""
        changed, self._value = value != self._value, value
        if changed or not (self.line.hasFocus() or self.line.property("wrong")):
            self._complain("")
            self._put()

    def _put(self) -> None:
        text = self._write(self._value)
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def _commit(self) -> None:
        if self.line.text() == self._write(self._value):
            self._complain("")
            return
        try:
            value = self._parse(self.line.text())
        except DesignerError as error:
            self._complain(str(error))
            return
        self._complain("")
        changed, self._value = value != self._value, value
        self._put()
        if changed:
            self.committed.emit(value)

    def _complain(self, sentence: str) -> None:
        self.error.setText(breakable(f"{sentence[:1].upper()}{sentence[1:]}.") if sentence else "")
        self.error.setVisible(bool(sentence))
        if bool(self.line.property("wrong")) != bool(sentence):
            self.line.setProperty("wrong", bool(sentence))
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the old value back with Escape."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            given_up = event.key() == Qt.Key.Key_Escape and self.line.text() != self._write(self._value)
            if given_up:
                self._complain("")
                self._put()
                return True
        return False


class ConceptsField(LineField):
    """A sentence in the person's own words, with what was understood of it as chips."""

    def __init__(self, property_: Property, hint: str) -> None:
        """Read the words in the property's family of concepts."""
        super().__init__(
            property_.title,
            lambda text: parse_value(property_, text),
            _words_of,
            placeholder="In your own words",
            hint=hint,
        )
        self._family = property_.concepts
        self.chips = QWidget()
        self._flow = Flow(self.chips)
        self.column.insertWidget(2, self.chips)
        self.line.textChanged.connect(self._understand)
        self._understand("")

    def _understand(self, text: str) -> None:
        clear(self._flow)
        understood = dictionary().understand(self._family, text) if text.strip() and self._family else None
        for concept in sorted(understood.concepts) if understood else ():
            self._flow.addWidget(words(concept.replace("_", " "), "chip", wrap=False))
        for phrase in understood.unknown if understood else ():
            unknown = words(f"{phrase[:40]} ?", "chip-plain", wrap=False)
            unknown.setToolTip("Not a word that the rules know: it is kept, and earns nothing.")
            self._flow.addWidget(unknown)
        self.chips.setVisible(self._flow.count() > 0)
        self.chips.setAccessibleName("Understood")
        self._flow.invalidate()
        self.chips.updateGeometry()


class FlagField(Field):
    """A yes or no; words that were given for a yes are shown as one."""

    def __init__(self, property_: Property, hint: str) -> None:
        """Switch between yes and not stated; between yes and no where yes is the default."""
        super().__init__(property_.title, hint)
        self._default = property_.default
        self.switch = Switch(property_.title)
        self.switch.setAccessibleDescription(hint)
        self.column.addWidget(self.switch)
        self.setFocusProxy(self.switch)
        self.switch.clicked.connect(lambda on: self.committed.emit(True if on else False if self._default else None))

    def show_value(self, value: PropertyValue) -> None:
        """Show the value, or the default where it is not stated."""
        self.switch.setChecked(bool(self._default if value is None else value))


class ChoiceField(Field):
    """One of the options, or other words."""

    def __init__(self, property_: Property, hint: str) -> None:
        """Offer the property's options; the first line is "not stated"."""
        super().__init__(property_.title, hint)
        self._property = property_
        self._value: PropertyValue = None
        self.box = Choice(property_.title)
        self.box.setAccessibleDescription(hint)
        self.box.setEditable(True)
        self.box.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.box.addItems([NOT_STATED, *[option.replace("_", " ") for option in property_.options]])
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText(format_value(property_, property_.default) or NOT_STATED)
            line.setAccessibleName(property_.title)
            line.setObjectName("inner")
            line.editingFinished.connect(self._commit)
        self.head()
        self.column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._choose)

    def show_value(self, value: PropertyValue) -> None:
        """Show the value."""
        self._value = value
        self.box.setEditText(_spoken(value))

    def _choose(self, index: int) -> None:
        if index == 0:
            self.box.setEditText("")
        self._commit()

    def _commit(self) -> None:
        typed = self.box.currentText().strip()
        exact = next((option for option in self._property.options if _spoken(option) == typed.casefold()), typed)
        value = exact or None
        if value != self._value:
            self._value = value
            self.committed.emit(value)


class NoteField(Field):
    """Several lines of words."""

    def __init__(self, title: str, placeholder: str) -> None:
        """Commit when the keyboard goes elsewhere."""
        super().__init__(title)
        self._value = ""
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(placeholder)
        self.text.setAccessibleName(title)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(84)
        self.head()
        self.column.addWidget(self.text)
        self.text.installEventFilter(self)
        self.setFocusProxy(self.text)

    def show_value(self, value: PropertyValue) -> None:
        """Show the words."""
        changed, self._value = value != self._value, str(value or "")
        if changed:
            self.text.setPlainText(self._value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Commit on leaving."""
        if watched is self.text and event.type() == QEvent.Type.FocusOut:
            text = self.text.toPlainText().strip()
            if text != self._value:
                self._value = text
                self.committed.emit(text)
        return False


def field_for(property_: Property) -> Field:
    """Make the editor of a property, by its type."""
    hint = hint_of(property_)
    if property_.type is PropertyType.FLAG:
        return FlagField(property_, hint)
    if property_.type is PropertyType.CHOICE and property_.options:
        return ChoiceField(property_, hint)
    if property_.type is PropertyType.CONCEPTS:
        return ConceptsField(property_, hint)
    spoken = property_.model_copy(update={"name": property_.title})  # so that a refusal speaks of what is on the screen
    placeholder = format_value(property_, property_.default) or SHOWN.get(property_.unit, property_.unit)
    return LineField(
        property_.title,
        lambda text: parse_value(spoken, text),
        lambda value: format_value(property_, value),
        placeholder=placeholder,
        hint=hint,
    )


def hint_of(property_: Property) -> str:
    """Say what a property means, and where its default comes from."""
    default = format_value(property_, property_.default)
    source = f" ({property_.source})" if property_.source else ""
    return f"{property_.meaning}\nDefault: {default}{source}" if default else property_.meaning


def _spoken(value: PropertyValue) -> str:
    return "" if value is None else str(value).replace("_", " ")


def _words_of(value: PropertyValue) -> str:
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
