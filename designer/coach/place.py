"""The parts of a drawing that advice speaks of, by the names that people gave them."""

from collections.abc import Iterable, Mapping

from designer.analysis.graph import DesignGraph
from designer.analysis.naming import isolated
from designer.model.advice import Place


def names_of(graph: DesignGraph) -> dict[str, str]:
    """Give a name for people to each component and connection, by id."""
    names = {id_: isolated(node.name) for id_, node in graph.nodes.items()}
    return names | {edge.id: f"{names[edge.source]} → {names[edge.target]}" for edge in graph.edges}


def places(ids: Iterable[str], names: Mapping[str, str]) -> tuple[Place, ...]:
    """Give each part once, in the order given; what has no name is not in the drawing."""
    return tuple(Place(id=id_, name=names[id_]) for id_ in dict.fromkeys(ids) if id_ in names)
