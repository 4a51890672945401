"""A flaw and its mending side by side: the part of a drawing that the two do not share, with what stands round it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Protocol

from designer.catalog.library import Catalog, scenario
from designer.drawing.box import BOX, State, box_rect
from designer.drawing.connection import ConnectionShape, routes
from designer.drawing.geometry import Point, Rect, union
from designer.drawing.layout import positions
from designer.drawing.measure import Measure
from designer.drawing.sketch import Sketch, sketch
from designer.model.critique import Finding
from designer.model.design import Component, Connection, Design
from designer.model.kind import Kind
from designer.model.rubric import Example
from designer.report.rules.difference import Line, Sign, differences

MOST, ENOUGH = 8, 6
"""Boxes in a picture at most, and so many that no neighbour is added to them."""

_LINES = 10  # of a change that one still takes in at a glance
_CLOSER = (0.8, 0.85)  # columns and rows may stand closer than on a board, where connections have names
_LOWER, _APART = 48.0, 12.0
_PLAIN = (162.0, BOX[1])  # narrow, so that the words of several in a row can be read
_ROOMY = (236.0, BOX[1])  # for a box that has to say a property


class Trial(Protocol):
    """An example that was tried: the drawing that it makes, and what the rule says of that."""

    @property
    def number(self) -> int:
        """Its place among the rule's examples, from 1; 0 is a reference as it is drawn."""

    @property
    def example(self) -> Example:
        """What was asked for."""

    @property
    def design(self) -> Design:
        """The drawing."""

    @property
    def finding(self) -> Finding:
        """The verdict."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two pictures: a few components of a drawing, what of them differs, and how they were judged."""

    title: str
    design: Design
    lit: frozenset[str]
    states: Mapping[str, State]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Contrast:
    """A drawing with the flaw, and the same without: what differs, and both as pictures."""

    scenario: str
    brief: tuple[str, ...]
    lines: tuple[Line, ...]
    flawed: Part
    mended: Part
    components: int

    @property
    def about(self) -> str:
        """Say of what drawing how much is shown."""
        shown = {item.id for part in (self.flawed, self.mended) for item in part.design.components}
        brief = f", with a brief of {'; '.join(self.brief)}" if self.brief else ""
        return f"{self.scenario}{brief}: {len(shown)} of {self.components} components, those round the change."


def contrast(trials: Sequence[Trial], known: Catalog) -> Contrast | None:
    """Choose the plainest pair of a failing and a passing drawing of one brief; None where there is none."""
    passing = [trial for trial in trials if trial.finding.verdict.value == "pass"]
    failing = [trial for trial in trials if trial.finding.verdict.value in {"fail", "partial"}]
    pairs = [
        (one, other, differences(one.design, other.design, known))
        for one, other in product(failing, passing)
        if (one.example.of, one.example.brief) == (other.example.of, other.example.brief)
    ]
    if not pairs:
        return None
    flawed, mended, lines = min(pairs, key=lambda pair: _plainness(*pair))
    return _contrast(flawed, mended, lines, known)


def _plainness(flawed: Trial, mended: Trial, lines: Sequence[Line]) -> tuple[object, ...]:
    """Order pairs: a verdict that points at something, few boxes and lines, the usual brief, a whole failure."""
    touched = {id_ for line in lines for id_ in line.components}
    return (
        not flawed.finding.witness,
        len(touched) > MOST or len(lines) > _LINES,
        bool(flawed.example.brief),
        flawed.finding.verdict.value != "fail",
        all(line.value for line in lines),
        len(lines),
        flawed.number,
        mended.number,
    )


def _contrast(flawed: Trial, mended: Trial, lines: tuple[Line, ...], known: Catalog) -> Contrast:
    both = _both(flawed.design, mended.design)
    chosen = _chosen(both, lines, (flawed.finding, mended.finding))
    marked = frozenset(id_ for line in lines if line.value and not line.connection for id_ in line.components)
    where = _laid_out(_cut(both, chosen, marked), known)
    parts = [
        _part(title, trial, [line for line in lines if line.sign == sign], _cut(trial.design, chosen, marked, where))
        for title, trial, sign in _sides(flawed, mended)
    ]
    return Contrast(
        scenario=scenario(flawed.example.of).title,
        brief=brief_words(flawed.example),
        lines=lines,
        flawed=parts[0],
        mended=parts[1],
        components=len(both.components),
    )


def _sides(flawed: Trial, mended: Trial) -> tuple[tuple[str, Trial, Sign], ...]:
    return ("With the flaw", flawed, "-"), ("Mended", mended, "+")


def brief_words(example: Example) -> tuple[str, ...]:
    """Say how an example's brief differs from its scenario's.

    >>> brief_words(Example(of="fraud", verdict="pass", brief={"min_regions": 2, "regulated": True}))
    ('min regions 2', 'regulated')
    """
    return tuple(_fact(key.replace("_", " "), value) for key, value in example.brief.items())


