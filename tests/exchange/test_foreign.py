from pathlib import Path

import pytest

from designer.errors import DesignerError
from designer.exchange.foreign import foreign
from designer.exchange.formats import load

OTHERS = {
    '<?xml version="1.0"?>\n<!-- by hand -->\n<mxfile host="Electron">': "a draw.io drawing",
    '<mxGraphModel dx="1">': "a draw.io drawing",
    '<?xml version="1.0"?>\n<graphml xmlns="x">': "a GraphML drawing",
    "%%{init: {'theme': 'base'}}%%\n\nflowchart TB\n a --> b": "a Mermaid diagram",
    "---\ntitle: x\n---\ngraph LR\n a --> b": "a Mermaid diagram",
    "// ours\n/* and theirs */\nstrict digraph {\n a -> b\n}": "a DOT graph",
    'graph "G" { a -- b }': "a DOT graph",
    '{\n "type": "excalidraw", "elements": []}': "an Excalidraw drawing",
    '{"nodes":[], "edges":[]}': "a JSON Canvas drawing",
    "@startuml\na -> b\n@enduml": "a PlantUML diagram",
    "# ours\nfrom diagrams import Diagram, Cluster\n": "a Python script",
}


@pytest.mark.parametrize(("text", "name"), OTHERS.items())
def test_a_drawing_of_another_program_is_refused_as_that(text: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text)
    with pytest.raises(DesignerError) as refused:
        load(path)
    assert str(refused.value).startswith(f"{path}: this is {name}, and drawings are read in designer's own format, as")


@pytest.mark.parametrize(
    "text",
    ["format: designer-design/1\ncomponents: 5", "graph: {a: b}", "# a list\n- a", '{"components": [', "<svg>", ""],
)
def test_anything_else_is_not(text: str) -> None:
    assert not foreign(text.encode())


@pytest.mark.parametrize("part", ["%%", "//", "/**/", "<!---->", "---\n\n", "#\n", '""""""', "'", "/*"])
def test_no_beginning_takes_long(part: str) -> None:
    assert not foreign((part * 10_000).encode())
