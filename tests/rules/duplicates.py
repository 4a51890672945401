"""Drawings with a part drawn twice, the second of which nothing uses."""

from collections.abc import Iterator

from designer.model.design import Component, Connection, ConnectionKind, Design

ORDERS = (ConnectionKind.DEPLOY, ConnectionKind.CONTROL)
SOURCES = frozenset({"client", "external_source", "oltp_db", "document_source", "edge_device"})
"""What gives data by itself, so that a second one is used where its data goes."""


def duplicates(design: Design, part: Component) -> Iterator[tuple[str, Design]]:
    """Give how a part is drawn twice, and the drawing, where the second is not used though the first may be.

    It stands alone; it has what leaves the first, and nobody asks or feeds it, with or without versions and orders
    that come in; or it is fed as the first is, and gives nothing to anybody.
    """
    out = [edge for edge in design.connections if edge.source == part.id]
    into = [edge for edge in design.connections if edge.target == part.id and edge.source != part.id]
    yield "alone", _with(design, part, [], [])
    if into and part.kind not in SOURCES:
        yield "unfed", _with(design, part, [], out)
    orders = [edge for edge in into if edge.kind in ORDERS]
    if orders and len(orders) < len(into) and part.kind not in SOURCES:
        yield "unfed, with versions", _with(design, part, orders, out)
    yield "unread", _with(design, part, [edge for edge in into if edge.kind is not ConnectionKind.REQUEST], [])


def _with(design: Design, part: Component, into: list[Connection], out: list[Connection]) -> Design:
    again = part.model_copy(update={"id": "again", "replicas": max(9, part.replicas), "zones": 3})
    edges = (
        *(edge.model_copy(update={"id": f"{edge.id}-to", "target": "again"}) for edge in into),
        *(edge.model_copy(update={"id": f"{edge.id}-from", "source": "again"}) for edge in out),
    )
    return design.model_copy(
        update={"components": (*design.components, again), "connections": (*design.connections, *edges)}
    )
