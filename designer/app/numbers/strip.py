"""The quiet strip under the board while somebody practises: what a client would see, in four numbers."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel

from designer.app.widgets.parts import column, row, words
from designer.app.widgets.strip import Strip
from designer.model.analysis import Analysis
from designer.model.critique import Estimate
from designer.report.numbers.figures import bracket
from designer.report.words import estimate

SHOWN: Mapping[str, str] = {
    "availability": "available",
    "p99_ms": "p99",
    "capacity_per_s": "capacity",
    "cost_usd_per_month": "cost",
}


class NumbersStrip(Strip):
    """Four numbers with their names; hovering says how each was found."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__("Numbers of the drawing")
        self.values: dict[str, QLabel] = {}
        layout = row(spacing=18, margins=(16, 6, 16, 6))
        for name, title in SHOWN.items():
            self.values[name] = words("–", "strong", wrap=False)
            layout.addLayout(column(self.values[name], words(title, "caption", wrap=False), spacing=0))
        self.setLayout(layout)
        self.hide()

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show these numbers; a drawing without a request path has none."""
        found = dict(analysis.estimates) if analysis is not None else {}
        known = {name: found[name] for name in SHOWN if name in found}
        self.setVisible(any(each.value is not None for name, each in known.items() if name != "cost_usd_per_month"))
        for name, label in self.values.items():
            each = known.get(name)
            label.setText(estimate(each) if each is not None and each.value is not None else "–")
            label.setToolTip(_rests_on(each) if each is not None else "")
        layout = self.layout()
        if layout is not None:
            layout.activate()  # or the size would be that of the words before
        self.adjustSize()


def _rests_on(found: Estimate) -> str:
    return "\n".join(filter(None, (found.statement, bracket(found).capitalize(), *found.assumes)))
