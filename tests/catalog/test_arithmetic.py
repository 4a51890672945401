from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.arithmetic import Arithmetic
from designer.errors import DesignerError

FACTS = {"daily": 86_400.0, "factor": 3.0, "brief.p99_ms": 80.0, "zero": 0.0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("daily / 86400 * factor", 3.0),
        ("1.25 * brief.p99_ms", 100.0),
        ("ceil(daily / 50000) + 1", 3.0),
        ("daily / zero", None),
        ("daily * unheard", None),
        pytest.param(f"1{'0' * 400}", None, id="too large for a float"),
        ("ceil(1e400)", None),
    ],
)
def test_it_computes(text: str, value: float | None) -> None:
    assert Arithmetic.parse(text).value(FACTS.get) == value


@pytest.mark.parametrize(
    "text", ["", "f(1)", "a ** 2", "-a", "True", "a.b.c", "ceil(1, 2)", "'a'", "a if b else c", "a +"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(DesignerError, match="is no arithmetic"):
        Arithmetic.parse(text)


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    with suppress(DesignerError):
        Arithmetic.parse(text).value(FACTS.get)


def test_it_names_what_it_reads() -> None:
    expression = Arithmetic.parse("ceil(daily / factor) * daily + gone")
    assert expression.names == ("daily", "factor", "gone")
    assert list(expression.unknown(FACTS)) == ["gone"]
