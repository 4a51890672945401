import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.quantity import UNITS, format_value, parse_value
from designer.errors import DesignerError
from designer.model.design import PropertyValue
from designer.model.kind import Property, PropertyType

TIME = Property(name="timeout_ms", type=PropertyType.QUANTITY, title="Timeout", unit="ms", minimum=0)
RATE = Property(name="rate_per_s", type=PropertyType.QUANTITY, title="Rate", unit="per_s", minimum=0)
SHARE = Property(name="availability", type=PropertyType.QUANTITY, title="Up", unit="fraction", minimum=0, maximum=1)
COST = Property(name="cost", type=PropertyType.QUANTITY, title="Cost", unit="usd_per_month", minimum=0)
AGE = Property(name="delay_s", type=PropertyType.QUANTITY, title="Delay", unit="s", minimum=0)
KEEP = Property(name="keep", type=PropertyType.COUNT, title="Keep", minimum=1)
FLAG = Property(name="pit", type=PropertyType.FLAG, title="PIT")
WORDS = Property(name="watches", type=PropertyType.CONCEPTS, title="Watches", concepts="signals")


@pytest.mark.parametrize(
    ("prop", "text", "value"),
    [
        (TIME, "80 ms", 80.0),
        (TIME, "2s", 2000.0),
        (TIME, "1.5 min", 90_000.0),
        (TIME, 25, 25),
        (RATE, "2k/s", 2000.0),
        (RATE, "2,000 req/s", 2000.0),
        (RATE, "86400 per day", 1.0),
        (SHARE, "99.95 %", 0.9995),
        (SHARE, 0.9, 0.9),
        (RATE, "1.5k rps", 1500.0),
        (AGE, "30 days", 2_592_000.0),
        (KEEP, "5", 5),
        (FLAG, 500, "500"),
        (FLAG, "yes", True),
        (FLAG, "off", False),
        (FLAG, "every night to tape", "every night to tape"),
        (WORDS, ["p99", "5xx"], ("p99", "5xx")),
        (WORDS, "score drift, nulls", "score drift, nulls"),
        (TIME, "0,5", 0.5),
        (TIME, "1,5 s", 1500.0),
        (TIME, "1,500", 1500.0),
        (TIME, "1 500 ms", 1500.0),
        (TIME, "~12 ms", 12.0),
        (TIME, "< 12 ms", 12.0),
        (TIME, "about 12 μs", 0.012),
        (RATE, "600 predictions per second", 600.0),
        (RATE, "160M/day", 1851.8518518518518),
        (RATE, "1 million/day", 11.5740740741),
        (RATE, "2 thousand/s", 2000.0),
        (RATE, "3 billion/month", 1142.17836257),
        (RATE, "2 Mio. events/day", 23.1481481481),
        (RATE, "1m requests/day", 11.5740740741),
        (RATE, "60 M quotes a day", 694.444444444),
        (RATE, "5 calls every second", 5.0),
        (COST, "$2 thousand", 2000.0),
        (COST, "$0.5/h", 365.0),
        (COST, "300 dollars", 300.0),
        (AGE, "nightly", 86400.0),
        (AGE, "every 15 min", 900.0),
        (TIME, "", None),
        (TIME, None, None),
    ],
)
def test_what_people_write_is_understood(prop: Property, text: object, value: PropertyValue) -> None:
    found = parse_value(prop, text)
    assert found == pytest.approx(value) if isinstance(value, float) else found == value


@pytest.mark.parametrize(
    ("prop", "text", "says"),
    [
        (TIME, "-3", "at least 0"),
        (TIME, "soon", "must be a number in ms"),
        (TIME, "12 apples", "cannot be in 'apples'"),
        (TIME, "80 %", "cannot be in '%'"),
        (TIME, float("nan"), "finite"),
        (TIME, float("inf"), "finite"),
        (TIME, "1e999", "finite"),
        (TIME, True, "it is a number"),
        (TIME, [1], "it is a number"),
        (SHARE, 99.95, "at most 1, or up to 100 %"),
        (TIME, "10-20 ms", "must be one number in ms"),
        (TIME, "1,50,0", "must be one number"),
        (TIME, 1e300, "finite"),
        (TIME, 10**400, "finite"),
        (KEEP, "10 replicas", "must be one number$"),
        (RATE, "600 apples", "cannot be in 'apples', it is a number in /s; use /s"),
        (RATE, "5 GB/s", "cannot be in 'GB/s', it is a number in /s; use /s"),
        (RATE, "5 Mbit/s", "cannot be in 'Mbit/s'"),
        (RATE, "5 B/s", "cannot be in 'B/s'"),
        (RATE, "5 $/h", r"cannot be in '\$/h'"),
        (RATE, "$5/s", r"cannot be in '\$'"),
        (RATE, "5 ms/s", "cannot be in 'ms/s'"),
        (RATE, "10 per user per day", "cannot be in 'per user per day'"),
        (KEEP, 2.5, "whole number"),
        (KEEP, 0, "at least 1"),
        (FLAG, [7], "a yes or a no"),
        (FLAG, 10**400, "a yes or a no"),
        (FLAG, -(10**400), "a yes or a no"),
        (FLAG, float("inf"), "a yes or a no"),
        (WORDS, {"a": 1}, "a list of words or a sentence"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(prop: Property, text: object, says: str) -> None:
    with pytest.raises(DesignerError, match=says) as refused:
        parse_value(prop, text)
    assert "\n" not in str(refused.value)


@given(st.sampled_from([TIME, RATE, SHARE, AGE]), st.floats(0, 1, allow_subnormal=False).map(lambda x: round(x, 4)))
def test_what_is_shown_is_read_back_the_same(prop: Property, value: float) -> None:
    again = parse_value(prop, format_value(prop, value))
    assert isinstance(again, (int, float))
    assert math.isclose(again, value, abs_tol=1e-9)


@given(st.text(max_size=30), st.sampled_from(sorted(UNITS)))
def test_no_text_crashes_the_parser(text: str, unit: str) -> None:
    with contextlib.suppress(DesignerError):
        parse_value(Property(name="x", type=PropertyType.QUANTITY, title="X", unit=unit), text)


def test_a_percentage_is_exactly_its_fraction() -> None:
    assert parse_value(SHARE, "99.9 %") == 0.999
