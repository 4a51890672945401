"""What the board costs, in CPU milliseconds: `xvfb-run -a python tests/bench/canvas.py [components] [repetitions]`.

The drawing is that of the comparison with other canvases: pipelines of twenty components, three connections to two
components, a viewport of 1600 x 1000. Every figure is the median of the repetitions; each is taken in the same process.
"""

import math
import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.canvas.document import Document
from designer.canvas.gestures.gesture import Modifiers
from designer.canvas.gestures.move import MoveGesture
from designer.canvas.view import BoardView
from designer.catalog.library import catalog
from designer.drawing.theme import LIGHT
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.model.edit import Move

KINDS = ("ingest", "feature_store", "trainer", "model_server", "ml_monitor")
BLOCK, STEPS = 20, 40


def pipelines(count: int) -> Design:
    """Make a drawing of so many components."""
    blocks = math.ceil(count / BLOCK)
    columns = max(1, round(math.sqrt(blocks * 1.6 * 680 / 1300)))
    components, connections = [], []
    for number in range(count):
        block, place = divmod(number, BLOCK)
        x = (block % columns) * 1300.0 + (place % 5) * 240.0
        y = (block // columns) * 680.0 + (place // 5) * 150.0
        kind = KINDS[number % len(KINDS)]
        components.append(Component(id=f"c{number}", kind=kind, name=f"{kind} {number}", position=(x, y)))
    for block in range(blocks):
        first, last = block * BLOCK, min(count, (block + 1) * BLOCK)
        pairs = [(n, n + 1) for n in range(first, last - 1)] + [(n, n + 3) for n in range(first, last - 3)][4:15]
        for a, b in pairs:
            kind = list(ConnectionKind)[(a + b) % len(ConnectionKind)]
            connections.append(Connection(id=f"e{a}-{b}", source=f"c{a}", target=f"c{b}", kind=kind))
    return Design(components=tuple(components), connections=tuple(connections))


def cpu_ms(work: Callable[[], object], times: int = 1) -> float:
    """Measure the CPU time of a piece of work, per time that it is done."""
    QApplication.processEvents()
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) * 1000 / times


class Bench:
    """One board, and what is measured of it."""

    def __init__(self, count: int) -> None:
        self.design = pipelines(count)
        self.probe = f"c{(count // BLOCK // 2) * BLOCK + 9}"
        self.document = Document()
        self.view = BoardView(self.document, catalog(), LIGHT)
        self.view.resize(1600, 1000)
        self.view.show()
        QTest.qWaitForWindowExposed(self.view)

    def paint(self) -> None:
        """Paint what is due."""
        QApplication.processEvents()

    def repaint(self) -> None:
        """Paint the whole window, due or not."""
        self.view.viewport().repaint()
        self.paint()

    def select_all(self) -> None:
        """Select everything, painted."""
        self.view.select_all()
        self.paint()

    def build(self) -> None:
        """Open the drawing and show all of it."""
        self.document.open(self.design)
        self.view.zoom_to_fit()
        self.paint()

    def near(self) -> None:
        """Show the probe at 100 %."""
        self.view.zoom_to(1.0)
        self.view.look_at(self.view.board.nodes[self.probe].box.center())
        self.paint()

    def drag(self) -> float:
        """Drag the probe about; the cost of one step, painted."""
        self.view.select([self.probe])
        self.paint()
        start = self.view.board.nodes[self.probe].box.center()
        gesture = MoveGesture(self.view, self.probe, start)
        turns = iter(range(10_000))

        def step() -> None:
            turn = next(turns) / 6
            gesture.drag(start + QPointF(90 * math.cos(turn), 70 * math.sin(turn)), Modifiers.NoModifier)
            self.paint()

        cost = cpu_ms(step, STEPS)
        gesture.cancel()
        self.paint()
        return cost

    def drag_all(self) -> float:
        """Drag everything about; the cost of one step, painted."""
        self.view.select_all()
        self.paint()
        start = self.view.board.nodes[self.probe].box.center()
        gesture = MoveGesture(self.view, self.probe, start)
        turns = iter(range(1, 10_000))

        def step() -> None:
            gesture.drag(start + QPointF(16 * next(turns), 8), Modifiers.NoModifier)
            self.paint()

        cost = cpu_ms(step, 5)
        gesture.cancel()
        self.view.select(())
        self.paint()
        return cost

    def pan(self) -> float:
        """Pan by 16 px a step."""

        def step() -> None:
            self.view.pan(QPointF(-16, 0))
            self.paint()

        return cpu_ms(step, STEPS)

    def zoom_out(self) -> float:
        """Zoom from 100 % until everything is seen; the cost of one step."""
        fit = self.view.scale_factor
        self.near()

        def step() -> None:
            self.view.zoom_at(QPoint(800, 500), self.view.scale_factor / 1.2)
            self.paint()

        steps = max(1, math.ceil(math.log(1 / fit) / math.log(1.2)))
        return cpu_ms(step, steps)

    def undo(self) -> float:
        """Undo and do again a move, painted."""
        x, y = self.view.board.nodes[self.probe].pos().toTuple()
        self.document.do(Move(positions={self.probe: (x + 40, y + 40)}))

        def step() -> None:
            self.document.undo()
            self.paint()
            self.document.redo()
            self.paint()

        cost = cpu_ms(step, 10) / 2
        self.document.undo()
        self.paint()
        return cost

    def run(self) -> dict[str, float]:
        """Take every figure once."""
        figures = {"build and show all": cpu_ms(self.build)}
        figures["repaint, all visible"] = cpu_ms(self.repaint, 5)
        figures["drag one, all visible"] = self.drag()
        figures["undo one, all visible"] = self.undo()
        figures["select all"] = cpu_ms(self.select_all)
        self.view.select(())
        figures["move all, all visible"] = self.drag_all()
        figures["zoom out, a step"] = self.zoom_out()
        self.near()
        figures["repaint at 100 %"] = cpu_ms(self.repaint, 5)
        figures["drag one at 100 %"] = self.drag()
        figures["pan at 100 %"] = self.pan()
        return figures


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    app = QApplication(sys.argv[:1])
    bench = Bench(count)
    rounds = [bench.run() for _ in range(times)]
    print(f"{count} components, {len(bench.design.connections)} connections, {app.platformName()}, median of {times}")
    for name in rounds[0]:
        print(f"{name:<26}{statistics.median(figures[name] for figures in rounds):8.1f} ms")


if __name__ == "__main__":
    main()
