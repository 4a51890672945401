import json
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.exchange.boards import kept
from designer.exchange.boards.board import Board, Form, Line, Shape
from designer.exchange.boards.kept import Kept
from designer.exchange.boards.remarks import Remarks
from tests.exchange.boards.graphs import STANZAS

THING = Shape("a", "A", Form.TEXT, looks=("aws s3", "dashed"), inside="g", own={"component": {"kind": "cache"}})


def test_what_the_format_says_itself_is_not_kept() -> None:
    assert kept.of_thing(THING, id_="a", looks=THING.looks, form=Form.TEXT, inside="g") == {kept.OWN: THING.own}
    assert kept.of_thing(Line("e"), id_="e", looks=(), form=Form.BOX) == {}


@given(STANZAS, st.booleans())
def test_what_is_kept_is_read_again_as_json_or_as_its_text(own: Any, as_text: bool) -> None:  # noqa: ANN401
    thing = Shape("a", looks=("dashed",), inside="g", form=Form.GROUP, own=own)
    data = json.loads(json.dumps(kept.of_thing(thing, id_="n1", looks=(), form=Form.BOX, inside="")))
    remarks = Remarks()
    held = kept.read(kept.as_texts(data) if as_text else data, remarks)
    assert held == Kept(own, "a", ("dashed",), Form.GROUP, "g")
    assert not remarks


def test_what_is_drawn_otherwise_by_now_is_seen() -> None:
    held = kept.read(kept.of_thing(THING, id_="", looks=()) | {kept.BESIDE: {"looks": ["aws s3", "dashed"]}}, Remarks())
    assert held.looks_now(("dotted",), ("dashed", "dotted")) == ("aws s3", "dotted")
    assert Kept().looks_now(("dotted",), ("dashed", "dotted")) == ("dotted",)


def nested(steps: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for _ in range(steps):
        data = {"a": data}
    return data


@pytest.mark.parametrize(
    "own", [5, [1], "{", "[1]", '{"a": NaN}', '{"a": "\\ud800"}', {"a": inf}, nested(150), '{"a":' * 100_000]
)
def test_a_spoilt_stanza_is_left_out_and_told(own: object) -> None:
    remarks = Remarks()
    assert kept.read({kept.OWN: own}, remarks) == Kept()
    assert remarks.sentences() == ("left out as malformed, of what designer itself had kept in the file: 1",)


def test_a_board_without_title_and_stanza_keeps_nothing() -> None:
    assert kept.of_board(Board()) == {}
    assert kept.read_board(kept.of_board(Board(title="T", own={"scenario": "fraud"})), Remarks()) == (
        "T",
        {"scenario": "fraud"},
    )
    assert kept.read_board({kept.BESIDE: {"board": 5}}, Remarks()) == ("", None)
