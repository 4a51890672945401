"""What a person may kill in a drawing: a component, one replica, a zone, a region, or a dependency's speed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from designer.analysis.element import Node
from designer.analysis.graph import DesignGraph
from designer.analysis.naming import quoted
from designer.analysis.placement import NOTHING, Cell, Lost, cells, zone_key, zones_of
from designer.errors import DesignerError, suggestion

ZONE, REGION, REPLICA, SLOW = "zone:", "region:", "replica:", "slow:"
_RATES = ("rate_per_s", "quota_rate_per_s")


@dataclass(frozen=True)
class Fault:
    """What fails together: what is lost, and which components are so slow that each call to them times out."""

    kills: tuple[str, ...] = ()
    lost: Lost = NOTHING
    slow: frozenset[str] = frozenset()

    def __or__(self, other: "Fault") -> "Fault":
        """Give both faults at once."""
        return Fault(self.kills + other.kills, self.lost | other.lost, self.slow | other.slow)

    @property
    def gone(self) -> frozenset[str]:
        """Give the components of which nobody gets an answer."""
        return self.lost.components | self.slow


def faults(graph: DesignGraph, kills: Iterable[str]) -> Fault:
    """Read kills; what is killed twice counts once, but each `replica:ID` takes one more.

    Raises DesignerError that names the nearest right one for what does not exist.
    """
    found = Fault()
    for kill in kills:
        one = fault(graph, kill)
        if one.lost.replicas or not set(one.kills) <= set(found.kills):
            found |= one
    return found


def fault(graph: DesignGraph, kill: str) -> Fault:
    """Read one kill: `ID`, `zone:NAME`, `region:NAME`, `replica:ID` or `slow:ID`; an id comes before the others."""
    if kill in graph.nodes:
        return Fault((kill,), Lost(components=frozenset({kill})))
    for prefix, read in _SORTS.items():
        if kill.startswith(prefix):
            return read(graph, kill, kill.removeprefix(prefix))
    raise _unknown(graph, "component", kill, graph.nodes, kill)


def _zone(graph: DesignGraph, kill: str, name: str) -> Fault:
    """Read a zone by its name, with its region before a stroke where several regions have one of that name."""
    known = zones(graph)
    meant = [name] if name in known else [zone for zone in known if zone.rpartition("/")[2] == name]
    if len(meant) > 1:
        several = " or ".join(f"{ZONE}{zone}" for zone in meant)
        what = f"several regions have a zone {quoted(name)}"
        raise DesignerError(what, where=f"--kill {kill}", remedy=f"say {several}")
    if not meant:
        raise _unknown(graph, "zone", name, known, kill)
    return Fault((f"{ZONE}{meant[0]}",), Lost(zones=frozenset(meant)))


def _region(graph: DesignGraph, kill: str, name: str) -> Fault:
    known = regions(graph)
    if name not in known:
        raise _unknown(graph, "region", name, known, kill)
    return Fault((kill,), Lost(regions=frozenset({name})))


def _replica(graph: DesignGraph, kill: str, name: str) -> Fault:
    if name not in graph.nodes:
        raise _unknown(graph, "component", name, graph.nodes, kill)
    if graph.nodes[name].sold_whole:
        raise DesignerError(
            f"{quoted(graph.nodes[name].name)} is managed, and its replicas are its vendor's",
            where=f"--kill {kill}",
            remedy=f"kill the whole of it, '{name}'",
        )
    return Fault((kill,), Lost(replicas={name: 1}))


def _slow(graph: DesignGraph, kill: str, name: str) -> Fault:
    if name not in graph.nodes:
        raise _unknown(graph, "component", name, graph.nodes, kill)
    return Fault((kill,), slow=frozenset({name}))


_SORTS: Mapping[str, Callable[[DesignGraph, str, str], Fault]] = {
    ZONE: _zone,
    REGION: _region,
    REPLICA: _replica,
    SLOW: _slow,
}


def survivors(graph: DesignGraph, lost: Lost) -> DesignGraph:
    """Give the drawing with the replicas, zones and regions that are left; what is gone altogether stays as it was.

    Where a loss leaves regions of different sizes, each replica counts as so much slower in their place.
    """
    nodes = {id_: _survivor(node, lost) for id_, node in graph.nodes.items()}
    return replace(graph, nodes=nodes)


def _survivor(node: Node, lost: Lost) -> Node:
    before, after = cells(node), cells(node, lost)
    left, total = sum(cell.replicas for cell in after), sum(cell.replicas for cell in before)
    if left in {0, total} or node.id in lost.components:
        return node
    regions = tuple(name for name in node.region_names if any(cell.region == name for cell in after))
    if node.sold_whole or len({_size(after, name) for name in regions}) == 1:
        names = [name for name in node.zone_names if any(cell.zone == zone_key(regions[0], name) for cell in after)]
        replicas = node.replicas if node.sold_whole else _size(after, regions[0])
        return replace(
            node.resized(replicas, node.zones), zone_names=tuple(names) or node.zone_names, region_names=regions
        )
    slower = {name: value * left / total for name in _RATES if (value := node.number(name)) is not None}
    return replace(node, values={**node.values, **slower})


def _size(spread: Iterable[Cell], region: str) -> int:
    return sum(cell.replicas for cell in spread if cell.region == region)


def zones(graph: DesignGraph) -> list[str]:
    """Name the zones of the drawing, those that a request may touch or not."""
    return sorted({zone for node in graph.nodes.values() if "entry" not in node.kind.roles for zone in zones_of(node)})


def regions(graph: DesignGraph) -> list[str]:
    """Name the regions of the drawing."""
    nodes = (node for node in graph.nodes.values() if "entry" not in node.kind.roles)
    return sorted({region for node in nodes for region in node.region_names})


def _unknown(graph: DesignGraph, sort: str, name: str, known: Iterable[str], kill: str) -> DesignerError:
    loose = next((end.what for end in graph.loose_ends if end.where == name), None)
    if loose is not None:
        what = f"{loose}, so that nothing changes when it fails"
        return DesignerError(what, where=f"--kill {kill}", remedy="join it to something")
    remedy = suggestion(name, known) or "kills are ID, zone:NAME, region:NAME, replica:ID and slow:ID"
    return DesignerError(f"the drawing has no {sort} '{name}'", where=f"--kill {kill}", remedy=remedy)
