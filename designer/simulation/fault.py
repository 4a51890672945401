"""What is left when something fails: how many requests are answered, what degrades, is down, or is overloaded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from designer.analysis.element import DATA, REQUEST, Edge
from designer.analysis.estimate import Estimates
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import listed, quoted
from designer.analysis.placement import Lost, cells, left, zones_of
from designer.analysis.structure import waited_by_none
from designer.model.critique import FaultOutcome
from designer.simulation.kill import ZONE, Fault, survivors
from designer.simulation.takeover import FULL, Takeover

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

MOST, WORK = 300, 150_000
"""Single faults that are played, and faults times components, zones first and then what matters most."""
_FEWEST, _MOST_ZONES = 10, 100
_SURE = 1e-12
"""What rounding leaves of an availability of nothing."""


@dataclass
class Faults:
    """The faults of one drawing, played one by one or many at once (a column each)."""

    estimates: Estimates

    @property
    def graph(self) -> DesignGraph:
        """Give the drawing as a graph."""
        return self.estimates.graph

    def singles(self) -> tuple[FaultOutcome, ...]:
        """Play the loss of each zone of the request path, and of each component on it; empty where there is no path."""
        graph = self.graph
        if graph.unanswered:
            return ()
        nodes = [graph.nodes[id_] for id_ in sorted(graph.path)]
        names = sorted({zone for node in nodes for zone in zones_of(node)})[:_MOST_ZONES]
        found = [Fault((f"{ZONE}{zone}",), Lost(zones=frozenset({zone}))) for zone in names]
        most = max(len(found) + _FEWEST, min(MOST, WORK // len(nodes)))
        if len(found) + len(nodes) > most:
            worst = self.estimates.availabilities.worst
            worth = worst.saved() if worst else {}
            nodes.sort(key=lambda node: (-worth.get(node.id, 0.0), node.id))
        found += [Fault((node.id,), Lost(components=frozenset({node.id}))) for node in nodes]
        return self.outcomes(found[:most])

    def after(self, fault: Fault) -> Estimates:
        """Give the numbers while something fails: who waits for what is slow without a timeout is gone too."""
        estimates, hung = self.estimates, _hung(self.graph, fault)
        graph, nodes = survivors(self.graph, fault.lost), self.graph.nodes
        still = {
            id_: count for id_, count in fault.lost.replicas.items() if graph.nodes[id_].replicas == nodes[id_].replicas
        }
        dead = (node for node in nodes.values() if not left(node, cells(node), fault.lost))
        lost = replace(fault.lost, components=fault.gone | hung | {node.id for node in dead}, replicas=still)
        return replace(estimates, graph=graph, lost=estimates.lost | lost)

    def outcomes(self, faults: Sequence[Fault]) -> tuple[FaultOutcome, ...]:
        """Play several faults, each by itself."""
        if self.graph.unanswered:
            return tuple(_unplayed(self.graph, each) for each in faults)
        return _Play(self.estimates, faults).outcomes()


def _hung(graph: DesignGraph, fault: Fault) -> frozenset[str]:
    """Give the callers that wait for something slow without a timeout."""
    calls = (edge for slow in fault.slow for edge in graph.entering(slow, [REQUEST]))
    waiting = (edge for edge in calls if edge.role is None and not waited_by_none(edge))
    return frozenset(edge.source for edge in waiting if edge.number("timeout_ms", inf) == inf)


def _unplayed(graph: DesignGraph, fault: Fault) -> FaultOutcome:
    """Say what is lost where no request is answered at all; without a request path, also who gets no new data."""
    fed = () if graph.path or graph.call_cycle else starved(graph, fault)
    return FaultOutcome(
        kill=" + ".join(fault.kills),
        served=0.0,
        down=tuple(sorted(_nothing_left(graph, fault))),
        degraded=tuple(sorted(fed)),
        statement=graph.unanswered,
    )


def starved(graph: DesignGraph, fault: Fault) -> tuple[str, ...]:
    """Give what stands, and gets data, straight or on a way, from what is gone altogether; the nearest first."""
    down = _nothing_left(graph, fault)
    fed = graph.reach(down, lambda edge: edge.role != "shadow", kinds=[DATA])
    return tuple(id_ for id_ in fed if id_ not in down)


def _nothing_left(graph: DesignGraph, fault: Fault) -> list[str]:
    return [id_ for id_, node in graph.nodes.items() if id_ in fault.slow or not cells(node, fault.lost)]


@dataclass
class _Play:
    """Who answers in each of many faults over one graph: every figure is a vector with a place for each fault."""

    estimates: Estimates
    faults: Sequence[Fault]

    @property
    def graph(self) -> DesignGraph:
        return self.estimates.graph

    @cached_property
    def load(self) -> Takeover:
        """Give what is left, and what it has to carry."""
        return Takeover(self.estimates, self.faults)

    @cached_property
    def _hung(self) -> Mapping[str, list[int]]:
        """Give the callers that wait for something slow without a timeout, and in which faults."""
        found: dict[str, list[int]] = {}
        for number, each in enumerate(self.faults):
            for id_ in _hung(self.graph, each):
                found.setdefault(id_, []).append(number)
        return found

    @cached_property
    def answered(self) -> "Mapping[str, Vector]":
        """Give the share of the calls to each component that it answers."""
        import numpy as np

        load, state = self.load, dict[str, "Vector"]()
        for _ in range(len(load.order) + 1):
            before = dict(state)
            for id_ in load.order:
                state[id_] = self._own(id_)
                for calls in load.needed[id_]:
                    share, target = load.share(calls), calls[0].target
                    sure = len(calls) == 1 and share == 1 and target in state
                    answered = state[target] if sure else 1 - share * self._missed(calls, state)
                    state[id_] = state[id_] * answered
            if not load.circular or (before and all(np.array_equal(state[id_], before[id_]) for id_ in load.order)):
                break
        return state

    def _own(self, id_: str) -> "Vector":
        """Give the share of its calls that a component has the room for; none where it hangs or is gone."""
        import numpy as np

        used = self.load.utilisations.get(id_)
        own = self.load.constant(1.0) if used is None else 1 / np.maximum(used, 1.0)
        left = self.load.left.get(id_)
        own = own if left is None else np.where(left > 0, own, 0.0)
        own[self._hung.get(id_, [])] = 0.0
        return own

    def _missed(self, calls: Iterable[Edge], state: "Mapping[str, Vector]") -> "Vector":
        """Give the share of calls that none of some alternatives answers; who has not answered yet does not."""
        missed = self.load.constant(1.0)
        for target in dict.fromkeys(edge.target for edge in calls):
            missed = missed * (1 - state[target]) if target in state else missed
        return missed

    def _degraded(self, id_: str) -> "NDArray[np.bool_]":
        """Say in which faults a component answers, but without something that it asks for."""
        state, found = self.answered, self.load.constant(0.0) > 1
        for edge in self.load.calls[id_]:
            if edge.role is None and not edge.hard:
                found |= state[edge.target] < 1 / FULL
        for calls in self.load.needed[id_]:
            main = [edge for edge in calls if edge.hard]
            if main and (len(calls) > len(main) or self.load.share(calls) < 1):
                found |= self._missed(main, state) == 1
        return found & (state[id_] > 0)

    def outcomes(self) -> tuple[FaultOutcome, ...]:
        """Give each fault's outcome; what was down or degraded before anything was killed is told too."""
        path = sorted(self.graph.path)
        down = self._where({id_: self.answered[id_] == 0 for id_ in path})
        degraded = self._where({id_: self._degraded(id_) for id_ in path})
        used = sorted(self.load.utilisations.items())
        full = self._where({id_: (found > FULL) & (found < inf) & (self.answered[id_] > 0) for id_, found in used})
        entries = self.graph.main_entries
        served = sum((self.answered[entry] for entry in entries), self.load.constant(0.0)) / len(entries)
        return tuple(
            self._outcome(
                number,
                served=float(served[number]),
                degraded=degraded[number],
                down=down[number],
                overloaded={id_: float(self.load.utilisations[id_][number]) for id_ in full[number]},
            )
            for number in range(len(self.faults))
        )

    def _where(self, found: "Mapping[str, NDArray[np.bool_]]") -> list[tuple[str, ...]]:
        """Turn what is true of components into the components of which it is true, fault by fault."""
        listed: list[list[str]] = [[] for _ in self.faults]
        for id_, true in found.items():
            for number in true.nonzero()[0].tolist() if true.any() else ():
                listed[number].append(id_)
        return [tuple(ids) for ids in listed]

    def _outcome(
        self,
        number: int,
        *,
        served: float,
        degraded: tuple[str, ...],
        down: tuple[str, ...],
        overloaded: Mapping[str, float],
    ) -> FaultOutcome:
        fault = self.faults[number]
        hung = [id_ for id_, numbers in sorted(self._hung.items()) if number in numbers]
        availability = self._availability(fault, hung)
        said = list(self._unasked(fault))
        if hung:
            said.append(f"without a timeout, {listed(self._names(hung))} {'waits' if len(hung) == 1 else 'wait'} on")
        if 0 < served < 1 and overloaded:
            availability = None
            said.append(f"at peak what is left is too small: {listed(self._names(overloaded))}")
        return FaultOutcome(
            kill=" + ".join(fault.kills),
            served=served,
            degraded=degraded,
            down=down,
            overloaded=overloaded,
            availability=availability,
            statement="; ".join(said),
        )

    def _names(self, ids: Iterable[str]) -> list[str]:
        return [self.graph.nodes[id_].name for id_ in ids]

    def _unasked(self, fault: Fault) -> Iterator[str]:
        for id_ in sorted((fault.gone | set(fault.lost.replicas)) - self.graph.path):
            yield f"no request asks for {quoted(self.graph.nodes[id_].name)}"

    def _availability(self, fault: Fault, hung: Iterable[str]) -> float | None:
        worst = self.estimates.availabilities.worst
        if worst is None:
            return None
        lost = fault.lost
        if fault.slow:
            lost |= Lost(components=fault.slow.union(hung))
        one, *more = lost.components or ("",)
        if one in self._alone and not (more or lost.zones or lost.regions or lost.replicas):
            down: float | None = self._alone[one]
        else:
            down = worst.given(lost)
        if down is None:
            return None
        return 0.0 if down > 1 - _SURE else 1 - down

    @cached_property
    def _alone(self) -> Mapping[str, float]:
        worst = self.estimates.availabilities.worst
        return worst.without_each() if worst else {}
