"""Files that are wrong, each in one way, for whatever opens files."""

BAD_FILES = {
    "broken JSON": ('{"format": "designer-design/1",\n "components": [}', "bad.json:2: this is not valid JSON"),
    "unknown kind": (
        '{"format": "designer-design/1", "components": [{"id": "a", "kind": "trianer"}]}',
        "did you mean 'trainer'?",
    ),
    "unknown key": (
        '{"format": "designer-design/1", "componets": []}',
        "unknown key 'componets'; did you mean 'components'?",
    ),
    "duplicate id": (
        '{"format": "designer-design/1", "components": [{"id": "a", "kind": "client"}, {"id": "a", "kind": "dns"}]}',
        "the id 'a' is taken",
    ),
    "dangling": (
        '{"format": "designer-design/1", "connections": [{"source": "a", "target": "b", "kind": "data"}]}',
        "is not among the components",
    ),
    "negative replicas": (
        '{"format": "designer-design/1", "components": [{"id": "a", "kind": "client", "replicas": -1}]}',
        "'replicas' is -1: it must be at least 1",
    ),
    "NaN": (
        '{"format": "designer-design/1", "components": [{"id": "a", "kind": "client", "properties": {"p99_ms": NaN}}]}',
        "finite number",
    ),
    "a number of 5,000 digits": (
        '{"format": "designer-design/1", "components": [{"id": "a", "kind": "client", "replicas": '
        + "9" * 5000
        + "}]}",
        "a number has too many digits",
    ),
}
"""Drawings that must be refused: the text, and what is said of it."""
