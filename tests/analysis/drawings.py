"""Drawings of request paths, as short as the tests that need them."""

from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.exchange.design_file import design_of


def graph(*rows: str, **components: dict[str, object]) -> DesignGraph:
    """Make a graph of request calls, each with its label and properties: "a > b : retried | soft timeout_ms=5".

    "a ~> b" is data on its way.
    """
    connections = []
    for row in rows:
        drawn, _, stated = row.partition("|")
        ends, _, label = drawn.partition(" : ")
        source, target = (end.strip(" ~") for end in ends.split(">"))
        pairs = (part.partition("=") for part in stated.split())
        properties = {name: value or True for name, _, value in pairs}
        call = {
            "source": source,
            "target": target,
            "kind": "data" if "~" in ends else "request",
            "label": label.strip(),
        }
        connections.append({**call, "properties": properties})
    data = {
        "format": "designer-design/1",
        "components": [{"id": id_, **fields} for id_, fields in components.items()],
        "connections": connections,
    }
    return build_graph(design_of(Source("test", data)), catalog(), words())


def app(**fields: object) -> dict[str, object]:
    own: dict[str, object] = {key: fields.pop(key) for key in ("replicas", "zones", "regions") if key in fields}
    return {"kind": "app_service", **own, "properties": {"p99_ms": 10, "p50_ms": 1, **fields}}


CLIENT: dict[str, object] = {"kind": "client"}
