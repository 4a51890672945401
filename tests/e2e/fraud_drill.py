"""The fraud drill from the first card to the PDF, by hand; run by `test_drill` in a process with a display of its own.

Arguments: the data folder, the PDF to write. Prints what came of it as JSON.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.app.inspector.field import ConceptsField, FlagField, LineField
from designer.app.main import open_window
from designer.app.palette.search import Match
from designer.app.review.finding_card import FindingCard
from designer.app.window import Window
from designer.model.design import Component, Design
from tests.e2e.hands import Hands, handle, middle, on_board

KINDS = {
    "client": (0.15, 0.25),
    "app_service": (0.45, 0.25),
    "model_server": (0.80, 0.25),
    "prediction_log": (0.45, 0.62),
    "ml_monitor": (0.80, 0.62),
}
"""What is dragged onto the board, and where to: parts of its width and height."""
JOINED = (
    ("client", "app_service"),
    ("app_service", "model_server"),
    ("app_service", "prediction_log"),
    ("prediction_log", "ml_monitor"),
)


class Drill:
    """One person at one window."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.hands = Hands(app, watchdog_s=100)
        self.window: Window = open_window(folder)
        self.window.setGeometry(0, 0, 1600, 1000)
        self.window.show()
        assert QTest.qWaitForWindowExposed(self.window)
        self.window.activateWindow()
        self.hands.spin(0.3)

    @property
    def design(self) -> Design:
        return self.window.workspace.document.design

    def component(self, id_: str) -> Component:
        found = self.design.component(id_)
        assert found is not None
        return found

    def start(self) -> None:
        shelf = self.window.home.shelf
        self.hands.key("slash")
        self.hands.wait("a drill can be looked for", shelf.field.hasFocus)
        self.hands.type("fraud")
        card = next(card for card in shelf.cards if card.scenario.id == "fraud")
        self.hands.wait("it is found", lambda: [one for one in shelf.cards if one.isVisible()] == [card])
        self.hands.click(middle(card))
        self.hands.wait("the drill has begun", lambda: self.window.drawing and self.window.attempt.running)
        self.hands.spin(0.2)

    def drag_in(self, kind: str, place: tuple[float, float]) -> None:
        board, kinds = self.window.board, self.window.workspace.palette_panel.list
        lines = self.window.workspace.palette_panel.lines
        row = next(row for row, line in enumerate(lines.lines) if isinstance(line, Match) and line.kind.id == kind)
        kinds.scrollTo(lines.index(row))
        self.hands.spin(0.1)
        start = kinds.viewport().mapToGlobal(kinds.visualRect(lines.index(row)).center())
        area: QRect = board.viewport().rect()
        inside = QPoint(round(area.width() * place[0]), round(area.height() * place[1]))
        before = len(self.design.components)
        self.hands.drag(start, board.viewport().mapToGlobal(inside))
        self.hands.wait(f"{kind} is on the board", lambda: len(self.design.components) == before + 1)

    def join(self, source: str, target: str) -> None:
        board, before = self.window.board, len(self.design.connections)
        self.hands.hover(on_board(board, source))
        self.hands.drag(handle(board, source), on_board(board, target))
        self.hands.wait(f"{source} leads to {target}", lambda: len(self.design.connections) == before + 1)

    def select(self, id_: str) -> None:
        self.hands.click(on_board(self.window.board, id_))
        self.hands.wait(f"{id_} is selected", lambda: self.window.board.selected_ids() == [id_])
        self.hands.spin(0.1)

    def fill(self, name: str, text: str) -> None:
        form = self.window.workspace.inspector.form
        assert form is not None
        field = form.fields[name]
        assert isinstance(field, LineField)
        self.hands.click(middle(field.line), times=3)
        self.hands.wait(f"{name} has the keyboard", field.line.hasFocus)
        self.hands.key("ctrl+a")
        self.hands.type(text)
        self.hands.wait(f"{name} reads {text}", lambda: field.line.text() == text)
        self.hands.key("Return")

    def inspect(self) -> dict[str, object]:
        """Set properties by clicking and typing; try one that is refused; undo and redo."""
        hands, component = self.hands, self.component
        self.select("model_server")
        self.fill("name", "Scorer")
        hands.wait("the name is set", lambda: component("model_server").name == "Scorer")
        self.fill("replicas", "3")
        hands.wait("the replicas are set", lambda: component("model_server").replicas == 3)
        self.fill("replicas", "0")
        form = self.window.workspace.inspector.form
        assert form is not None
        refusal = form.fields["replicas"].error.text()
        kept = component("model_server").replicas
        hands.key("Escape")
        switch = form.fields["batching"]
        assert isinstance(switch, FlagField)
        hands.click(middle(switch.switch))
        hands.wait("batching is on", lambda: component("model_server").properties.get("batching") is True)
        self.select("ml_monitor")
        self.fill("watches", "feature drift, vibes")
        form = self.window.workspace.inspector.form
        assert form is not None
        assert isinstance(form.fields["watches"], ConceptsField)
        hands.wait("the words are kept", lambda: "watches" in component("ml_monitor").properties)
        hands.click(self.window.board.viewport().mapToGlobal(QPoint(40, 120)))  # nothing: the board has the keyboard
        hands.key("ctrl+z")
        hands.wait("the words are undone", lambda: "watches" not in component("ml_monitor").properties)
        hands.key("ctrl+shift+z")
        hands.wait("the words are redone", lambda: "watches" in component("ml_monitor").properties)
        return {"refusal": refusal, "kept": kept}

    def stop(self) -> None:
        window, hands = self.window, self.hands
        hands.click(middle(window.workspace.top.stop))
        hands.wait("it is asked whether to stop", lambda: window.sheet is not None)
        hands.spin(0.2)
        hands.key("Return")
        hands.wait("the critique is there", lambda: window.workspace.critique is not None)
        hands.spin(0.4)

    def review(self) -> FindingCard:
        review, hands = self.window.workspace.review, self.hands
        card = next(card for card in review.cards if "model_server" in card.finding.subjects)
        review.area.ensureWidgetVisible(card)
        hands.spin(0.2)
        hands.click(card.mapToGlobal(QPoint(card.width() // 2, 16)))
        hands.wait("the finding is open", lambda: review.current is card)
        return card

    def export(self, path: Path) -> None:
        window = self.window
        window.files.ask_path = lambda _request: path
        self.hands.click(middle(window.workspace.top.export))
        self.hands.wait("the PDF is written", lambda: path.exists() and not window.drill.job.busy)


def main() -> None:
    app = QApplication(sys.argv[:1])
    drill = Drill(app, Path(sys.argv[1]))
    drill.start()
    for kind, place in KINDS.items():
        drill.drag_in(kind, place)
    for source, target in JOINED:
        drill.join(source, target)
    told = drill.inspect()
    drill.stop()
    card = drill.review()
    drill.export(Path(sys.argv[2]))
    drill.window.grab().save(str(Path(sys.argv[2]).with_suffix(".png")))
    drill.hands.doing = "leaving"
    design = drill.design
    told |= {
        "platform": app.platformName(),
        "components": sorted(component.id for component in design.components),
        "connections": [(edge.source, edge.target, edge.kind.value) for edge in design.connections],
        "finding": card.finding.message,
        "lit": sorted(card.finding.subjects),
        "notice": drill.window.notice.text,
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
