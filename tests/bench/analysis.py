"""CPU of availability, faults and latency, in milliseconds: `.venv/bin/python tests/bench/analysis.py [repetitions]`.

Drawn are layered call graphs over three zones: each service calls one to three of the next two layers, some of them in
groups or softly with a stand-in, on one to six replicas. Run by name on an idle machine; each figure is the least of
the repetitions, with the graph read already, as it is for whatever else looks at a drawing.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from designer.analysis.cut_set import cut_sets
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.latency_estimate import latency_estimates
from designer.analysis.performance import DRAWING_BINS, IDLE_BINS, Performance
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.model.design import Component, Connection, ConnectionKind, Design, PropertyValue
from designer.model.scenario import Brief
from designer.simulation.fault import Faults

SIZES = (10, 30, 60, 200, 500, 1000)
BRIEF = Brief(peak_rate_per_s=0.1)

Calls = Iterator[tuple[int, int, dict[str, PropertyValue]]]


def layered(count: int) -> DesignGraph:
    """Make a layered call graph of so many services, the same each time."""
    chance = random.Random(count)  # noqa: S311 (a drawing, not a secret)
    components = [Component(id="c", kind="client"), *(service(f"n{number}", chance) for number in range(count))]
    calls = [(-1, 0, dict[str, PropertyValue]()), *called(count, chance)]
    connections = [
        Connection(
            id=f"e{index}",
            source="c" if source < 0 else f"n{source}",
            target=f"n{target}",
            kind=ConnectionKind.REQUEST,
            properties=properties,
        )
        for index, (source, target, properties) in enumerate(calls)
    ]
    design = Design(components=tuple(components), connections=tuple(connections))
    return build_graph(design, catalog(), words())


def service(id_: str, chance: random.Random) -> Component:
    """Make a service on some replicas, mostly over three zones."""
    zones = 3 if chance.random() < 0.85 else (chance.choice("123"),)
    properties: dict[str, PropertyValue] = {"availability": chance.choice([0.995, 0.999, 0.9995, 0.9999])}
    return Component(
        id=id_, kind="app_service", replicas=chance.choice([1, 2, 3, 3, 4, 6]), zones=zones, properties=properties
    )


def called(count: int, chance: random.Random) -> Calls:
    """Give the calls from layer to layer; nobody is called by none."""
    depth = min(9, 4 + count // 12)
    layers: list[list[int]] = [[0], *([] for _ in range(depth - 1))]
    for number in range(1, count):
        layers[1 + (number - 1) % (depth - 1)].append(number)
    for above, below in zip(range(depth - 1), range(1, depth), strict=True):
        near = layers[below] + (layers[below + 1][:2] if below + 1 < depth else [])
        seen: set[int] = set()
        for caller in layers[above]:
            wanted = chance.choice([1, 2, 2, 3]) if above else max(2, len(layers[1]) // 2)
            targets = chance.sample(near, min(len(near), wanted))
            seen.update(targets)
            yield from zip([caller] * len(targets), targets, sorts(len(targets), chance), strict=True)
        yield from ((chance.choice(layers[above]), missed, {}) for missed in layers[below] if missed not in seen)


def sorts(count: int, chance: random.Random) -> list[dict[str, PropertyValue]]:
    """Say what sort of call each of a caller's is: plain, one of two, or soft with a stand-in."""
    plain: list[dict[str, PropertyValue]] = [{} for _ in range(count)]
    drawn = chance.random()
    if count > 1 and drawn < 0.35:
        plain[:2] = [{"group": "g"}, {"group": "g"}]
    elif count > 1 and drawn < 0.5:
        plain[:2] = [{"soft": True, "timeout_ms": 50}, {"role": "fallback"}]
    return plain


def least_ms(work: Callable[[], object], prepare: Callable[[], None], repetitions: int) -> float:
    """Give the least CPU time of a piece of work, prepared each time."""
    best = float("inf")
    for _ in range(repetitions):
        prepare()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def measure(count: int, repetitions: int) -> None:
    """Print the figures of one size."""
    graph = layered(count)
    kept: list[Estimates] = []

    def anew() -> None:
        kept[:] = [Estimates(graph, BRIEF)]
        kept[0].utilisation()

    def solved() -> None:
        anew()
        _ = kept[0].availability

    availability = least_ms(lambda: kept[0].availability, anew, repetitions)
    faults = least_ms(lambda: Faults(kept[0]).singles(), solved, repetitions)
    worst = kept[0].availabilities.worst
    assert worst is not None
    cuts = least_ms(lambda: cut_sets(worst), solved, repetitions)
    played = len(Faults(kept[0]).singles())
    how = "exact" if worst.exact else "estimate"
    figures = f"{count:>6} {availability:>14.1f} {faults:>10.1f} ({played:>3}) {cuts:>10.1f}"
    print(f"{figures}   {how} {worst.unavailability:.6e}")


def measure_latency(count: int, repetitions: int) -> None:
    """Print the figures of one size: p99 as in a hurry, on 4,096 and 16,384 points, and the latter with brackets."""
    graph = layered(count)
    kept: list[Performance] = []

    def anew(bins: int | None) -> None:
        kept[:] = [Performance(graph, BRIEF, bins)]
        _ = kept[0].capacity.load_per_s

    def told(bins: int | None) -> str:
        quick = least_ms(lambda: kept[0].percentile("p99_ms"), lambda: anew(bins), repetitions)
        whole = least_ms(lambda: latency_estimates(kept[0]), lambda: anew(bins), repetitions)
        return f"{quick:>9.1f} {whole:>9.1f}"

    figures = [told(bins) for bins in (None, DRAWING_BINS, IDLE_BINS)]
    p99 = latency_estimates(kept[0])["p99_ms"]
    calls = sum(kept[0].capacity.visits.values())
    print(f"{count:>6} {'   '.join(figures)}   {p99.value} ms [{p99.low}, {p99.high}], {calls:,.0f} calls a request")


def main() -> None:
    """Print a line a size, of availability and then of latency."""
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print("CPU ms  availability  faults (played)   cut sets   unavailability")
    for count in SIZES:
        measure(count, repetitions)
    print(f"CPU ms  p99 and all percentiles with brackets: in a hurry, on {DRAWING_BINS:,} and on {IDLE_BINS:,} points")
    for count in SIZES[:4]:
        measure_latency(count, repetitions)


if __name__ == "__main__":
    main()
