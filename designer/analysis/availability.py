"""The share of time in which each entry point is answered: exact over zones, replicas and stand-ins, or with bounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, inf
from typing import TYPE_CHECKING

from designer.analysis.assumption import ASSUMED, Assumptions
from designer.analysis.bdd import TooLargeError, Weighed
from designer.analysis.capacity import Capacity
from designer.analysis.compiled import Compiled
from designer.analysis.element import Node
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import quoted
from designer.analysis.placement import NOTHING, Causes, Cell, Lost, causes, cells, failing
from designer.analysis.stratified import Bounds, bounds
from designer.analysis.structure import Structure, structure
from designer.model.critique import Estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

NINES = 1e-8
"""The unavailability at eight nines, from which on nobody should believe a number without a word of doubt."""
_SLACK = 1e-9
"""What rounding may add to a load that so many replicas carry exactly."""
_COUNTED = 1000
"""Times the drawn replicas up to which it helps to say how many are needed."""


@dataclass
class Availability:
    """The availability of a drawing's entries while something is lost, by default nothing.

    With `drawn_rates_only` what tells no rate carries its load with one replica, whatever is usual for its kind.
    """

    graph: DesignGraph
    capacity: Capacity
    assumed: Assumptions = ASSUMED
    lost: Lost = NOTHING
    drawn_rates_only: bool = False
    _known: dict[tuple[str, bool], "EntryAvailability"] = field(default_factory=dict)

    def of(self, entry: str, *, whole: bool = False) -> "EntryAvailability":
        """Give an entry's figures; with `whole`, those of answers in which nothing is missing."""
        key = entry, whole
        if key not in self._known:
            form = structure(self.graph, entry, whole=whole)
            parts = [self.part(id_, self.lost) for id_ in form.parts]
            shared = causes((spread for _, spread, _ in parts), self.assumed)
            self._known[key] = EntryAvailability(self, form, shared, failing(parts, shared, self.assumed))
        return self._known[key]

    @cached_property
    def worst(self) -> "EntryAvailability | None":
        """Give the entry that is down longest; None where nothing is called, or the calls go in a circle."""
        if self.graph.unanswered:
            return None
        return max((self.of(entry) for entry in self.graph.main_entries), key=lambda found: found.unavailability)

    def part(self, id_: str, lost: Lost) -> tuple[Node, list[Cell], int]:
        """Give a node, where its replicas run while something is lost, and how many of them it needs."""
        node = self.graph.nodes[id_]
        return node, cells(node, lost), self.needed(id_)

    def needed(self, id_: str) -> int:
        """Give how many replicas carry the load at peak, in all regions; 1 where load or capacity is not known.

        A vendor's figure is for the whole of its service, unless that is too small: then no number is enough.
        """
        node = self.graph.nodes[id_]
        used = self.capacity.utilisation(id_) if id_ in self.graph.path else None
        if used is None or (node.sold_whole and used <= 1 + _SLACK):
            return 1
        if self.drawn_rates_only and not self.capacity.states(id_):
            return 1
        drawn = node.replicas * node.regions
        return drawn + 1 if used == inf else max(1, ceil(used * drawn - _SLACK))

    def overloaded(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give those that cannot carry their load at peak with everything up; they count as down."""
        nodes = (self.graph.nodes[id_] for id_ in ids)
        return tuple(node.id for node in nodes if self.needed(node.id) > node.replicas * node.regions)

    def estimate(self, found: "EntryAvailability") -> Estimate:
        """Give an entry's figure with how it was found; no number where what it cannot do without is overloaded."""
        lacking = self.overloaded(found.structure.parts)
        if found.bounds.low > 1 - _SLACK and lacking:
            return Estimate(value=None, unit="fraction", method="exact", statement=self._too_small(lacking[0]))
        main = self.graph.main_path
        said = [f"{self._too_small(id_)}, and counts as {'down' if id_ in main else 'no answer'}" for id_ in lacking]
        if found.shared.rest or found.weighed is None:
            said.append("too large to be counted out: only the bounds are sure")
        if self.is_of_devices_alone(found):
            alone = "each device answers for itself, in no zone of ours; nobody says how often one is down"
            return Estimate(value=None, unit="fraction", method="exact", statement=alone)
        if any(self.graph.nodes[id_].on_board for id_ in found.structure.parts):
            said.append("how often a single device is down is not counted")
        elif found.unavailability <= NINES:
            said.append("independence assumed: what nobody thought of fails more often than this")
        bounds = found.bounds
        return Estimate(
            value=1 - bounds.value,
            unit="fraction",
            method="exact" if found.exact else "estimate",
            low=None if found.exact else 1 - bounds.high,
            high=None if found.exact else 1 - bounds.low,
            unavailability=bounds.value,
            assumes=self._assumes(found),
            statement="; ".join(said),
        )

    def is_of_devices_alone(self, found: "EntryAvailability") -> bool:
        """Say whether nothing of ours but a fleet of devices can take an entry down, and never all of the fleet."""
        return not found.unavailability and any(self.graph.nodes[id_].on_board for id_ in found.structure.parts)

    def _too_small(self, id_: str) -> str:
        node = self.graph.nodes[id_]
        drawn = node.replicas * node.regions
        needed = self.needed(id_)
        load = "its load" if id_ in self.graph.main_path else "all that it stands in for"
        if node.sold_whole or needed > _COUNTED * drawn:
            return f"{quoted(node.name)} cannot carry {load} at peak"
        return f"{quoted(node.name)} cannot carry {load} at peak: {needed} replicas are needed, and {drawn} drawn"

    def _assumes(self, found: "EntryAvailability") -> tuple[str, ...]:
        assumed = self.assumed
        said = ["failures are independent, but for zones that are shared"]
        if any(not self.graph.nodes[id_].sold_whole for id_ in found.structure.parts):
            said.append(f"a zone is up {_percent(assumed.zone_availability)} of the time")
        if assumed.region_availability < 1:
            said.append(f"a region is up {_percent(assumed.region_availability)} of the time, beside its zones")
        if assumed.common_mode_availability < 1:
            said.append(f"nothing takes all replicas at once {_percent(assumed.common_mode_availability)} of the time")
        if any(self.needed(id_) > 1 for id_ in found.structure.parts):
            said.append("as many replicas are needed as carry the load at peak")
        if any(len(clause) > 1 for clauses in found.structure.needs.values() for clause in clauses):
            said.append("what stands in for another has the room for it")
        return tuple(said)


@dataclass
class EntryAvailability:
    """One entry's figures: `failing` has a row for each part of the structure and a column for each state."""

    within: Availability
    structure: Structure
    shared: Causes
    failing: "Matrix"

    @cached_property
    def compiled(self) -> Compiled | None:
        """Give what is weighed; None where its diagram would be too large."""
        try:
            return Compiled.of(self.structure)
        except TooLargeError:
            return None

    @cached_property
    def weighed(self) -> Weighed | None:
        """Give the unavailability and each part's importance in each state; None where that is too much."""
        if self.compiled is None:
            return None
        try:
            return self.compiled.weigh(self.failing)
        except TooLargeError:
            return None

    @cached_property
    def bounds(self) -> Bounds:
        """Give the unavailability; `low` and `high` differ where it is not exact.

        States of the zones that were too many to be told apart count as down in the value, and as either in the bounds.
        """
        if self.weighed is None:
            found = bounds(self.structure, self.failing, self.shared.weights)
        else:
            exact = float(self.shared.weights @ self.weighed.unavailability)
            found = Bounds(exact, exact, exact)
        rest = self.shared.rest
        return Bounds(*(min(1.0, each) for each in (found.value + rest, found.low, found.high + rest)))

    @property
    def unavailability(self) -> float:
        """Give the share of time in which the entry is not answered at peak."""
        return self.bounds.value

    @property
    def exact(self) -> bool:
        """Say whether nothing was estimated."""
        return self.weighed is not None and self.shared.rest == 0

    def saved(self) -> Mapping[str, float]:
        """Give by how much the unavailability falls if a part never fails; a zone by its name; empty if estimated."""
        if self.weighed is None:
            return {}
        weights, found = self.shared.weights, self.weighed
        each = (self.failing * found.birnbaum) @ weights
        saved = dict(zip(self.structure.parts, map(float, each), strict=True))
        for name, up in zip(self.shared.names, self.shared.up.T, strict=True):
            kept = float(weights[up] @ found.unavailability[up]) / float(weights[up].sum())
            saved[name] = float(weights @ found.unavailability) - kept
        return saved

    def birnbaum(self) -> Mapping[str, float]:
        """Give the unavailability with a part down less that with it up, of zones too; empty if estimated."""
        if self.weighed is None:
            return {}
        weights, found = self.shared.weights, self.weighed
        known = dict(zip(self.structure.parts, map(float, found.birnbaum @ weights), strict=True))
        for name, up in zip(self.shared.names, self.shared.up.T, strict=True):
            with_, without = (
                float(weights[rows] @ found.unavailability[rows]) / float(weights[rows].sum()) for rows in (up, ~up)
            )
            known[name] = without - with_
        return known

    def without_each(self) -> Mapping[str, float]:
        """Give the unavailability with each part down, one at a time; empty if estimated."""
        if self.weighed is None:
            return {}
        found = self.weighed
        down = (found.unavailability + (1 - self.failing) * found.birnbaum) @ self.shared.weights
        return dict(zip(self.structure.parts, map(float, down), strict=True))

    def given(self, lost: Lost) -> float | None:
        """Give the unavailability while something is lost; None where that is not exact.

        Zones that several parts share are states already; only parts that lose something beside are weighed anew.
        """
        if self.compiled is None or self.weighed is None:
            return None
        columns = [index for index, name in enumerate(self.shared.names) if name in lost.zones]
        rows = ~self.shared.up[:, columns].any(axis=1)
        weights = self.shared.weights[rows] / float(self.shared.weights[rows].sum())
        changed = self._changed(lost, Lost(zones=frozenset(self.shared.names[index] for index in columns)))
        if not changed:
            return float(weights @ self.weighed.unavailability[rows])
        parts = [self.within.part(self.structure.parts[row], self.within.lost | lost) for row in changed]
        new = failing(parts, self.shared, self.within.assumed)
        if len(changed) == 1:
            more = (new[0] - self.failing[changed[0]]) * self.weighed.birnbaum[changed[0]]
            return float(weights @ (self.weighed.unavailability + more)[rows])
        chances = self.failing.copy()
        chances[changed] = new
        return float(weights @ self.compiled.weigh(chances[:, rows]).unavailability)

    def _changed(self, lost: Lost, as_states: Lost) -> list[int]:
        """Give the rows of the parts that lose more than what the states tell."""
        nodes, before = self.within.graph.nodes, self.within.lost
        beside = bool(lost.regions or lost.zones - as_states.zones)
        return [
            row
            for row, id_ in enumerate(self.structure.parts)
            if (beside or nodes[id_].sold_whole or id_ in lost.components or id_ in lost.replicas)
            and cells(nodes[id_], before | lost) != cells(nodes[id_], before | as_states)
        ]


def _percent(share: float) -> str:
    return f"{share * 100:.10g} %"