def _fact(name: str, value: object) -> str:
    if isinstance(value, bool):
        return name if value else f"not {name}"
    return f"no {name}" if value is None else f"{name} {value}"


def _both(one: Design, other: Design) -> Design:
    """Put two drawings over each other."""
    components = {item.id: item for item in (*other.components, *one.components)}
    edges = {(edge.source, edge.target, edge.kind): edge for edge in (*other.connections, *one.connections)}
    numbered = (edge.model_copy(update={"id": f"e{index}"}) for index, edge in enumerate(edges.values()))
    return Design(components=tuple(components.values()), connections=tuple(numbered))


def _chosen(both: Design, lines: Iterable[Line], found: Iterable[Finding]) -> frozenset[str]:
    """Choose what is shown: what the change touches, what the verdicts point at, and what stands next to that."""
    there = {item.id for item in both.components}
    touched = [id_ for line in lines for id_ in line.components]
    pointed = [id_ for one in found for id_ in (*one.subjects, *one.witness)]
    core = [id_ for id_ in dict.fromkeys((*touched, *pointed)) if id_ in there][:MOST]
    beside: Counter[str] = Counter()
    for edge in both.connections:
        for near, far in ((edge.source, edge.target), (edge.target, edge.source)):
            if near in core and far in there and far not in core:
                beside[far] += 1
    return frozenset((*core, *(id_ for id_, _ in beside.most_common(max(ENOUGH - len(core), 0)))))


def _cut(
    design: Design,
    chosen: frozenset[str],
    marked: frozenset[str],
    where: Mapping[str, tuple[float, float]] | None = None,
) -> Design:
    """Cut the chosen components out of a drawing; those that have a property to say get a wider box."""
    components = tuple(
        item.model_copy(update={"position": where and where[item.id], "size": _ROOMY if item.id in marked else _PLAIN})
        for item in design.components
        if item.id in chosen
    )
    edges = tuple(edge for edge in design.connections if {edge.source, edge.target} <= chosen)
    return Design(components=components, connections=edges)


def _laid_out(design: Design, known: Catalog) -> dict[str, tuple[float, float]]:
    """Lay a part out closely, and lower each box that would hide a connection between two others."""
    spread = positions(design, known.kinds)
    across, down = _CLOSER
    where = {id_: (x * across, y * down) for id_, (x, y) in spread.items()}
    boxes = {item.id: box_rect(item, where[item.id]) for item in design.components}
    for edge in design.connections:
        line = routes(boxes, design.connections)[edge.id]
        for id_ in (id_ for id_ in boxes if id_ not in {edge.source, edge.target}):
            boxes[id_] = _out_of(line, boxes[id_], [box for other, box in boxes.items() if other != id_])
    return {id_: (box.x, box.y) for id_, box in boxes.items()}


def _out_of(line: ConnectionShape, box: Rect, others: Sequence[Rect]) -> Rect:
    """Lower a box until it hides no part of a line and stands free; one that hides nothing stays where it is."""
    points = [line.point(step / 24) for step in range(25)]
    if not _hides(box, points):
        return box
    while _hides(box, points) or any(box.grown(_APART).overlaps(other) for other in others):
        box = replace(box, y=box.y + _LOWER)
    return box


def _hides(box: Rect, points: Sequence[Point]) -> bool:
    return any(box.x < x < box.right and box.y < y < box.bottom for x, y in points)


def _part(title: str, trial: Trial, lines: Sequence[Line], design: Design) -> Part:
    finding = trial.finding
    judged = finding.subjects or finding.witness
    state: State = "pass" if finding.verdict.value == "pass" else "partial" if finding.share else "fail"
    lit = {line.connection or line.components[0] for line in lines}
    said = design.model_copy(
        update={
            "components": tuple(_saying(item, lines) for item in design.components),
            "connections": tuple(_labelled(edge, lines) for edge in design.connections),
        }
    )
    return Part(title, said, frozenset(lit), dict.fromkeys(judged, state), finding)


def _saying(item: Component, lines: Iterable[Line]) -> Component:
    values = [line.value for line in lines if line.value and not line.connection and line.components == (item.id,)]
    return item.model_copy(update={"technology": "; ".join(values)}) if values else item


def _labelled(edge: Connection, lines: Iterable[Line]) -> Connection:
    """Let a connection that differs say how; the others are drawn without words, for which there is no room."""
    here = [line for line in lines if line.connection == edge.id]
    said = (edge.label, *(line.value for line in here)) if here else ()
    return edge.model_copy(update={"label": ", ".join(part for part in said if part)})


def pictures(shown: Contrast, kinds: Mapping[str, Kind], measured: Measure) -> tuple[Sketch, Sketch]:
    """Draw both parts, in one frame, so that what stays the same stays in its place."""
    flawed, mended = (
        sketch(part.design, kinds, measured, highlight=part.lit, states=part.states)
        for part in (shown.flawed, shown.mended)
    )
    frame = union((flawed.bounds, mended.bounds))
    return replace(flawed, bounds=frame), replace(mended, bounds=frame)
