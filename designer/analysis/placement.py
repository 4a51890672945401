"""Where replicas run: in which zones and regions, what of it fails together, and how often too few are left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from designer.analysis.assumption import Assumptions
from designer.analysis.element import Node
from designer.analysis.reliability import too_few

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HOME = "1"
"""The region of what states none; its zones go by their bare names."""
NOWHERE = ""
"""The region of a client, which asks from outside, and of what is in no region of ours unless the drawing says so."""
ABROAD = frozenset({"dns", "cdn", "external_source"})
ZONES, REGIONS = 30, 10
"""Zones of a region, and regions, over which replicas are spread at most: what is drawn beyond counts as these."""
SHARED = 500
"""Zones and regions that are told apart at most; what is drawn beyond makes the bounds of the availability wide."""
STATES = 4096
"""States of zones and regions that are told apart at most."""
_NEGLIGIBLE = 1e-60


@dataclass(frozen=True)
class Lost:
    """What is gone: components, zones and regions by their names, and how many replicas of a component."""

    components: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    replicas: Mapping[str, int] = field(default_factory=dict)

    def __or__(self, other: "Lost") -> "Lost":
        """Give what is gone when both are; replicas add up."""
        replicas = dict(self.replicas)
        for id_, count in other.replicas.items():
            replicas[id_] = replicas.get(id_, 0) + count
        return Lost(
            self.components | other.components, self.zones | other.zones, self.regions | other.regions, replicas
        )


NOTHING = Lost()


@dataclass(frozen=True)
class Cell:
    """Replicas of one component that share a region and, unless a vendor keeps them apart, a zone."""

    region: str
    zone: str | None
    replicas: int


def cells(node: Node, lost: Lost = NOTHING) -> list[Cell]:
    """Spread a node's replicas evenly over its zones, in each of its regions; what is lost is left out.

    What a vendor keeps redundant counts as one part a region: its own figure holds zones and replicas.
    """
    if node.id in lost.components:
        return []
    found = [cell for cell in _drawn(node) if not _gone(node, cell, lost)]
    for _ in range(min(lost.replicas.get(node.id, 0), sum(cell.replicas for cell in found))):
        fullest = max(range(len(found)), key=lambda index: found[index].replicas)
        cell = found[fullest]
        found[fullest] = Cell(cell.region, cell.zone, cell.replicas - 1)
    return [cell for cell in found if cell.replicas]


def left(node: Node, spread: Iterable[Cell], lost: Lost) -> int:
    """Count what a loss leaves of a node's replicas, of which `spread` tells where they run."""
    if node.id in lost.components:
        return 0
    kept = sum(cell.replicas for cell in spread if not _gone(node, cell, lost))
    return max(0, kept - lost.replicas.get(node.id, 0))


def _drawn(node: Node) -> Iterator[Cell]:
    if "entry" in node.kind.roles:
        yield Cell(NOWHERE, None, 1)
        return
    if node.on_board and not node.placed:
        yield Cell(NOWHERE, None, node.replicas * node.regions)
        return
    abroad = node.kind.id in ABROAD and node.component.regions is None
    regions = (NOWHERE,) if abroad else node.region_names[:REGIONS]
    here, more = divmod(node.replicas * (1 if abroad else node.regions), len(regions))
    for number, region in enumerate(regions):
        if node.sold_whole:
            yield Cell(region, None, 1)
            continue
        replicas = here + (number < more)
        zones = node.zone_names[: min(replicas, ZONES)]
        each, over = divmod(replicas, len(zones))
        for index, zone in enumerate(zones):
            yield Cell(region, zone_key(region, zone), each + (index < over))


def _gone(node: Node, cell: Cell, lost: Lost) -> bool:
    """Say whether a loss takes a cell; a managed service goes with its zones where the drawing says which."""
    if cell.region in lost.regions or cell.zone in lost.zones:
        return True
    placed = cell.zone is None and node.placed and bool(lost.zones)
    return placed and lost.zones >= {zone_key(cell.region, zone) for zone in node.zone_names[:ZONES]}


def zone_key(region: str, zone: str) -> str:
    """Name a zone of a region: zones of one name in two regions are two zones."""
    return zone if region in {HOME, NOWHERE} else f"{region}/{zone}"


def zones_of(node: Node) -> list[str]:
    """Name the zones that a node runs in, as far as the drawing says."""
    if node.sold_whole:
        regions, zones = node.region_names[:REGIONS], node.zone_names[:ZONES]
        return [zone_key(region, zone) for region in regions for zone in zones if node.placed]
    return [cell.zone for cell in _drawn(node) if cell.zone is not None]


def one_down(node: Node) -> float:
    """Give the share of time that one replica is down in a zone that is up; a client is not scored."""
    if "entry" in node.kind.roles:
        return 0.0
    up = node.number("availability")
    return 0.0 if up is None else 1 - up


