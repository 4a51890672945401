"""After the drill: how others draw it, as boards to look round in, and what an interviewer would go on to ask."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from designer.app.job import Job
from designer.app.widgets.parts import button, column, row, rule, scrolling, set_role, words
from designer.app.widgets.segments import Segments
from designer.app.widgets.sheet import Sheet
from designer.app.widgets.style import look
from designer.canvas.document import Document
from designer.canvas.view import BoardView
from designer.catalog.library import DESIGN_ENDING, catalog, reference_names, scenario_folder
from designer.errors import DesignerError
from designer.model.critique import Critique
from designer.model.design import Design
from designer.model.scenario import Scenario

TITLES = {"interview": "In the time there is", "reference": "For production", "alternative": "Another way"}
"""What each reference is to a person, in the order in which they are offered; any other stands under its own name."""
_WIDTH, _HEIGHT, _SIDE = 1500, 940, 340


def show_debrief(window: QWidget, scenario: Scenario, job: Job) -> Sheet:
    """Show the references of a scenario that ships and what was kept back during the drill."""
    card = QFrame()
    card.setAccessibleName(f"How others draw “{scenario.title}”")
    card.setFixedSize(min(_WIDTH, window.width() - 80), min(_HEIGHT, window.height() - 80))
    sheet: list[Sheet] = []
    references = References(scenario, job)
    parts = QSplitter(Qt.Orientation.Horizontal)
    parts.setHandleWidth(1)
    parts.setChildrenCollapsible(False)
    parts.addWidget(references.board)
    parts.addWidget(_told(scenario))
    parts.setStretchFactor(0, 1)
    parts.setSizes([card.width() - _SIDE, _SIDE])
    top = row(words("How others draw it", "heading", wrap=False), None, references.choice, spacing=16)
    layout = column(margins=(24, 20, 24, 18), spacing=10)
    layout.addLayout(top)
    layout.addWidget(references.about)
    layout.addWidget(rule())
    layout.addWidget(parts, 1)
    close = button("Close", lambda: sheet[0].dismiss())
    layout.addLayout(row(None, close))
    card.setLayout(layout)
    sheet.append(Sheet(window, card))
    sheet[0].gone.connect(job.forget)
    references.show(references.choice.value)
    close.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet[0]


class References:
    """The boards of a scenario's references, one of them in sight."""

    def __init__(self, scenario: Scenario, job: Job) -> None:
        """Offer what lies in the scenario's folder."""
        self._scenario, self._job = scenario, job
        names = reference_names(scenario_folder(scenario.id))
        known = [name for name in TITLES if name in names]
        offered = [*known, *(name for name in names if name not in TITLES)]
        self.choice = Segments("Reference", [(name, TITLES.get(name, name.title())) for name in offered])
        self.choice.chosen.connect(self.show)
        self.about = words("", "caption")
        self.document = Document()
        self.board = BoardView(self.document, catalog(), look().theme)
        self.board.set_read_only(True)
        self.board.setAccessibleName("Reference design")

    def show(self, name: str) -> None:
        """Open a reference, and say what it would get once that is known."""
        self._job.start(partial(_graded, self._scenario, name), self._opened, self._failed)

    def _opened(self, result: tuple[Design, Critique]) -> None:
        design, critique = result
        self.document.open(design)
        QTimer.singleShot(0, self.board.zoom_to_fit)
        missed = len([finding for finding in critique.findings if 0 < finding.points.possible > finding.points.earned])
        self.about.setText(
            f"{len(design.components)} components, {len(design.connections)} connections. "
            f"It gets {critique.score.percent:g} % at {critique.level.value} level"
            f"{f', and misses something of {missed} rules' if missed else ''}: there is no one right answer."
        )

    def _failed(self, error: DesignerError) -> None:
        self.about.setText(f"{error}.")


def _graded(scenario: Scenario, name: str) -> tuple[Design, Critique]:
    from designer.exchange.formats import load
    from designer.grading import grade

    design = load(scenario_folder(scenario.id) / f"{name}{DESIGN_ENDING}")
    return design, grade(design, scenario.id)


def _told(scenario: Scenario) -> QWidget:
    """Lay out what the interviewer kept back: what is asked next, and the answers to what could be asked."""
    inside = QWidget()
    set_role(inside, "panel")
    body = QVBoxLayout(inside)
    body.setContentsMargins(18, 6, 12, 18)
    body.setSpacing(10)
    _section(body, "What comes next", [(ask, "") for ask in scenario.follow_ups])
    _section(body, "What changed, and a good answer", [(twist.say, twist.answer) for twist in scenario.twists])
    _section(body, "What was worth asking", [(each.ask, each.answer) for each in scenario.clarifications])
    body.addStretch(1)
    area = scrolling(inside)
    area.setMinimumWidth(240)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName("What the interviewer kept back")
    return area


def _section(body: QVBoxLayout, title: str, pairs: Sequence[tuple[str, str]]) -> None:
    if pairs:
        body.addSpacing(6)
        body.addWidget(words(title, "title"))
    for strong, soft in pairs:
        said = [words(strong)] if not soft else [words(strong, "strong"), words(soft, "soft")]
        body.addLayout(column(*said, spacing=1))
