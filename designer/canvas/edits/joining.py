"""What happens when two components are joined: the connection to draw, or the sentence that refuses it."""

from designer.analysis.naming import introduced
from designer.canvas.edits.verbs import taken_ids
from designer.catalog.library import Catalog
from designer.errors import DesignerError
from designer.model.design import Component, Connection, ConnectionKind, Design, fresh_id


def called(component: Component, catalog: Catalog) -> str:
    """Give the name that people see on a component's box."""
    kind = catalog.kinds.get(component.kind)
    return component.name or (kind.title if kind else component.kind)


def kind_between(
    design: Design, catalog: Catalog, ends: tuple[str, str], wanted: ConnectionKind | None = None
) -> ConnectionKind:
    """Find the kind of connection that joins two components; raises DesignerError where none may.

    Without a wanted kind it is the likeliest legal one.
    """
    source, target = design.component(ends[0]), design.component(ends[1])
    if source is None or target is None:
        raise DesignerError("One of the two components is gone", remedy="connect two that are on the board")
    if source.id == target.id:
        raise DesignerError(f"“{called(source, catalog)}” cannot be connected to itself", remedy="end at another one")
    legal = catalog.legal_kinds(source.kind, target.kind)
    if wanted is None and legal:
        kind = legal[0]
    else:
        kind = wanted or ConnectionKind.REQUEST
        one, other = (introduced(end.name, catalog.kind(end.kind).title) for end in (source, target))
        sentence = catalog.refusal(source.kind, target.kind, kind, (one, other))
        if sentence is not None:
            raise DesignerError(sentence if wanted or not sentence else _nothing(sentence))
    if any((edge.source, edge.target, edge.kind) == (*ends, kind) for edge in design.connections):
        names = f"“{called(source, catalog)}” already has a {kind.value} connection to “{called(target, catalog)}”"
        raise DesignerError(names, remedy="select that one to change it")
    return kind


def _nothing(sentence: str) -> str:
    """Say of two kinds that nothing joins that they cannot be joined, whatever the kind asked about was."""
    return sentence.replace(" cannot send requests to ", " cannot be joined to ")


def join(design: Design, catalog: Catalog, ends: tuple[str, str], wanted: ConnectionKind | None = None) -> Connection:
    """Make the connection between two components; raises DesignerError where it may not be drawn."""
    kind = kind_between(design, catalog, ends, wanted)
    return Connection(id=fresh_id(f"{ends[0]}-{ends[1]}", taken_ids(design)), source=ends[0], target=ends[1], kind=kind)
