from pathlib import Path

import pytest

from designer.errors import DesignerError
from designer.exchange import design_file
from designer.exchange.foreign import foreign
from designer.exchange.formats import load

EXCALIDRAW = '{\n "type": "excalidraw", "elements": []}'
OTHERS = {
    '<?xml version="1.0"?>\n<!-- by hand -->\n<mxfile host="Electron">': "a draw.io drawing",
    '<mxGraphModel dx="1">': "a draw.io drawing",
    '<?xml version="1.0"?>\n<graphml xmlns="x">': "a GraphML drawing",
    '<ns0:graphml xmlns:ns0="http://graphml.graphdrawing.org/xmlns">': "a GraphML drawing",
    "%%{init: {'theme': 'base'}}%%\n\nflowchart TB\n a --> b": "a Mermaid diagram",
    "---\ntitle: x\n---\ngraph LR\n a --> b": "a Mermaid diagram",
    "// ours\n/* and theirs */\nstrict digraph {\n a -> b\n}": "a DOT graph",
    'graph "G" { a -- b }': "a DOT graph",
    EXCALIDRAW: "an Excalidraw drawing",
    '{"nodes":[], "edges":[]}': "a JSON Canvas drawing",
    "@startuml\na -> b\n@enduml": "a PlantUML diagram",
    "# ours\nfrom diagrams import Diagram, Cluster\n": "a Python script",
}


@pytest.mark.parametrize(("text", "name"), OTHERS.items())
def test_a_drawing_of_another_program_is_known_by_how_it_begins(text: str, name: str) -> None:
    assert foreign(text.encode()) == name


def test_a_picture_is_known_by_the_drawing_that_it_carries() -> None:
    assert foreign(b"\x89PNG\r\n..tEXtmxfile\0%3Cmxfile") == "a draw.io drawing"
    assert (
        foreign(b'<svg xmlns="x"><metadata><!-- payload-type:application/vnd.excalidraw+json -->') == OTHERS[EXCALIDRAW]
    )
    assert not foreign(b"\x89PNG\r\n")


def test_what_is_not_read_is_refused_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("@startuml\na -> b\n@enduml")
    with pytest.raises(DesignerError) as refused:
        load(path)
    assert str(refused.value).startswith(f"{path}: this is a PlantUML diagram, which is not read here; ")


def test_a_variation_is_read_in_our_own_format_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.design.yaml"
    path.write_text("digraph { a -> b }")
    with pytest.raises(DesignerError, match="this is a DOT graph, which is not read here"):
        design_file.read(path)


@pytest.mark.parametrize(
    "text",
    ["format: designer-design/1\ncomponents: 5", "graph: {a: b}", "# a list\n- a", '{"components": [', "<svg>", ""],
)
def test_anything_else_is_not(text: str) -> None:
    assert not foreign(text.encode())


@pytest.mark.parametrize("part", ["%%", "//", "/**/", "<!---->", "---\n\n", "#\n", '""""""', "'", "/*"])
def test_no_beginning_takes_long(part: str) -> None:
    assert not foreign((part * 10_000).encode())
