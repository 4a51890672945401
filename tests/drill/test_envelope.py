import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.drill.envelope import answers, value_of
from designer.errors import DesignerError
from designer.model.scenario import Brief, Envelope, Fact, Level, Scenario

PEAK = Envelope(
    id="peak", ask="How many at peak?", formula="daily / 86400 * factor", unit="per_s", gives="peak_rate_per_s", how="x"
)
DRILL = Scenario(
    id="drill",
    title="Drill",
    level=Level.MID,
    minutes=30,
    family="ranking",
    prompt="Design it.",
    functional=(),
    requirements=(),
    facts={"daily": Fact(value=864_000, unit="requests a day"), "factor": Fact(value=3, unit="times the mean")},
    brief=Brief(peak_rate_per_s=30),
    envelope=(PEAK,),
)


@pytest.mark.parametrize(
    ("said", "right"),
    [(30, True), ("31/s", True), ("0.03k/s", True), (34, False), ("a lot", False), ("1800 rpm", True)],
)
def test_what_is_near_enough_is_right(said: float | str, right: bool) -> None:
    (answer,) = answers(DRILL, {"peak": said})
    assert answer.value == 30
    assert answer.right is right


def test_what_was_not_said_is_not_right() -> None:
    (answer,) = answers(DRILL)
    assert answer.said is None
    assert not answer.right


@given(st.one_of(st.text(max_size=30), st.floats(allow_nan=True)))
def test_whatever_is_said_is_judged(said: float | str) -> None:
    (answer,) = answers(DRILL, {"peak": said})
    assert answer.right is (answer.said is not None and abs(answer.said - 30) <= 3)


def test_a_formula_reads_the_brief_too() -> None:
    assert value_of(PEAK.model_copy(update={"formula": "peak_rate_per_s * 2"}), DRILL) == 60


@pytest.mark.parametrize(("formula", "told"), [("dayly / 2", "'dayly'"), ("daily / 0", "divides by nothing")])
def test_what_cannot_be_computed_is_told(formula: str, told: str) -> None:
    with pytest.raises(DesignerError, match=told):
        value_of(PEAK.model_copy(update={"formula": formula}), DRILL)
