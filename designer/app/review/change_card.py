"""One change of a drill in the review: what was said, what is left of the drawing, and the rules to look at again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from designer.app.widgets.parts import button, column, row, words
from designer.report.critique.changes import Aftermath


class ChangeCard(QFrame):
    """A change; each rule that is missed after it leads to its finding."""

    def __init__(self, change: Aftermath, show: Callable[[str], object]) -> None:
        """Show it; `show` is called with the id of a rule that somebody wants to see."""
        super().__init__()
        self.setProperty("role", "well")
        layout = column(
            words(change.title, "section"), words(change.said, "strong"), spacing=5, margins=(12, 10, 8, 10)
        )
        for sentence in change.left:
            layout.addWidget(words(sentence))
        if change.met:
            layout.addWidget(words(change.met, "soft"))
        for rule, title in change.missed:
            seek = button("Show", lambda rule=rule: show(rule), role="quiet")  # type: ignore[misc]
            seek.setAccessibleName(f"Show: {title}")
            line = row(spacing=8)
            line.addWidget(words(f"Missed: {title}", "soft"), 1)
            line.addWidget(seek, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(line)
        self.setLayout(layout)
