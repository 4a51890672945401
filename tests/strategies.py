"""Drawings for hypothesis: any legal or illegal drawing over the shipped kinds, and any edit of one."""

from hypothesis import strategies as st

from designer.catalog.library import catalog
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.model.edit import Edit, Insert, Move, Replace, SetHeader, deletion

KINDS = sorted(catalog().kinds)
POSITIONS = st.tuples(st.integers(-2000, 2000).map(float), st.integers(-2000, 2000).map(float))
NAMES = st.text(max_size=12)


@st.composite
def designs(draw: st.DrawFn, *, most: int = 12, legal: bool = False) -> Design:
    """Draw a design of up to `most` components with random connections among them."""
    count = draw(st.integers(0, most))
    components = tuple(
        Component(
            id=f"c{index}",
            kind=draw(st.sampled_from(KINDS)),
            name=draw(NAMES),
            replicas=draw(st.integers(1, 5)),
            zones=draw(st.none() | st.integers(1, 3)),
            position=draw(st.none() | POSITIONS),
        )
        for index in range(count)
    )
    pairs = draw(
        st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.sampled_from(ConnectionKind)), max_size=20)
    )
    connections = []
    for number, (one, other, kind) in enumerate(pairs if components else []):
        source, target = components[one % count], components[other % count]
        kinds = catalog().legal_kinds(source.kind, target.kind)
        if legal and (not kinds or source is target):
            continue
        chosen = kinds[one % len(kinds)] if legal else kind
        connections.append(Connection(id=f"e{number}", source=source.id, target=target.id, kind=chosen))
    return Design(title=draw(NAMES), components=components, connections=tuple(connections))


@st.composite
def edits(draw: st.DrawFn, design: Design) -> Edit:
    """Draw an edit that may or may not fit the design."""
    ids = [part.id for part in design.components] + [edge.id for edge in design.connections] or ["nothing"]
    id_, other = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
    component = Component(id=draw(st.sampled_from(["new", id_])), kind=draw(st.sampled_from(KINDS)), name=draw(NAMES))
    joint = Connection(id=draw(st.sampled_from(["join", id_])), source=id_, target=other, kind=ConnectionKind.DATA)
    choices: list[Edit] = [
        Insert(collection="components", item=component, index=draw(st.integers(-1, 3))),
        Insert(collection="connections", item=joint),
        Replace(collection="components", item=component),
        Move(positions={id_: draw(POSITIONS)}),
        SetHeader(fields={"title": draw(NAMES), "scenario": draw(st.none() | st.just("fraud"))}),
        deletion(design, {id_}),
    ]
    return draw(st.sampled_from(choices))