@dataclass(frozen=True)
class Causes:
    """The zones and regions that several components share, in all their states (rows, True is up), or the likeliest.

    `weights` are the chances of the states; `rest` is that of the states that were left out.
    """

    names: tuple[str, ...]
    up: "NDArray[np.bool_]"
    weights: "NDArray[np.float64]"
    rest: float


def causes(placed: Iterable[list[Cell]], assumed: Assumptions) -> Causes:
    """Enumerate the states of what is shared; a zone that one component has for itself is part of its own figure.

    Where regions may fail, all zones are told apart, since a region takes its zones along.
    """
    regional = assumed.region_availability < 1
    seen: dict[str, int] = {}
    for spread in placed:
        names = {cell.zone for cell in spread if cell.zone is not None and assumed.zone_availability < 1}
        if regional:
            names |= {region_key(cell.region) for cell in spread if cell.region != NOWHERE}
        for name in names:
            seen[name] = seen.get(name, 0) + 1
    shared = [name for name, users in seen.items() if users > 1 or regional]
    kept = sorted(sorted(shared, key=lambda name: (-seen[name], name))[:SHARED])
    found = _states(kept, [_up(name, assumed) for name in kept])
    return found if len(kept) == len(shared) else replace(found, rest=1.0)


def region_key(region: str) -> str:
    """Name a region among the causes, apart from zones of the same name."""
    return f"region:{region}"


def _up(name: str, assumed: Assumptions) -> float:
    return assumed.region_availability if name.startswith("region:") else assumed.zone_availability


def _states(names: list[str], up: list[float]) -> Causes:
    """Take states by how many are down, until all are taken or the next number of them is too many."""
    import numpy as np

    down_sets: list[tuple[int, ...]] = []
    for count in range(len(names) + 1):
        if len(down_sets) + comb(len(names), count) > STATES and count > 1:
            break
        down_sets += combinations(range(len(names)), count)
    states = np.ones((len(down_sets), len(names)), dtype=bool)
    for row, down in enumerate(down_sets):
        states[row, list(down)] = False
    chance = np.array(up)
    weights = np.where(states, chance, 1 - chance).prod(axis=1)
    whole = len(names) < 60 and len(down_sets) == 2 ** len(names)  # noqa: PLR2004 (more is never whole)
    return Causes(tuple(names), states, weights, 0.0 if whole else max(0.0, 1 - float(weights.sum())))


def failing(
    parts: Sequence[tuple[Node, list[Cell], int]], shared: Causes, assumed: Assumptions
) -> "NDArray[np.float64]":
    """Give the chance that each part (a row: node, its cells, replicas needed) is down in each state (a column).

    It is down while fewer replicas are up than it needs. Only what we run ourselves is also taken down as a whole, by
    a bad release or setting.
    """
    import numpy as np

    columns = {name: index for index, name in enumerate(shared.names)}
    standing = np.zeros((len(parts), len(shared.weights)), dtype=np.int64)
    counts = np.zeros((len(parts), len(columns)), dtype=np.int64)
    sure = np.zeros((len(parts), 1), dtype=np.int64)
    own: list[dict[int, int]] = [{} for _ in parts]
    for row, (_, spread, _) in enumerate(parts):
        for cell in spread:
            zone = columns.get(cell.zone) if cell.zone is not None else None
            region = columns.get(region_key(cell.region))
            if region is not None:
                column = shared.up[:, region] if zone is None else shared.up[:, region] & shared.up[:, zone]
                standing[row] += cell.replicas * column
            elif zone is not None:
                counts[row, zone] += cell.replicas
            elif cell.zone is None or assumed.zone_availability == 1:
                sure[row] += cell.replicas
            else:
                own[row][cell.replicas] = own[row].get(cell.replicas, 0) + 1
    alive = standing + sure + counts @ shared.up.T.astype(np.int64)
    zone_down, together = 1 - assumed.zone_availability, 1 - assumed.common_mode_availability
    rows = []
    for (node, _, needed), zones, found in zip(parts, own, alive.tolist(), strict=True):
        zone_sizes, down = tuple(sorted(zones.items())), one_down(node)
        ours = 0.0 if node.sold_whole or "entry" in node.kind.roles else together
        table = {sure: _too_few(needed, sure, zone_sizes, zone_down, down) for sure in set(found)}
        rows.append([table[sure] + (1 - table[sure]) * ours for sure in found])
    return np.array(rows).reshape(len(parts), len(shared.weights))


@lru_cache(maxsize=4096)
def _too_few(needed: int, sure: int, zones: tuple[tuple[int, int], ...], zone_down: float, down: float) -> float:
    """Add up over how many zones of one's own are down: `zones` has (replicas in one, number of such zones)."""
    if not zones:
        return too_few(needed, sure, down)
    (each, count), *others = zones
    total = 0.0
    for lost in range(count + 1):
        chance = comb(count, lost) * zone_down**lost * (1 - zone_down) ** (count - lost)
        if chance > _NEGLIGIBLE:
            total += chance * _too_few(needed, sure + each * (count - lost), tuple(others), zone_down, down)
    return total
