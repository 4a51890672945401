"""What is not drawn at all, in the review: each kind, what hangs on it, and the way to the first finding of that."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from designer.app.widgets.parts import button, column, row, words
from designer.catalog.library import catalog
from designer.model.critique import Finding
from designer.report import words as phrases
from designer.rules.absence import absences, titled


class MissingCard(QFrame):
    """Kinds of component for want of which several rules fail, what costs most first."""

    def __init__(self, findings: Sequence[Finding], show: Callable[[str], object]) -> None:
        """Show them; `show` is called with the id of a rule that somebody wants to see."""
        super().__init__()
        self.setProperty("role", "well")
        layout = column(words("Missing altogether", "section"), spacing=6, margins=(12, 10, 8, 10))
        for absent in absences(findings):
            points = phrases.number(sum(finding.points.possible for finding in absent.findings))
            title = f"No {titled(absent.kinds, catalog().kinds)}"
            seek = button("Show", lambda rule=absent.findings[0].rule: show(rule), role="quiet")  # type: ignore[misc]
            seek.setAccessibleName(f"Show: {title}")
            line = row(spacing=8)
            told = column(
                words(title, "strong"), words(f"{len(absent.findings)} findings, {points} points", "soft"), spacing=1
            )
            line.addLayout(told, 1)
            line.addWidget(seek, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(line)
        self.setLayout(layout)
