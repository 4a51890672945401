"""A rule's page over the window: what it asks, why, the flaw and its mending as pictures, its examples and sources."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from designer.app.job import Job
from designer.app.widgets.marks_picture import MarksPicture
from designer.app.widgets.parts import button, clear, column, row, rule, scrolling, words
from designer.app.widgets.sheet import Sheet
from designer.canvas.paint import measure
from designer.catalog.library import catalog
from designer.drawing.sketch import Sketch
from designer.errors import DesignerError
from designer.model.critique import Finding
from designer.report.rules.contrast import Contrast, Part, pictures
from designer.report.rules.page import Case, RulePage

_WIDTH, _HEIGHT, _MARGIN = 820, 860, 28
_ROLES = {"-": "danger", "+": "success"}
_LARGEST = 0.9


def show_rule(window: QWidget, finding: Finding, scenario: str, job: Job) -> Sheet:
    """Open the page of a finding's rule in a scenario; its examples are tried beside the window's own thread."""
    card = QFrame()
    card.setAccessibleName(f"About the rule {finding.title}")
    card.setFixedSize(min(_WIDTH, window.width() - 80), min(_HEIGHT, window.height() - 80))
    inside = QWidget()
    body = QVBoxLayout(inside)
    body.setContentsMargins(0, 4, 16, 12)
    body.setSpacing(12)
    body.addWidget(words("Trying its examples…", "soft"))
    body.addStretch(1)
    area = scrolling(inside)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
    area.setAccessibleName("The rule's page")
    sheet: list[Sheet] = []
    layout = column(words(finding.title, "heading"), 8, rule(), margins=(_MARGIN, 24, 12, 20))
    layout.addWidget(area, 1)
    close = button("Close", lambda: sheet[0].dismiss())
    layout.addLayout(row(None, close, 16))
    card.setLayout(layout)
    sheet.append(Sheet(window, card))
    area.setFocus(Qt.FocusReason.TabFocusReason)
    room = card.width() - 2 * _MARGIN - 8
    job.start(partial(_page, finding.rule, scenario), partial(_fill, body, room), partial(_tell, body))
    sheet[0].gone.connect(job.forget)
    return sheet[0]


def _page(id_: str, scenario: str) -> RulePage:
    from designer.rule_catalogue import page
    from designer.rules.in_use import rubric_in_use

    rubric = rubric_in_use(scenario)
    found = rubric.find(id_)
    if found is None:
        raise DesignerError(f"The rule '{id_}' is no longer among those in use", remedy="check the drawing again")
    return page(rubric, found)


def _tell(body: QVBoxLayout, error: DesignerError) -> None:
    clear(body)
    body.addWidget(words(str(error), "warning"))
    body.addStretch(1)


def _fill(body: QVBoxLayout, room: int, page: RulePage) -> None:
    """Put the page in the place of the words that stood for it."""
    clear(body)
    body.addWidget(words(" · ".join(page.facts), "caption"))
    for title, text in page.sections:
        body.addLayout(column(words(title, "section"), words(text), spacing=1))
    if page.contrast:
        _show_contrast(body, page.contrast, room)
    if page.cases:
        body.addSpacing(8)
        body.addWidget(words("Examples", "title"))
    for case in page.cases:
        body.addLayout(_case(case))
    sources = words("\n".join(page.rule.sources), "caption")
    sources.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    body.addLayout(column(words("Sources", "section"), sources, spacing=1))
    body.addStretch(1)


def _show_contrast(body: QVBoxLayout, shown: Contrast, room: int) -> None:
    body.addSpacing(8)
    body.addLayout(column(words("The flaw, and how it is mended", "title"), words(shown.about, "caption"), spacing=2))
    parts = (shown.flawed, shown.mended)
    for part, sketch in zip(parts, pictures(shown, catalog().kinds, measure), strict=True):
        body.addLayout(column(words(part.title, "section"), words(part.finding.message), spacing=1))
        body.addWidget(_picture(part, sketch, room))
    lines = column(spacing=2)
    for line in shown.lines:
        lines.addLayout(_line(str(line)))
    body.addLayout(lines)


def _line(text: str) -> QHBoxLayout:
    sign = words(text[:1].replace("-", "–"), _ROLES[text[:1]], wrap=False)
    sign.setFixedWidth(10)
    layout = row(spacing=6)
    layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(words(text[2:], "soft"), 1)
    return layout


def _case(case: Case) -> QVBoxLayout:
    role = {"pass": "success", "fail": "danger"}.get(case.verdict, "soft")
    head = row(spacing=12)
    head.addWidget(words(f"{case.number}  {case.title}"), 1)
    head.addWidget(words(case.judged, role, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    layout = column(spacing=2)
    layout.addLayout(head)
    for line in case.change:
        layout.addLayout(_line(line))
    return layout


def _picture(part: Part, sketch: Sketch, room: int) -> MarksPicture:
    """Show a part of a drawing on a panel of its own, as wide as there is room."""
    bounds, said = sketch.bounds, f"{part.title}: {part.finding.message}"
    scale = min(room / bounds.width, _LARGEST)
    return MarksPicture(bounds, tuple(sketch.marks), said, scale=scale, width=room, panel=True)
