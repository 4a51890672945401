"""What is left of each component in each fault, and how full that runs once it has taken over from others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from designer.analysis.element import REQUEST, Edge
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.placement import cells, left
from designer.analysis.structure import callees_first, calls_needed
from designer.simulation.kill import Fault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

FULL = 1 + 1e-9


@dataclass
class Takeover:
    """The load of many faults over one graph: every figure is a vector with a place for each fault."""

    estimates: Estimates
    faults: Sequence[Fault]

    @property
    def graph(self) -> DesignGraph:
        """Give the drawing as a graph."""
        return self.estimates.graph

    @cached_property
    def _walk(self) -> tuple[tuple[str, ...], bool]:
        called = {id_: tuple((edge.target,) for edge in calls) for id_, calls in self.calls.items()}
        order, circular = callees_first(self.graph.entries, called.__getitem__)
        return tuple(order), circular

    @property
    def order(self) -> tuple[str, ...]:
        """Give all that requests may touch, callees before callers where calls go in no circle."""
        return self._walk[0]

    @property
    def circular(self) -> bool:
        """Say whether calls go in a circle."""
        return self._walk[1]

    @cached_property
    def calls(self) -> Mapping[str, list[Edge]]:
        """Give the calls that each makes, shadows aside."""
        touched = [*self.graph.entries, *self.graph.path]
        leaving = self.graph.leaving
        return {id_: [edge for edge in leaving(id_, [REQUEST]) if edge.role != "shadow"] for id_ in touched}

    @cached_property
    def needed(self) -> Mapping[str, tuple[tuple[Edge, ...], ...]]:
        """Give what each needs to answer: of several calls in one place any."""
        entries = set(self.graph.entries)
        return {id_: tuple(calls_needed(self.graph, id_, entry=id_ in entries)) for id_ in self.order}

    def constant(self, value: float) -> "Vector":
        """Give a figure that is the same in every fault."""
        import numpy as np

        return np.full(len(self.faults), value)

    @cached_property
    def left(self) -> "Mapping[str, Vector]":
        """Give the share of a component's replicas that is left in each fault, for those that lose any."""
        found: dict[str, Vector] = {}
        for id_, number, share in self._losses():
            if id_ not in found:
                found[id_] = self.constant(1.0)
            found[id_][number] = share
        return found

    def _losses(self) -> Iterator[tuple[str, int, float]]:
        """Give each component that loses replicas, in which fault, and the share of them that is left."""
        spread = {id_: cells(self.graph.nodes[id_]) for id_ in self.order}
        for number, each in enumerate(self.faults):
            lost = each.lost
            whole = not (lost.zones or lost.regions)
            for id_ in (each.gone | set(lost.replicas)) & spread.keys() if whole else spread:
                before = sum(cell.replicas for cell in spread[id_])
                after = 0 if id_ in each.gone else left(self.graph.nodes[id_], spread[id_], lost)
                if after < before:
                    yield id_, number, after / before

    @cached_property
    def _share_groups(self) -> frozenset[str]:
        """Give the callers of whose group somebody has nothing left."""
        lost = {id_ for id_, left in self.left.items() if not left.all()}
        grouped = {edge.source for calls in self.calls.values() for edge in calls if edge.group is not None}
        return frozenset(id_ for id_ in grouped if any(edge.target in lost for edge in self.calls[id_]))

    @cached_property
    def _grown(self) -> "Mapping[str, Vector]":
        """Give by how much the load of a component grows, since others of its group are gone, and of what it calls."""
        load, grown = self.estimates.capacity.load_per_s, dict[str, "Vector"]()
        for id_ in reversed(self.order) if load else ():
            factors, here = self._taken_over(id_) if id_ in self._share_groups else {}, grown.get(id_)
            for edge in self.calls[id_] if factors or here is not None else ():
                more = factors.get(edge.id, 1.0) * (1.0 if here is None else here) - 1
                if load.get(edge.target):
                    passed = load.get(id_, self._from_outside(id_)) * self._made(edge) * edge.number("calls", 1.0)
                    before = grown.get(edge.target, self.constant(1.0))
                    grown[edge.target] = before + more * passed / load[edge.target]
        return grown

    def _made(self, edge: Edge) -> float:
        """Give the share of its caller's requests that make a call: not those that a cache has answered."""
        calls = self.estimates.performance.calls
        return min(1.0, calls.made(edge)) * (1 - calls.own_hit_ratio(edge.source))

    def share(self, calls: Sequence[Edge]) -> float:
        """Give the share of requests that need one of some alternatives."""
        return min(1.0, sum(self._made(edge) for edge in calls if edge.role is None))

    def _from_outside(self, entry: str) -> float:
        """Give the requests a second that come in at an entry, at peak."""
        main = self.graph.main_entries
        return (self.estimates.brief.peak_rate_per_s or 0.0) / len(main) if entry in main else 0.0

    def _taken_over(self, id_: str) -> "dict[str, Vector]":
        """Give, by connection, the factor by which calls grow where others of their group have nobody left to go to."""
        import numpy as np

        factors: dict[str, Vector] = {}
        for calls in self.needed[id_]:
            main = [edge for edge in calls if edge.hard]
            if len(main) > 1 and any(edge.target in self.left for edge in main):
                carried = sum((self._made(edge) * self._standing(edge.target) for edge in main), self.constant(0.0))
                asked = min(1.0, sum(map(self._made, main))) or 1.0
                factor = np.maximum(1.0, asked / np.where(carried > 0, carried, asked))
                factors |= {edge.id: factor for edge in main if (factor > 1).any()}
        return factors

    def _standing(self, id_: str) -> "Vector":
        import numpy as np

        return np.asarray(self.left.get(id_, self.constant(1.0)) > 0, dtype=np.float64)

    def _utilisation(self, id_: str) -> "Vector | None":
        """Give the load over what is left of a component's capacity; None where it has none."""
        import numpy as np

        full = self.estimates.capacity.utilisation(id_) if id_ in self.graph.path else None
        if full is None:
            return None
        left, grown = self.left.get(id_), self._grown.get(id_)
        used = self.constant(full) if grown is None else full * grown
        with np.errstate(divide="ignore", invalid="ignore"):
            return used if left is None else np.where(used > 0, used / left, 0.0)

    @cached_property
    def utilisations(self) -> "Mapping[str, Vector]":
        """Give the load over what is left of each component that loses replicas, takes over, or is full in any case."""
        touched = self.left.keys() | self._grown.keys()
        found = {id_: self._utilisation(id_) for id_ in self.order if id_ in touched or self._is_full(id_)}
        return {id_: used for id_, used in found.items() if used is not None}

    def _is_full(self, id_: str) -> bool:
        return id_ in self.graph.path and (self.estimates.capacity.utilisation(id_) or 0.0) > FULL
