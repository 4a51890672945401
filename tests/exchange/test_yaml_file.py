from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from designer.catalog.source import parse
from designer.exchange.design_file import design_of
from designer.exchange.formats import has_comments, load, save
from designer.exchange.yaml_file import write
from designer.model.design import Component, Design, Framing, Note
from tests.strategies import designs

REFERENCE = Path(__file__).parents[2] / "scenarios" / "fraud" / "reference.design.yaml"


def read(raw: bytes) -> Design:
    return design_of(parse(raw, "x.yaml"))


@given(designs())
def test_a_drawing_is_read_back_the_same(design: Design) -> None:
    assert read(write(design)) == design


@given(st.text(min_size=1, max_size=200))
@example("1e3")
@example("12:30")
@example("no")
@example("null")
@example("# no comment")
@example("two\nlines\n\n of text\n")
@example("- a: [b, {c}]")
@example("\u2028\x85\x7f\ufeff\x00 🤖")
def test_words_are_read_back_the_same_whatever_they_look_like(text: str) -> None:
    numbers: dict[str, float | str] = {text: text, "x": 1.5}
    design = Design(title=text, notes=(Note(id="n", text=text),), framing=Framing(objective=text, numbers=numbers))
    assert read(write(design)) == design


def test_a_file_that_ends_in_yaml_stays_yaml_with_a_line_a_component(tmp_path: Path) -> None:
    design = Design(title="T", components=(Component(id="a", kind="cdn", name="Edge", properties={"ttl_s": 5}),))
    for name in ("x.design.yaml", "x.yaml", "X.YML"):
        save(design, tmp_path / name)
        text = (tmp_path / name).read_text()
        assert text.splitlines() == [
            "format: designer-design/1",
            "title: T",
            "components:",
            "  - {id: a, kind: cdn, name: Edge, properties: {ttl_s: 5}}",
        ]
        assert load(tmp_path / name) == design
    save(design, tmp_path / "x.json")
    assert (tmp_path / "x.json").read_text().startswith("{")


def test_saving_what_was_saved_changes_no_byte(tmp_path: Path) -> None:
    path, again = tmp_path / "a.yaml", tmp_path / "b.yaml"
    save(load(REFERENCE), path)
    save(load(path), again)
    assert path.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# x\na: 1", True),
        ("a: é # x", True),
        ("a: 1\n# x", True),
        ("a: 'x # y'", False),
        ("a: b#c", False),
        ("a: |\n  # x\n", False),
        ('{"a": "x # y"}', False),
        ("a: [", False),
        ("", False),
    ],
)
def test_comments_are_seen_and_what_looks_like_one_is_not(tmp_path: Path, text: str, said: bool) -> None:
    (tmp_path / "x.yaml").write_text(text)
    assert has_comments(tmp_path / "x.yaml") is said
    assert not has_comments(tmp_path / "none.yaml")
