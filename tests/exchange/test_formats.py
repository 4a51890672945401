import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog.library import scenario_folder
from designer.errors import DesignerError
from designer.exchange.formats import FORMATS, OURS, Format, format_of, load, read, read_text, save
from designer.grading import grade
from designer.model.design import Design
from tests.exchange.boards.test_outgoing import SERVED
from tests.strategies import designs

FOREIGN = FORMATS[len(OURS) :]
NAMED = [pytest.param(each, id=each.id) for each in FORMATS]
FRAUD = scenario_folder("fraud") / "reference.design.yaml"


@pytest.mark.parametrize("format_", NAMED)
@pytest.mark.parametrize("design", [SERVED, load(FRAUD), Design()], ids=["small", "reference", "empty"])
def test_a_drawing_comes_back_from_every_format_as_it_was(format_: Format, design: Design, tmp_path: Path) -> None:
    path = tmp_path / f"x{format_.endings[0]}"
    save(design, path)
    assert read(path) == (design, read(path).remarks, format_ in OURS)
    assert format_.write(design) == path.read_bytes(), "the same drawing gives the same bytes"


@pytest.mark.parametrize("format_", NAMED)
def test_a_file_is_read_as_what_it_plainly_is_whatever_it_is_called(format_: Format, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(format_.write(SERVED))
    assert load(path) == SERVED


@pytest.mark.parametrize("format_", NAMED)
def test_a_reference_is_worth_as_much_in_every_format(format_: Format) -> None:
    design = load(FRAUD)
    kept = read_text(format_.write(design), "x").design
    assert grade(kept, "fraud").score == grade(design, "fraud").score


@pytest.mark.parametrize("format_", [pytest.param(each, id=each.id) for each in FOREIGN])
@given(data=st.data())
@settings(max_examples=15)
def test_any_drawing_comes_back(format_: Format, data: st.DataObject) -> None:
    design = data.draw(designs(most=6))
    assert read_text(format_.write(design), "x").design == design


@pytest.mark.parametrize("format_", [pytest.param(each, id=each.id) for each in FOREIGN])
@given(data=st.data())
@settings(max_examples=25)
def test_no_damage_to_a_file_is_more_than_a_sentence(format_: Format, data: st.DataObject) -> None:
    raw = bytearray(format_.write(SERVED))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
    with contextlib.suppress(DesignerError):
        format_.read(bytes(raw), "damaged")


def test_the_longest_ending_names_the_format() -> None:
    named = {"a.design.json": "design", "a.excalidraw.json": "excalidraw", "a.drawio.xml": "drawio", "A.MMD": "mermaid"}
    assert {name: format_of(Path(name)).id for name in named} == named
    assert format_of(Path("a.json"), "dot").id == "dot"


@pytest.mark.parametrize("name", ["a.excalidraw.png", "a.drawio.svg", "a.md"])
def test_what_is_only_read_is_not_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(DesignerError, match="is read from such a file, and not written to it; let its name end in"):
        save(SERVED, tmp_path / name)
    with pytest.raises(DesignerError, match="not written to it"):
        format_of(Path(name))
    assert not list(tmp_path.iterdir())


def test_what_is_no_format_is_refused() -> None:
    with pytest.raises(DesignerError, match=r"a\.vsdx: the file's ending names no format .*known are: design, dot"):
        format_of(Path("a.vsdx"))
    with pytest.raises(DesignerError, match="'visio' is no format; known are"):
        format_of(Path("a.json"), "visio")
    with pytest.raises(DesignerError, match="did you mean 'mermaid'"):
        format_of(Path("a.json"), "mermiad")


def test_a_picture_that_carries_no_drawing_is_refused() -> None:
    with pytest.raises(DesignerError):
        read_text(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "x.drawio.png")


def test_a_file_of_ours_is_read_without_what_other_programs_take(tmp_path: Path) -> None:
    save(Design(), tmp_path / "x.yaml")
    heavy = {"numpy", "defusedxml", "designer.drawing.layout", "designer.catalog.recognition"}
    code = f"import sys; from designer import load; load(sys.argv[1]); print(sorted({heavy} & sys.modules.keys()))"
    command = [sys.executable, "-c", code, str(tmp_path / "x.yaml")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
