"""CPU time and memory of all rules over drawings of 60 to 10,000 components, and of loading the rubric.

Run by name, on a machine that does nothing else: `.venv/bin/python tests/bench/rules.py [PLOT.png]`. Each figure is the
least of several runs' CPU time, the load average stands above. A drawing of a size is the fraud reference so many times
over, each copy joined to the next by its event stream. "rules" is what conditions take once the numbers (latency,
availability, capacity) are known, "all" is both. The plot is log-log.
"""

import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from math import log10
from pathlib import Path

from designer.catalog.library import catalog, content_folder, scenario, scenario_folder
from designer.catalog.words import words
from designer.drawing.geometry import Rect
from designer.drawing.marks import Mark, Rectangle, Text
from designer.drawing.marks import Path as Line
from designer.drawing.theme import LIGHT
from designer.exchange.formats import load
from designer.grading import seen
from designer.model.design import Connection, ConnectionKind, Design
from designer.model.scenario import Level
from designer.report.png import picture_png
from designer.rules.engine import findings
from designer.rules.registry import condition_kinds
from designer.rules.rubric import OWN, read_rubric, shipped, shipped_with
from designer.rules.view import View

SIZES = (60, 200, 1_000, 10_000)
TARGETS_MS = (15.0, 40.0, 200.0, 3_000.0)
RUNS = 5
FIELD, GRID, WORDS = "surface", "grid", "ink_soft"
COLOURS = ("glyph_training", "glyph_sources", "border_strong")


def repeated(design: Design, count: int) -> Design:
    """Draw a design again and again until it has so many components."""
    rounds = -(-count // len(design.components))
    parts = [
        part.model_copy(update={"id": f"{part.id}_{number}"}) for number in range(rounds) for part in design.components
    ][:count]
    known = {part.id for part in parts}
    edges = [
        edge.model_copy(
            update={
                "id": f"{edge.id}_{number}",
                "source": f"{edge.source}_{number}",
                "target": f"{edge.target}_{number}",
            }
        )
        for number in range(rounds)
        for edge in design.connections
    ]
    edges += [
        Connection(
            id=f"next_{number}", source=f"redactor_{number}", target=f"lake_{number + 1}", kind=ConnectionKind.DATA
        )
        for number in range(rounds - 1)
    ]
    joined = tuple(edge for edge in edges if {edge.source, edge.target} <= known)
    return design.model_copy(update={"components": tuple(parts), "connections": joined, "boundaries": ()})


def least_ms(run: Callable[[], object], runs: int) -> float:
    """Give the least CPU time of several runs, in ms."""
    best = float("inf")
    for _ in range(runs):
        before = time.process_time()
        run()
        best = min(best, time.process_time() - before)
    return 1_000 * best


def with_numbers(view: View) -> None:
    """Compute what rules ask of the analysis, which is kept."""
    found = view.estimates
    _ = found.p99_ms, found.p99_sum_ms, found.availability, found.utilisation()
    for id_ in sorted(view.graph.main_path & frozenset(view.graph.with_role("online_model"))):
        found.p99_ms_without(id_)


def measured(design: Design, runs: int) -> tuple[float, float]:
    """Give the CPU time in ms of the rules alone and of rules and numbers."""
    asked, rubric = scenario("fraud"), shipped_with("fraud")

    def fresh() -> View:
        return seen(design, asked.brief)

    alone = float("inf")
    for _ in range(runs):
        view = fresh()
        with_numbers(view)
        alone = min(alone, least_ms(lambda view=view: findings(view, rubric, asked, Level.STAFF), 1))  # type: ignore[misc]
    views = [fresh() for _ in range(runs)]
    return alone, min(least_ms(lambda view=view: findings(view, rubric, asked, Level.STAFF), 1) for view in views)  # type: ignore[misc]


def loading_ms() -> float:
    """Give the CPU time in ms of reading what ships for a drill, imports and catalogue apart: all rules and its own."""
    catalog(), words(), condition_kinds()
    paths, own = sorted(content_folder("rubrics").glob("*.yaml")), scenario_folder("fraud") / OWN
    known = shipped().terms
    return least_ms(lambda: (read_rubric(paths, {}), read_rubric([own], known)), RUNS)


def plot(sizes: Sequence[int], lines: dict[str, Sequence[float]]) -> bytes:
    """Draw time against size, both on logarithmic scales."""
    width, height = 560.0, 420.0
    low, high = 0.0, 4.5

    def at(size: float, ms: float) -> tuple[float, float]:
        return (log10(size) - 1.5) / 3 * width, height - (log10(max(ms, 1.0)) - low) / (high - low) * height

    marks: list[Mark] = [Rectangle(0, 0, width, height, fill=FIELD, stroke=GRID)]
    for power in range(5):
        y = at(100, 10**power)[1]
        marks += [way([(0, y), (width, y)], GRID, 0.5), Text(-8, y + 4, f"{10**power:,} ms", 11, WORDS, anchor="end")]
    for size in sizes:
        x = at(size, 1)[0]
        marks += [way([(x, 0), (x, height)], GRID, 0.5), Text(x, height + 18, f"{size:,}", 11, WORDS, anchor="middle")]
    for (name, values), colour, down in zip(lines.items(), COLOURS, (-8, 10, 14), strict=True):
        points = [at(size, ms) for size, ms in zip(sizes, values, strict=True)]
        x, y = points[-1]
        marks += [way(points, colour, 2.0), Text(x + 6, y + down, name, 11, colour)]
    marks.append(Text(0, -14, "All rules: CPU time against components", 14, WORDS))
    return picture_png(Rect(-90, -40, width + 230, height + 80), marks, scale=2.0, theme=LIGHT)


def way(points: Sequence[tuple[float, float]], colour: str, line: float) -> Line:
    """Join points by straight lines."""
    first, *others = points
    return Line((("M", *first), *(("L", *point) for point in others)), stroke=colour, line=line)


def main() -> None:
    """Measure, print, and draw where a file is named."""
    print(f"load average at the start: {os.getloadavg()[0]:.2f}; least CPU time of {RUNS} runs (2 of the largest)")
    print(f"{'loading the rubric':<24}{loading_ms():10.1f} ms   target    60 ms")
    reference = load(scenario_folder("fraud") / "reference.design.yaml")
    alone, whole = [], []
    for size, target in zip(SIZES, TARGETS_MS, strict=True):
        rules_ms, all_ms = measured(repeated(reference, size), RUNS if size < SIZES[-1] else 2)
        alone.append(rules_ms)
        whole.append(all_ms)
        print(
            f"{size:>6,} components {'rules':>7}{rules_ms:10.1f} ms   all {all_ms:10.1f} ms   target {target:5.0f} ms",
            flush=True,
        )
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'largest resident size':<24}{resident:10.1f} MiB  target   500 MB")
    if len(sys.argv) > 1:
        lines = {"rules and numbers": whole, "rules": alone, "target": TARGETS_MS}
        Path(sys.argv[1]).write_bytes(plot(SIZES, lines))


if __name__ == "__main__":
    main()
